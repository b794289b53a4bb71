"""Whether a bundle's cases are decided here as they were where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from clausebench.domain.bundle.release import Release
from clausebench.domain.clause import Decision
from clausebench.services.replaying import Likeness, Replayed, ReplayReport, replay_cases
from clausebench.ui.appearance import Appearance
from clausebench.ui.bundles.answering import error_words
from clausebench.ui.bundles.receive_words import counted, likeness_words
from clausebench.ui.parts import IconLabel, button, label
from clausebench.ui.roles import Role
from clausebench.ui.tables.column import Column, Drawn
from clausebench.ui.tables.rows_model import RowsModel
from clausebench.ui.tables.rows_view import RowsView
from clausebench.ui.text.showable import one_line
from clausebench.ui.verdict_chip import ChipLook, decision_look

_NO_MAJORITY = ChipLook("unreadable", "No majority", Role.VERDICT_UNREADABLE)
_LONG = 1_000


@dataclass(frozen=True, slots=True)
class DifferingRow:
    """A case that is decided otherwise now."""

    replayed: Replayed

    @property
    def id(self) -> str:
        return self.replayed.case


def _look(decision: Decision | None) -> ChipLook:
    return decision_look(decision) if decision else _NO_MAJORITY


_COLUMNS = (
    Column[DifferingRow](
        "Test case", 30, lambda row: one_line(row.replayed.case, 80), stretches=True
    ),
    Column[DifferingRow]("Then", 14, look=lambda row: _look(row.replayed.before), drawn=Drawn.MARK),
    Column[DifferingRow]("Now", 14, look=lambda row: _look(row.replayed.now), drawn=Drawn.MARK),
)


class ReplayPage(QWidget):
    """Idle, running, done, stopped or failed; the words say which."""

    run_pressed = Signal()
    stop_pressed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.intro = label("", "body", wraps=True)
        self.engine = label("", "muted", wraps=True)
        self.run = button("Run its cases again")
        self.run.clicked.connect(self.run_pressed)
        self.stop = button("Stop")
        self.stop.setAccessibleName("Stop running the cases")
        self.stop.clicked.connect(self._on_stop_clicked)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.progress = label("", "small")
        self.icon = IconLabel(appearance, "check", Role.OUTCOME_PASSED, 18)
        self.result = label("", "strong", wraps=True)
        self.counts = label("", "body", wraps=True)
        self.note = label("", "small", wraps=True)
        self.model: RowsModel[DifferingRow] = RowsModel(_COLUMNS)
        self.table = RowsView(appearance, self.model, "Decided differently")
        self._lay_out()
        self._show_state()

    def _lay_out(self) -> None:
        act = QHBoxLayout()
        act.setSpacing(10)
        for part in (self.run, self.stop, self.progress):
            act.addWidget(part)
        act.addStretch(1)
        outcome = QHBoxLayout()
        outcome.setSpacing(8)
        outcome.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        outcome.addWidget(self.result, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        for words in (self.intro, self.engine):
            column.addWidget(words)
        column.addLayout(act)
        column.addWidget(self.bar)
        column.addLayout(outcome)
        for part in (self.counts, self.note):
            column.addWidget(part)
        column.addWidget(self.table, 100)
        column.addStretch(1)

    def show_bundle(self, release: Release) -> None:
        """What would be run."""
        cases = replay_cases(release)
        self.run.setEnabled(bool(cases))
        if not cases:
            self.intro.setText("The bundle has no test cases to run.")
        elif not release.verdicts:
            self.intro.setText(
                f"The bundle has {counted(len(cases), 'test case')}, but brings no verdicts to "
                "compare with. History will have how they are decided here."
            )
        else:
            self.intro.setText(
                f"{counted(len(cases), 'test case')} will be judged again as they were judged "
                "where the bundle comes from, and the decisions compared. The run is kept in "
                "History; no policy changes."
            )

    def show_engine(self, then: str, now: str) -> None:
        """Whose verdicts will be compared."""
        said = f"In use now: {one_line(now, 80)}."
        if then:
            alike = "" if then == now else " Another engine may decide otherwise."
            said = f"Judged then by {one_line(then, 80)}. {said}{alike}"
        self.engine.setText(said)

    def show_progress(self, words: str, fraction: float) -> None:
        """A fraction below 0 cannot be said."""
        self._show_state(is_running=True)
        self.progress.setText(words)
        self.bar.setRange(0, 0 if fraction < 0 else 1000)
        self.bar.setValue(round(max(fraction, 0.0) * 1000))

    def show_report(self, report: ReplayReport) -> None:
        """How it came out, with every case that is decided otherwise."""
        different = [c for c in report.cases if c.likeness is Likeness.DIFFERENT]
        if different:
            noun = counted(len(different), "test case")
            self._conclude("warning", Role.FINDING_WARNING, f"{noun} decided differently.")
        elif report.count(Likeness.UNPROVEN) == len(report.cases):
            self._conclude(
                "info",
                Role.FINDING_HINT,
                "All were judged; there is nothing to compare with.",
            )
        else:
            self._conclude("check", Role.OUTCOME_PASSED, "Every test case is decided as before.")
        self.counts.setText(likeness_words(report))
        self.note.setText(one_line(report.note, _LONG))
        self.model.show_rows(DifferingRow(case) for case in different)
        self.table.setVisible(bool(different))
        for part in (self.counts, self.note):
            part.setVisible(bool(part.text()))

    def show_stopped(self) -> None:
        self._conclude("minus", Role.TEXT_MUTED, "Stopped. Nothing was compared.")

    def show_failed(self, error: Exception) -> None:
        words = error_words(error, "The cases could not be run.")
        self._conclude("error", Role.FINDING_ERROR, words)

    def _conclude(self, icon: str, role: Role, words: str) -> None:
        self._show_state(is_over=True)
        self.icon.show_icon(icon, role)
        self.result.setText(words)
        self.run.setText("Run them once more")
        self.run.setAccessibleName("Run its cases once more")

    def _show_state(self, *, is_running: bool = False, is_over: bool = False) -> None:
        self.run.setVisible(not is_running)
        self.stop.setEnabled(is_running)
        for part in (self.stop, self.progress, self.bar):
            part.setVisible(is_running)
        for outcome in (self.icon, self.result):
            outcome.setVisible(is_over)
        for detail in (self.counts, self.note, self.table):
            detail.hide()

    @Slot()
    def _on_stop_clicked(self) -> None:
        self.stop.setEnabled(False)
        self.progress.setText("Stopping…")
        self.stop_pressed.emit()

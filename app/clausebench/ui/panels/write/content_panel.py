"""The second column: the sample, what is expected of it, and the button that judges it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clausebench.domain.case import Case
from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.hidden import describe
from clausebench.domain.masking import Concealment
from clausebench.ui.appearance import Appearance
from clausebench.ui.panels.write.expectation_row import ExpectationRow
from clausebench.ui.panels.write.judge_row import JudgeRow
from clausebench.ui.panels.write.sample import Sample
from clausebench.ui.panels.write.sample_header import SampleHeader
from clausebench.ui.text.content_view import ContentView
from clausebench.ui.text.showable import one_line

_FACTS_MS = 150


class ContentPanel(QWidget):
    """Shows a kept test case or a new sample; stores nothing itself."""

    content_edited = Signal()
    expectation_edited = Signal()
    """Expected decision, clause or note, by the person."""
    keep_pressed = Signal()
    judge_pressed = Signal()
    stop_pressed = Signal()
    step_pressed = Signal(int)
    new_pressed = Signal()
    choices_changed = Signal()
    more_pressed = Signal()
    plain_pressed = Signal()
    conceal_pressed = Signal()
    file_dropped = Signal(object)
    """The ``Path`` of a text file to judge."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._case: Case | None = None
        self._name = ""
        self._is_judging = False
        self._is_read_only = False
        self.header = SampleHeader(appearance.icons)
        self.view = ContentView(appearance)
        self.expectation_row = ExpectationRow(appearance.icons)
        self.judge_row = JudgeRow(appearance.icons)
        self._facts = QTimer(self, interval=_FACTS_MS, singleShot=True)
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(10)
        column.addWidget(self.header)
        column.addWidget(self.view, 1)
        column.addWidget(self.expectation_row)
        column.addWidget(self.judge_row)
        self._connect()
        self.show_sample(Sample(), 0, 0)

    def _connect(self) -> None:
        header, view, row = self.header, self.view, self.judge_row
        header.step_pressed.connect(self.step_pressed)
        header.new_pressed.connect(self.new_pressed)
        header.hidden_toggled.connect(view.show_hidden)
        header.conceal_pressed.connect(self.conceal_pressed)
        view.edited.connect(self._on_view_edited)
        view.more_pressed.connect(self.more_pressed)
        view.plain_pressed.connect(self.plain_pressed)
        self.expectation_row.changed.connect(self._on_expectation_row_changed)
        row.judge_pressed.connect(self.judge_pressed)
        row.stop_pressed.connect(self.stop_pressed)
        row.keep_pressed.connect(self.keep_pressed)
        row.choices_changed.connect(self.choices_changed)
        self._facts.timeout.connect(self._show_facts)

    @property
    def sample(self) -> Sample:
        """What is on screen; its content is exact."""
        row = self.expectation_row
        note = row.note.text()
        return Sample(self.view.text, row.expectation, note, self._case, self._name)

    @property
    def shown_content(self) -> str:
        """The content as shown; links refer to it."""
        return self.view.shown_text

    @property
    def is_read_only(self) -> bool:
        """Whether this is a sample of the past."""
        return self._is_read_only

    def show_sample(
        self, sample: Sample, number: int, total: int, *, read_only: bool = False
    ) -> None:
        """Another sample; if it is a test case, the ``number``-th of ``total``, from 1."""
        self._case, self._name, self._is_read_only = sample.case, sample.name, read_only
        self.header.show_name(sample.name, number, total)
        self.header.new.setEnabled(not read_only)
        self.view.show_text(sample.content, read_only=read_only)
        self.expectation_row.show_expectation(sample.expected, sample.note)
        for part in (self.expectation_row, self.judge_row):
            part.setEnabled(not read_only)
        self._show_facts()
        self._refresh()

    def show_kept(self, case: Case, number: int, total: int) -> None:
        """What is on screen is this test case now; the editor keeps its undo."""
        self._case, self._name = case, case.name
        self.header.show_name(case.name, number, total)
        self._show_facts()
        self._refresh()

    def show_removed(self) -> None:
        """What is on screen is no test case any more; nothing of it is lost."""
        self._case, self._name = None, Sample().name
        self.header.show_name(self._name, 0, 0)
        self._show_facts()
        self._refresh()

    def show_policy(self, parsed: ParsedPolicy) -> None:
        """Offer the policy's clauses as expectations."""
        self.expectation_row.show_clauses(parsed)

    def show_judging(self, *, is_judging: bool) -> None:
        self._is_judging = is_judging
        self._refresh()

    def conceal(self, level: Concealment, *, is_revealed: bool) -> None:
        """Show the content at a level; a reveal can be ended from the header."""
        self.view.conceal(level)
        self.header.conceal.setVisible(is_revealed)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    def _show_facts(self) -> None:
        text, case = self.shown_content, self._case
        self.header.show_facts(text, case.language if case else "")
        tags = ", ".join(case.tags) if case else ""
        facts = ", ".join(part for part in (describe(text), one_line(tags)) if part)
        self.view.placeholder.describe(one_line(self._name), facts)

    def _refresh(self) -> None:
        has_content = bool(self.shown_content.strip())
        self.judge_row.show_judging(is_judging=self._is_judging, can_judge=has_content)
        if self._case is None:
            self.judge_row.show_keeping("Keep as test case", can_keep=has_content)
        elif self.sample.is_edited:
            self.judge_row.show_keeping("Update test case", can_keep=has_content)
        else:
            self.judge_row.show_keeping("Kept", can_keep=False)

    def _on_view_edited(self) -> None:
        self._facts.start()
        self._refresh()
        self.content_edited.emit()

    def _on_expectation_row_changed(self) -> None:
        self._refresh()
        self.expectation_edited.emit()


def _dropped_file(event: QDropEvent) -> Path | None:
    """The one text file that is being dropped, None if it is anything else."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path and path.suffix.casefold() in (".txt", ".text", ".log", "") else None

"""What came of a comparison: the sum in a sentence, and the cases, those that changed first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from clausebench.domain.blast import Missed
from clausebench.domain.case import Case
from clausebench.services.confronting import Confrontation
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.judged.previews import Previews
from clausebench.ui.panels.compare.change_row import ChangeRow, change_columns
from clausebench.ui.parts import button, hairline, label
from clausebench.ui.shell import Shell
from clausebench.ui.tables.rows_model import RowsModel
from clausebench.ui.tables.rows_view import RowsView


class ResultPanel(QWidget):
    """Plain methods in, signals out."""

    row_at = Signal(object)
    """The ``ChangeRow`` that the person is at, or None."""
    opened = Signal(object)
    rest_pressed = Signal()
    """Ask the cases that were left out, too."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.previews = Previews(shell.concealment)
        self.model: RowsModel[ChangeRow] = RowsModel(change_columns(self.previews))
        self.table = RowsView(shell.appearance, self.model, "Cases on both sides")
        self.sentence = label("", "strong", wraps=True)
        self.missed = label("", "small", wraps=True)
        self.rest = button("Ask the rest")
        self.changed_only = QCheckBox("Changed only")
        self.changed_only.setChecked(True)
        self.nothing = EmptyState(
            shell.appearance, "check", "Nothing changed", "", "Show all cases"
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self.changed_only.toggled.connect(self._narrow)
        self.nothing.pressed.connect(lambda: self.changed_only.setChecked(False))
        self.rest.clicked.connect(self.rest_pressed)
        self.table.current_changed.connect(self._on_table_current_changed)
        self.table.opened.connect(self.opened)
        shell.concealment.level_changed.connect(self.model.refresh)
        for keys, reveal in (
            ("Space", shell.concealment.reveal_more),
            ("Shift+Space", shell.concealment.reveal_plain),
        ):
            self.table.on_key(keys, reveal)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sentence)
        words.addWidget(self.missed)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 12, 8)
        head.setSpacing(12)
        head.addLayout(words, 1)
        head.addWidget(self.rest)
        head.addWidget(self.changed_only)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        self.table.setProperty("pane", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)

    def show_found(self, found: Confrontation, cases: Sequence[Case]) -> None:
        """Show a comparison of these cases; some may be asked later."""
        by_name = {case.name: case for case in cases}
        rows = [
            ChangeRow(place, case, change, found.stages.get(case.id))
            for place, change in enumerate(found.comparison.cases)
            if (case := by_name.get(change.name)) is not None
        ]
        self.sentence.setText(found.comparison.sentence)
        left = len(cases) - len(rows) if found.stages else 0
        self.rest.setVisible(left > 0)
        self.rest.setText(f"Ask the other {left:,}")
        self.missed.setText(missed_words(found.missed) if found.missed and left else "")
        self.missed.setVisible(bool(self.missed.text()))
        self.nothing.say("Nothing changed", _nothing_words(len(rows)))
        self.model.show_rows(rows)
        self._narrow()
        self.table.fit_columns()

    def step_change(self, by: int) -> None:
        """Go to the next or previous case that changed, beginning anew at the ends."""
        places = [n for n, row in enumerate(self.model.shown) if row.change.changes]
        here = self.table.currentIndex().row()
        beyond = [n for n in places if (n > here if by > 0 else 0 <= n < here)] or places
        if beyond:
            self.table.go_to(self.model.shown[beyond[0 if by > 0 else -1]].id)

    @Slot()
    def _narrow(self) -> None:
        wants_all = not self.changed_only.isChecked()
        self.model.narrow(lambda row: wants_all or bool(row.change.changes))
        self._stack.setCurrentWidget(self.table if self.model.rowCount() else self.nothing)
        if self.table.current_row is None:
            self.table.step(1)

    @Slot(object)
    def _on_table_current_changed(self, row: ChangeRow | None) -> None:
        self.previews.at = row.id if row else ""
        self.row_at.emit(row)


def missed_words(missed: Missed) -> str:
    """What the sample says about the cases that were not asked."""
    if not missed.sampled:
        return ""
    changed = f"{missed.flips} of {missed.sampled} cases drawn from the others changed"
    return (
        f"{changed}: of the {missed.left:,} not asked, about {missed.expected:.0f} "
        f"may have changed, at most {missed.most:,} (95 %)."
    )


def _nothing_words(count: int) -> str:
    cases = "the one case" if count == 1 else f"all {count:,} cases"
    return f"Both sides say the same about {cases}."

"""A test case in the panes: rule, content, reasoning."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clausebench.ui.judged.previews import Previews
from clausebench.ui.judged.verdict_panes import Shown, VerdictPanes
from clausebench.ui.panels.test.case_bar import CaseBar
from clausebench.ui.panels.test.case_row import CaseRow
from clausebench.ui.panels.test.sheet import Sheet
from clausebench.ui.parts import hairline
from clausebench.ui.shell import Shell
from clausebench.ui.text.clock_words import clock_words


class CaseDetails(QWidget):
    """Hidden until a case is opened; then it follows the table."""

    closed = Signal()

    def __init__(self, shell: Shell, previews: Previews) -> None:
        super().__init__()
        self._previews = previews
        self._row: CaseRow | None = None
        self.bar = CaseBar(shell.appearance.icons)
        self.panes = VerdictPanes(shell, "test")
        self.bar.close_pressed.connect(self.closed)
        shell.concealment.level_changed.connect(self._show_bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, hairline(), self.panes):
            column.addWidget(part, 1 if part is self.panes else 0)
        self.hide()

    def show_row(self, row: CaseRow, sheet: Sheet) -> None:
        """Show a case with its newest answers, under the wording that they were given."""
        self._row = row
        self._show_bar()
        self.panes.show_judgement(_shown(row, sheet))

    def update_row(self, row: CaseRow, sheet: Sheet) -> None:
        """The row on screen has changed; what is being read stays where it is."""
        former, self._row = self._row, row
        if self.isHidden() or former is None or former.id != row.id:
            return
        if former.answers != row.answers:
            self.show_row(row, sheet)
        else:
            self._show_bar()
            self.panes.reasoning.show_expected(row.case.expected)

    def _show_bar(self) -> None:
        row = self._row
        if row is not None:
            case = row.case
            name = self._previews.derived(case.id, case.name, case.content)
            note = self._previews.derived(case.id, case.note, case.content)
            self.bar.show_case(name, case.note, note)


def _shown(row: CaseRow, sheet: Sheet) -> Shown:
    case = row.case
    if row.result is None:
        return Shown(sheet.opened.text, "Policy", case.content, case.name, case.expected)
    current = row.result.verdicts.index(row.result.shown) if row.result.decision else 0
    stored = row.answers[current]
    title = f"Policy as of {clock_words(stored.at)}" if row.is_outdated else "Policy"
    return Shown(
        stored.policy_text, title, case.content, case.name, case.expected, row.answers, current
    )

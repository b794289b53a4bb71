"""A test case in the panes: rule, content, reasoning."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clausebench.domain.cancel import CancelToken
from clausebench.domain.run import StoredVerdict
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.judged.previews import Previews
from clausebench.ui.judged.verdict_panes import Shown, VerdictPanes
from clausebench.ui.panels.test.case_bar import CaseBar
from clausebench.ui.panels.test.case_facts import CaseFacts
from clausebench.ui.panels.test.case_row import CaseRow
from clausebench.ui.panels.test.sheet import Sheet
from clausebench.ui.parts import hairline
from clausebench.ui.shell import Shell
from clausebench.ui.text.clock_words import clock_words

_FACTS = "test/case-facts"


class CaseDetails(QWidget):
    """Hidden until a case is opened; then it follows the table."""

    closed = Signal()

    def __init__(self, shell: Shell, previews: Previews) -> None:
        super().__init__()
        self._previews = previews
        self._row: CaseRow | None = None
        self._history = shell.desk.history
        self._reading = JobSlot(shell.lanes, Lane.STORE, self)
        self._reading.succeeded.connect(self._on_reading_succeeded)
        self.bar = CaseBar(shell.appearance.icons)
        self.facts = CaseFacts()
        self.facts.setVisible(shell.session.flag(_FACTS))
        self.bar.facts_button.setChecked(shell.session.flag(_FACTS))
        self.bar.facts_button.toggled.connect(self._show_facts)
        self._session = shell.session
        self.panes = VerdictPanes(shell, "test")
        self.bar.close_pressed.connect(self.closed)
        shell.concealment.level_changed.connect(self._show_bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, self.facts, hairline(), self.panes):
            column.addWidget(part, 1 if part is self.panes else 0)
        self.hide()

    def show_row(self, row: CaseRow, sheet: Sheet) -> None:
        """Show a case with its newest answers, under the wording that they were given."""
        self._row = row
        self._show_bar()
        if not row.answers:
            self._reading.drop()
            self.panes.show_judgement(_unjudged(row, sheet))
            return
        history, run_id, case_id = self._history, row.answers[0].run_id, row.id

        def read(_cancel: CancelToken) -> tuple[StoredVerdict, ...]:
            return history.verdicts_on(run_id, case_id)

        self._reading.start(read)

    @Slot(object)
    def _on_reading_succeeded(self, answers: tuple[StoredVerdict, ...]) -> None:
        if self._row is not None and answers:
            self.panes.show_judgement(_shown(self._row, answers))

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
            self.facts.show_case(case)

    def _show_facts(self, is_on: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.facts.setVisible(is_on)
        self._session.remember_flag(_FACTS, value=is_on)


def _unjudged(row: CaseRow, sheet: Sheet) -> Shown:
    case = row.case
    return Shown(sheet.opened.text, "Policy", case.content, case.name, case.expected)


def _shown(row: CaseRow, answers: tuple[StoredVerdict, ...]) -> Shown:
    """From the first answer of the majority on."""
    case, decision = row.case, row.result.decision if row.result else None
    found = (n for n, stored in enumerate(answers) if stored.verdict.decision is decision)
    current = next(found, 0) if decision else 0
    stored = answers[current]
    title = f"Policy as of {clock_words(stored.at)}" if row.is_outdated else "Policy"
    return Shown(
        stored.policy_text, title, case.content, case.name, case.expected, answers, current
    )

"""Test mode: the table, the panes, and the flows that connect them with the services."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from clausebench.services.suites import CaseJudged
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.panels.test.case_changes import CaseChanges
from clausebench.ui.panels.test.case_details import CaseDetails
from clausebench.ui.panels.test.case_row import CaseRow
from clausebench.ui.panels.test.cases_panel import CasesPanel
from clausebench.ui.panels.test.importing import CaseImport
from clausebench.ui.panels.test.label_flow import LabelFlow
from clausebench.ui.panels.test.label_page import LabelPage
from clausebench.ui.panels.test.measures_pane import MeasuresPane
from clausebench.ui.panels.test.run_bar import RunBar
from clausebench.ui.panels.test.sheet import Sheet
from clausebench.ui.panels.test.sheet_flow import SheetFlow
from clausebench.ui.panels.test.suite_actions import SuiteActions
from clausebench.ui.panels.test.suite_flow import SuiteFlow
from clausebench.ui.panels.test.unfinished_bar import UnfinishedBar
from clausebench.ui.parts import hairline
from clausebench.ui.shell import Shell

_PATIENCE_MS = 400
"""Reading takes a moment; only if it takes longer, that is worth a word."""


class SuiteMode(QWidget):
    """Reads again whenever something changed elsewhere, but only while it is on screen."""

    sheet_shown = Signal()
    """The cases on screen are those of the workspace."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._policy_id = shell.session.policy_id
        self._is_stale = True
        self._is_telling = False
        self._arrived: tuple[str, ...] = ()
        self.sheet: Sheet | None = None
        self.bar = RunBar(shell.appearance.icons)
        self.unfinished = UnfinishedBar(shell.appearance)
        self.cases = CasesPanel(shell)
        self.measures = MeasuresPane(shell, self.cases)
        self.details = CaseDetails(shell, self.cases.previews)
        self.sheets = SheetFlow(shell, self)
        self.suites = SuiteFlow(shell, self)
        self.changes = CaseChanges(self.cases, self.sheets, self)
        self._patience = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._lay_out()
        self._connect()
        self.importing = CaseImport(shell, self)
        self.labels = LabelFlow(shell, self, self.labelling)
        self.commands = SuiteActions(shell, self)  # after: it looks at what has been read
        self._listen()

    def _lay_out(self) -> None:
        appearance = self._shell.appearance
        self.blank = QWidget()
        self.loading = EmptyState(appearance, "running", "Reading test cases", "")
        self.empty = EmptyState(appearance, "test", "", "", "Go to Write")
        self.broken = EmptyState(
            appearance,
            "error",
            "The test cases could not be read",
            "They are still in the workspace. The message above says what went wrong.",
            "Try again",
        )
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("test-rows")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.measures)
        self.splitter.addWidget(self.details)
        self.splitter.setSizes([280, 420])
        self._shell.session.restore_splitter(self.splitter)
        self.labelling = LabelPage(self._shell)
        self.stack = QStackedWidget()
        states = (self.blank, self.loading, self.empty, self.broken, self.splitter)
        for state in (*states, self.labelling):
            self.stack.addWidget(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, hairline(), self.unfinished, self.stack):
            column.addWidget(part, 1 if part is self.stack else 0)
        self.cases.view.setProperty("pane", True)
        self.cases.setProperty("tour", "cases")

    def _connect(self) -> None:
        self._patience.timeout.connect(self._on_patience_timeout)
        self.sheets.read.connect(self._on_sheets_read)
        self.sheets.failed.connect(self._on_sheets_failed)
        self.sheets.written.connect(self._on_sheets_written)
        self.suites.judged.connect(self._on_suites_judged)
        self.suites.ended.connect(self._on_suites_ended)
        self.cases.case_at.connect(self._on_cases_case_at)
        self.cases.changed.connect(self._on_cases_changed)
        self.cases.opened.connect(self.open_row)
        self.details.closed.connect(self.close_details)
        self.sheet_shown.connect(lambda: self.measures.show_sheet(self.sheet))
        self.empty.pressed.connect(lambda: self._shell.commands.run("mode.write"))
        self.broken.pressed.connect(self.read)
        for reason in (self.changes.restored, self.sheets.refused, self.suites.cut_short):
            reason.connect(self.read)

    def _listen(self) -> None:
        relay = self._shell.relay
        relay.policy_opened.connect(self._on_relay_policy_opened)
        relay.tell_news(self._on_news)

    def activated(self) -> None:
        """The mode was entered."""
        if self._is_stale:
            self.read()
        self.cases.view.setFocus()

    def parting(self) -> None:
        """The window closes."""
        if not self.details.isHidden():  # else it would be remembered as having no height
            self._shell.session.keep_splitter(self.splitter)
        self.details.panes.keep_place()

    @Slot()
    def read(self) -> None:
        """Read the cases again."""
        self._is_stale = False
        self._patience.start()
        self.sheets.read_policy(self._policy_id)

    def open_row(self, row: CaseRow) -> None:
        """Show a case in the panes."""
        if self.sheet is not None:
            self.details.show()  # first: a text is scrolled to its top only while it is shown
            self.details.show_row(row, self.sheet)

    def arrived(self, case_ids: Sequence[str]) -> None:
        """Cases came in or went out elsewhere: read again, and be at the first of the new ones."""
        if case_ids:
            self._shell.session.remember_case(self._policy_id, case_ids[0])
            self._arrived = tuple(case_ids)
        self.read()
        self._tell(self._shell.relay.cases_changed, self._policy_id)

    @Slot()
    def close_details(self) -> None:
        """Back to the table alone."""
        self.details.hide()
        self.cases.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody wanted: stop the run, else close the panes."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.suites.is_running:
            self.suites.stop()
        else:
            self.close_details()

    @Slot()
    def _on_patience_timeout(self) -> None:
        if self.sheet is None and self.sheets.is_reading:
            self.stack.setCurrentWidget(self.loading)

    @Slot(object)
    def _on_sheets_read(self, sheet: Sheet | None) -> None:
        if self.sheets.is_writing:
            self.read()  # what was read may not have the change that was just made
            return
        is_other = self.sheet is None or sheet is None or self.sheet.policy_id != sheet.policy_id
        self.sheet = sheet
        self.bar.show_sheet(sheet)
        if sheet is None or not sheet.rows:
            self.empty.say(*_nothing_words(sheet))
            self.stack.setCurrentWidget(self.empty)
        elif self.stack.currentWidget() is not self.labelling:
            self.stack.setCurrentWidget(self.splitter)
        if sheet is not None:
            self._policy_id = sheet.policy_id
            self.changes.enter_policy(sheet.policy_id)
        self.cases.show_rows(sheet.rows if sheet else ())
        self._select_arrived()
        if is_other:
            self.details.hide()
            self._go_to_first()
        self.sheet_shown.emit()

    def _select_arrived(self) -> None:
        arrived, self._arrived = self._arrived, ()
        if arrived:
            self.cases.view.select(arrived)

    def _go_to_first(self) -> None:
        wanted = self._shell.session.case_id(self._policy_id)
        if not (wanted and self.cases.view.go_to(wanted)):
            self.cases.view.step(1)

    @Slot()
    def _on_sheets_failed(self) -> None:
        self.sheet = None
        self._is_stale = True
        self.stack.setCurrentWidget(self.broken)

    @Slot()
    def _on_sheets_written(self) -> None:
        """Tell the others once the last of several quick changes is in the workspace."""
        if not self.sheets.is_writing:
            self._tell(self._shell.relay.cases_changed, self._policy_id)

    @Slot(object)
    def _on_suites_judged(self, events: list[CaseJudged]) -> None:
        changed: dict[str, CaseRow] = {}
        for event in events:
            row = changed.get(event.case.id) or self.cases.model.row(event.case.id)
            if row is not None:
                changed[row.id] = row.with_answer(event.stored)
        self.cases.put(tuple(changed.values()))

    @Slot()
    def _on_suites_ended(self) -> None:
        self.cases.arrange()
        self._tell(self._shell.relay.verdicts_changed, self.suites.policy_id)
        self._is_stale = True  # how long runs take, and whether one is unfinished, is new as well
        if self.isVisible():
            self.read()

    @Slot(object)
    def _on_cases_case_at(self, row: CaseRow | None) -> None:
        self._shell.concealment.conceal()
        if row is not None:
            self._shell.session.remember_case(row.case.policy_id, row.id)
            if not self.details.isHidden():
                self.open_row(row)

    @Slot()
    def _on_cases_changed(self) -> None:
        row = self.cases.view.current_row
        if row is not None and self.sheet is not None:
            self.details.update_row(row, self.sheet)

    @Slot(str)
    def _on_relay_policy_opened(self, policy_id: str) -> None:
        if policy_id != self._policy_id:
            self._policy_id = policy_id
            self._on_news()

    def _tell(self, news: SignalInstance, policy_id: str) -> None:
        """Tell the other modes what was done here; it is no news to this one."""
        self._is_telling = True
        news.emit(policy_id)
        self._is_telling = False

    def _on_news(self, policy_id: str = "", *_rest: object) -> None:
        """Something changed elsewhere."""
        if self._is_telling or policy_id not in ("", self._policy_id):
            return
        self._is_stale = True
        if self.isVisible() and not self.suites.is_running:
            self.read()


def _nothing_words(sheet: Sheet | None) -> tuple[str, str]:
    if sheet is None:
        return "No policy yet", "Test cases belong to a policy. Write one first."
    return (
        "No test cases yet",
        (
            "A test case is content with the verdict you expect. Judge a sample in Write and "
            "keep it with Ctrl+Shift+K."
        ),
    )

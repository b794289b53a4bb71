"""Wording mode: entries on the left, the clause and its cases on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from clausebench.domain.run import RunSettings
from clausebench.domain.trying.mutations import mutations
from clausebench.domain.trying.muting import carrying
from clausebench.domain.trying.obfuscations import OBFUSCATIONS
from clausebench.domain.trying.rewordings import REWORDINGS
from clausebench.services.seeds import new_seed
from clausebench.ui.banner import announce
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.judged.policy_column import PolicyColumn
from clausebench.ui.judged.previews import Previews
from clausebench.ui.panels.wording import findings as told
from clausebench.ui.panels.wording.case_columns import case_columns
from clausebench.ui.panels.wording.entries import (
    CaseRow,
    Entry,
    Findings,
    View,
    case_rows,
    columns_of,
)
from clausebench.ui.panels.wording.wording_actions import WordingActions
from clausebench.ui.panels.wording.wording_bar import WordingBar
from clausebench.ui.panels.wording.wording_flow import Standing, WordingFlow
from clausebench.ui.parts import hairline, label
from clausebench.ui.shell import Shell
from clausebench.ui.tables.rows_model import RowsModel
from clausebench.ui.tables.rows_view import RowsView


class WordingMode(QWidget):
    """What trials answered is kept while the wording stays; the rest is read from history."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._policy_id = shell.session.policy_id
        self._is_stale = True
        self._asked_text = ""
        self.standing: Standing | None = None
        self.found: dict[View, Findings] = {}
        self.bar = WordingBar(shell.appearance.icons)
        self.sentence = label("", "body", wraps=True)
        self.models = {view: RowsModel(columns_of(view)) for view in View}
        self.tables = {
            view: RowsView(shell.appearance, model, view.value)
            for view, model in self.models.items()
        }
        self.previews = Previews(shell.concealment)
        self.clause = PolicyColumn(shell.appearance)
        self.case_model: RowsModel[CaseRow] = RowsModel(case_columns(self.previews))
        self.cases = RowsView(shell.appearance, self.case_model, "Cases of the entry")
        self.flow = WordingFlow(shell, self)
        self._lay_out()
        self._connect()
        self.commands = WordingActions(shell, self)
        self._listen()

    def _lay_out(self) -> None:
        appearance = self._shell.appearance
        self.empty = EmptyState(appearance, "outline", "Nothing to say yet", "", "Go to Test")
        self.left = QStackedWidget()
        for table in self.tables.values():
            self.left.addWidget(table)
        self.left.addWidget(self.empty)
        right = QSplitter(Qt.Orientation.Vertical)
        right.setObjectName("wording-right")
        right.addWidget(self.clause)
        right.addWidget(self.cases)
        right.setSizes([320, 260])
        right.setChildrenCollapsible(False)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("wording-columns")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(right)
        self.splitter.setSizes([660, 520])
        self._shell.session.restore_splitter(self.splitter)
        for pane in (self.left, self.clause, self.cases):
            pane.setProperty("pane", True)
        self.sentence.setContentsMargins(14, 8, 14, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, hairline(), self.sentence, hairline(), self.splitter):
            column.addWidget(part, 1 if part is self.splitter else 0)

    def _connect(self) -> None:
        self.bar.policy_pressed.connect(lambda: self._shell.commands.run("policy.open"))
        self.bar.view_chosen.connect(self.show_view)
        self.bar.ask_pressed.connect(self.ask)
        self.bar.stop_pressed.connect(self.stop)
        self.bar.repeats.valueChanged.connect(self._show_estimate)
        self.flow.read.connect(self._on_flow_read)
        self.flow.progressed.connect(self.bar.show_progress)
        self.flow.answered.connect(self._on_flow_answered)
        self.flow.ended.connect(self._on_flow_ended)
        for table in self.tables.values():
            table.current_changed.connect(self._on_table_current_changed)
            table.opened.connect(lambda _entry: self.cases.setFocus())
        self.cases.current_changed.connect(self._on_cases_current_changed)
        self.empty.pressed.connect(lambda: self._shell.commands.run("mode.test"))
        self._shell.concealment.level_changed.connect(self.case_model.refresh)

    def _listen(self) -> None:
        relay = self._shell.relay
        relay.policy_opened.connect(self._on_relay_policy_opened)
        relay.tell_news(self._on_news)

    def activated(self) -> None:
        """The mode was entered."""
        if self._is_stale:
            self.read()
        (self.left.currentWidget() or self.left).setFocus()

    def parting(self) -> None:
        """The window closes."""
        self._shell.session.keep_splitter(self.splitter)

    @Slot()
    def read(self) -> None:
        """Read again what history says."""
        self._is_stale = False
        self.flow.read_policy(self._policy_id)

    @Slot(object)
    def show_view(self, view: View) -> None:
        """Show another question."""
        self.bar.show_view(view)
        findings = self.found.get(view, Findings())
        if view not in self.found:
            self.sentence.setText("Not asked yet under this wording.")
        else:
            self.sentence.setText(findings.sentence)
        self.models[view].show_rows(findings.entries)
        table = self.tables[view]
        table.fit_columns()
        if findings.entries:
            self.left.setCurrentWidget(table)
            if table.current_row is None:
                table.step(1)
        else:
            self.empty.say(*_nothing_words(self.standing, findings))
            self.left.setCurrentWidget(self.empty)
        self._show_entry(table.current_row if findings.entries else None)
        self._show_estimate()
        self.commands.refresh()

    @Slot()
    def ask(self) -> None:
        """Run what the view on screen needs."""
        standing = self.standing
        if standing is None or not standing.cases or self.flow.is_asking:
            return
        kept = self._shell.preferences.settings
        settings = RunSettings(
            effort=kept.effort,
            sampler=kept.sampler,
            seed=new_seed(),
            repeats=self.bar.repeats.value(),
            placement=kept.placement,
            pinned_date=kept.pinned_date or None,
        )
        self._asked_text = standing.opened.text
        self.flow.ask(self.bar.view, standing, settings)
        self.commands.refresh()

    @Slot()
    def stop(self) -> None:
        """What was judged stays in history."""
        self.bar.show_stopping()
        self.flow.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.flow.is_asking:
            self.stop()
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def _on_flow_read(self, standing: Standing | None) -> None:
        former, self.standing = self.standing, standing
        if standing is None:
            self.found = {}
        else:
            self._policy_id = standing.policy_id
            if former is None or former.opened.text != standing.opened.text:
                self.found = {}  # what trials answered was about other words
                self.clause.show_policy(standing.opened.text, "Policy")
            self.found[View.DOUBTS] = told.doubts(standing.inbox, standing.policy)
            self.found[View.WRONG] = told.wrong(standing.inbox, standing.cases)
            self.found[View.COVERAGE] = told.coverage(standing.atlas, standing.policy)
        self.bar.policy.show_policy(standing.opened.policy.name if standing else None)
        self._show_counts()
        self.show_view(self.bar.view)

    @Slot(object, object)
    def _on_flow_answered(self, view: View, answer: object) -> None:
        standing = self.standing
        if standing is None or standing.opened.text != self._asked_text:
            return
        if view is View.CARRIES:
            self.found[view] = told.carries(answer, standing.policy)  # type: ignore[arg-type]
        elif view is View.MUTANTS:
            self.found[view] = told.mutants(answer, standing.policy)  # type: ignore[arg-type]
        elif view is View.SHAKEN:
            self.found[view] = told.shaken(answer)  # type: ignore[arg-type]
        self._show_counts()
        self.show_view(view)
        announce(self, self.sentence.text())

    @Slot()
    def _on_flow_ended(self) -> None:
        self.bar.show_progress(None)
        self._show_estimate()
        self.commands.refresh()
        self._shell.relay.verdicts_changed.emit(self._policy_id)

    def _show_counts(self) -> None:
        self.bar.show_counts({view: len(f.entries) for view, f in self.found.items()})

    @Slot()
    def _show_estimate(self) -> None:
        standing = self.standing
        if standing is None or self.flow.is_asking:
            return
        verdicts = len(standing.cases) * self.bar.repeats.value() * _texts(self.bar.view, standing)
        pace = standing.paces.get(self._shell.preferences.settings.effort)
        self.bar.show_estimate(verdicts, pace)

    @Slot(object)
    def _on_table_current_changed(self, entry: Entry | None) -> None:
        if self.sender() is self.tables[self.bar.view]:
            self._show_entry(entry)

    def _show_entry(self, entry: Entry | None) -> None:
        standing = self.standing
        by_name = {c.name: (c.id, c.content) for c in standing.cases} if standing else {}
        self.case_model.show_rows(case_rows(entry.cases if entry else (), by_name))
        self.cases.fit_columns()
        if entry is not None and entry.clause:
            self.clause.show_clause(entry.clause)
        self.commands.refresh()

    @Slot(object)
    def _on_cases_current_changed(self, row: CaseRow | None) -> None:
        self._shell.concealment.conceal()
        self.previews.at = row.id if row else ""

    @Slot(str)
    def _on_relay_policy_opened(self, policy_id: str) -> None:
        if policy_id != self._policy_id:
            self._policy_id = policy_id
            self._on_news(policy_id)

    def _on_news(self, policy_id: str = "", *_rest: object) -> None:
        """Something changed elsewhere."""
        if policy_id in ("", self._policy_id):
            self._is_stale = True
            if self.isVisible() and not self.flow.is_asking:
                self.read()


def _texts(view: View, standing: Standing) -> int:
    """How many wordings a view judges under."""
    if view is View.CARRIES:
        return 1 + len(carrying(standing.policy))
    if view is View.MUTANTS:
        return 1 + len(tuple(mutations(standing.policy)))
    if view is View.SHAKEN:
        return 1 + len(REWORDINGS) + len(OBFUSCATIONS)
    return 1


def _nothing_words(standing: Standing | None, findings: Findings) -> tuple[str, str]:
    if standing is None or not standing.cases:
        return "No test cases yet", "The wording is measured by the test cases of the policy."
    if findings.sentence:
        return findings.sentence, findings.help
    return "Not asked yet", "Press the button above; how much it is stands beside it."

"""History mode: the list on the left, what is opened from it on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from clausebench.domain.masking import Concealment
from clausebench.domain.run import Run, StoredVerdict
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.entries.entry import Entry
from clausebench.ui.judged.previews import Previews
from clausebench.ui.panels.history.entry import (
    Subject,
    found_entries,
    run_entry,
    timeline_entries,
)
from clausebench.ui.panels.history.history_actions import HistoryActions
from clausebench.ui.panels.history.history_flow import HistoryFlow
from clausebench.ui.panels.history.past_list import PastList
from clausebench.ui.panels.history.run_view import RunView
from clausebench.ui.panels.history.run_words import Tally
from clausebench.ui.panels.history.timeline import (
    Found,
    PastCase,
    PastNote,
    PastRun,
    PastVersion,
    Timeline,
)
from clausebench.ui.panels.history.version_view import VersionView
from clausebench.ui.shell import Shell


class HistoryMode(QWidget):
    """Reads again whenever something changed elsewhere, but only while it is on screen."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._policy_id = shell.session.policy_id
        self._is_stale = True
        self._timeline = Timeline(None)
        self._found: tuple[Found, ...] = ()
        self._previews = Previews(shell.concealment)
        self.past = PastList(shell.appearance)
        self.run = RunView(shell)
        self.version = VersionView(shell.appearance)
        self.flow = HistoryFlow(shell, self)
        self._lay_out()
        self._connect()
        self.commands = HistoryActions(shell, self)
        self._listen()

    def _lay_out(self) -> None:
        self.nothing = EmptyState(
            self._shell.appearance,
            "history",
            "Nothing opened",
            "Choose a run or a version to see it exactly as it was.",
        )
        self.gone = EmptyState(
            self._shell.appearance,
            "error",
            "This could not be opened",
            "The message above says what went wrong.",
        )
        self.stack = QStackedWidget()
        for state in (self.nothing, self.gone, self.run, self.version):
            self.stack.addWidget(state)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("history-columns")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.past)
        self.splitter.addWidget(self.stack)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([300, 940])
        self.past.setMinimumWidth(220)
        self._shell.session.restore_splitter(self.splitter)
        self.past.list.setProperty("pane", True)
        self.past.setProperty("tour", "past")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    def _connect(self) -> None:
        past, flow = self.past, self.flow
        past.query_changed.connect(self._on_past_query_changed)
        past.scope_changed.connect(self._on_past_scope_changed)
        past.retry_pressed.connect(self.read)
        past.list.entry_at.connect(self._on_list_entry_at)
        past.list.entered.connect(self._on_list_entered)
        past.list.seen.connect(self._on_list_seen)
        flow.timeline_read.connect(self._on_flow_timeline_read)
        flow.failed.connect(self._on_flow_failed)
        flow.found.connect(self._on_flow_found)
        flow.opened.connect(self._on_flow_opened)
        flow.not_opened.connect(lambda: self.stack.setCurrentWidget(self.gone))
        flow.tallied.connect(self._on_flow_tallied)
        flow.notes_read.connect(self._on_flow_notes_read)
        self.run.verdict_shown.connect(self._on_run_verdict_shown)
        self._shell.concealment.level_changed.connect(self._on_concealment_level_changed)

    def _listen(self) -> None:
        relay = self._shell.relay
        relay.policy_opened.connect(self._on_relay_policy_opened)
        for news in (relay.policies_changed, relay.versions_changed, relay.verdicts_changed):
            news.connect(self._on_news)

    @property
    def wanted_policy(self) -> str | None:
        """Whose past is shown; None for all."""
        return None if self.past.is_of_all or not self._policy_id else self._policy_id

    def activated(self) -> None:
        """The mode was entered."""
        if self._is_stale:
            self.read()
        self.past.list.setFocus()

    def parting(self) -> None:
        """The window closes."""
        self._shell.session.keep_splitter(self.splitter)
        self.run.keep_place()

    @Slot()
    def read(self) -> None:
        """Read the list again; a search is made again as well."""
        self._is_stale = False
        self.past.show_reading()
        if self.past.query:
            self.flow.search_soon(self.past.query, self.wanted_policy)
        else:
            self.flow.read(self.wanted_policy)

    @Slot(str)
    def _on_past_query_changed(self, _text: str) -> None:
        if self.past.query:
            self.flow.search_soon(self.past.query, self.wanted_policy)
        else:
            self.flow.stop_searching()
            self.read()

    @Slot()
    def _on_past_scope_changed(self) -> None:
        self.past.list.forget_place()
        self.read()

    @Slot(object)
    def _on_flow_timeline_read(self, timeline: Timeline) -> None:
        self._timeline = timeline
        if not self.past.query:
            self._show_entries()
            if self.past.list.current_entry is None:
                self.past.list.go_to_first()
        if not (timeline.runs or timeline.versions):
            self.stack.setCurrentWidget(self.nothing)

    @Slot()
    def _on_flow_failed(self) -> None:
        self._is_stale = True
        self.past.show_broken()

    @Slot(object)
    def _on_flow_found(self, found: tuple[Found, ...]) -> None:
        self._found = found
        self._show_entries()

    def _show_entries(self) -> None:
        """What was read, as it may be shown now."""
        if self.past.query:
            self.past.show_found(found_entries(self._found, self._previews))
        else:
            tallies = self.flow.tallies
            self.past.show_timeline(timeline_entries(self._timeline, tallies, self._previews))

    @Slot(object)
    def _on_list_entry_at(self, entry: Entry) -> None:
        self._shell.concealment.conceal()
        if isinstance(entry.subject, Subject):
            self.flow.open(entry.subject)

    @Slot()
    def _on_list_entered(self) -> None:
        if self.stack.currentWidget() is self.run:
            self.run.enter()
        elif self.stack.currentWidget() is self.version:
            self.version.policy.editor.setFocus()

    @Slot(object)
    def _on_list_seen(self, entries: tuple[Entry, ...]) -> None:
        self.flow.count([e.subject for e in entries if isinstance(e.subject, Run)])

    @Slot(object, object)
    def _on_flow_tallied(self, run: Run, tallied: Tally) -> None:
        names = self._timeline.is_all
        self.past.list.rows.put(run_entry(run, tallied, self._previews, names=names))

    @Slot(object)
    def _on_flow_opened(self, past: PastRun | PastVersion | PastCase) -> None:
        if isinstance(past, PastVersion):
            self.version.show_version(past)
            self.stack.setCurrentWidget(self.version)
        else:
            self.stack.setCurrentWidget(self.run)
            if isinstance(past, PastRun):
                self.run.show_run(past)
            else:
                self.run.show_case(past)
        self.commands.refresh()

    @Slot(object)
    def _on_run_verdict_shown(self, stored: StoredVerdict | None) -> None:
        if stored is not None:
            self.flow.read_notes(stored.id)
        self.commands.refresh()

    @Slot(object)
    def _on_flow_notes_read(self, notes: tuple[PastNote, ...]) -> None:
        self.run.detail.show_notes(notes)

    @Slot(object)
    def _on_concealment_level_changed(self, _level: Concealment) -> None:
        self._show_entries()

    @Slot(str)
    def _on_relay_policy_opened(self, policy_id: str) -> None:
        if policy_id != self._policy_id:
            self._policy_id = policy_id
            self.past.list.forget_place()
            self._on_news()

    def _on_news(self, _policy_id: str = "") -> None:
        """Something changed elsewhere."""
        self._is_stale = True
        if self.isVisible():
            self.read()

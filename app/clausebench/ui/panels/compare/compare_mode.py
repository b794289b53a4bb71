"""Compare mode: two sides, what differs, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from clausebench.domain.blast import Stage
from clausebench.domain.cancel import CancelToken
from clausebench.domain.run import RunSettings
from clausebench.services.confronting import Confrontation, Contender
from clausebench.services.seeds import new_seed
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.panels.compare.change_details import ChangeDetails
from clausebench.ui.panels.compare.change_row import ChangeRow
from clausebench.ui.panels.compare.compare_actions import CompareActions
from clausebench.ui.panels.compare.compare_bar import CompareBar
from clausebench.ui.panels.compare.confront_flow import ConfrontFlow
from clausebench.ui.panels.compare.ground import Ground, read_ground
from clausebench.ui.panels.compare.result_panel import ResultPanel
from clausebench.ui.panels.compare.side_picker import SidePicker
from clausebench.ui.parts import hairline
from clausebench.ui.shell import Shell


class CompareMode(QWidget):
    """Reads again what there is to compare whenever that changed elsewhere."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._policy_id = shell.session.policy_id
        self._is_stale = True
        self._wants_comparison = False
        self._last: tuple[Contender, Contender] | None = None
        self.ground: Ground | None = None
        self.found: Confrontation | None = None
        self.bar = CompareBar(shell.appearance.icons)
        for side in (self.bar.before, self.bar.after):
            side.effort.choose(shell.preferences.settings.effort)
        self.results = ResultPanel(shell)
        self.details = ChangeDetails(shell)
        self.flow = ConfrontFlow(shell, self)
        self._reading = JobSlot(shell.lanes, Lane.STORE, self)
        self._lay_out()
        self._connect()
        self.commands = CompareActions(shell, self)
        self._listen()

    def _lay_out(self) -> None:
        appearance = self._shell.appearance
        self.intro = EmptyState(
            appearance,
            "what-if",
            "Which verdicts would change?",
            "Choose two sides and compare: a draft and a version, two efforts, or two runs. "
            "Nothing needs to be saved first.",
        )
        self.empty = EmptyState(
            appearance,
            "test",
            "No test cases yet",
            "Comparing needs test cases of this policy. Keep some in Write, or import them.",
            "Go to Test",
        )
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("compare-rows")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.results)
        self.splitter.addWidget(self.details)
        self.splitter.setSizes([260, 440])
        self._shell.session.restore_splitter(self.splitter)
        self.stack = QStackedWidget()
        for state in (self.intro, self.empty, self.splitter):
            self.stack.addWidget(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, hairline(), self.stack):
            column.addWidget(part, 1 if part is self.stack else 0)

    def _connect(self) -> None:
        self._reading.succeeded.connect(self._on_reading_succeeded)
        self.flow.progressed.connect(self.bar.show_progress)
        self.flow.found.connect(self._on_flow_found)
        self.flow.ended.connect(self._on_flow_ended)
        self.bar.compare_pressed.connect(self.compare)
        self.bar.stop_pressed.connect(self.stop)
        self.bar.policy_pressed.connect(lambda: self._shell.commands.run("policy.open"))
        self.results.row_at.connect(self._on_results_row_at)
        self.results.opened.connect(self.open_row)
        self.results.rest_pressed.connect(self._ask_rest)
        self.details.closed.connect(self.close_details)
        self.empty.pressed.connect(lambda: self._shell.commands.run("mode.test"))

    def _listen(self) -> None:
        relay = self._shell.relay
        relay.policy_opened.connect(self._on_relay_policy_opened)
        relay.tell_news(self._on_news)

    def activated(self) -> None:
        """The mode was entered."""
        if self._is_stale:
            self.read()
        self.bar.after.what.setFocus()

    def parting(self) -> None:
        """The window closes."""
        if not self.details.isHidden():
            self._shell.session.keep_splitter(self.splitter)
        self.details.keep_place()

    @Slot()
    def read(self) -> None:
        """Read what there is to compare."""
        self._is_stale = False
        desk, policy_id = self._shell.desk, self._policy_id

        def work(_cancel: CancelToken) -> Ground | None:
            return read_ground(desk, policy_id)

        self._reading.start(work)

    def compare_draft(self) -> None:
        """What is typed against the version before it, as soon as it is read."""
        self._wants_comparison = True
        self.read()

    @Slot()
    def compare(self) -> None:
        """Judge what is missing and compare."""
        before, after = (self._contender(side) for side in (self.bar.before, self.bar.after))
        ground = self.ground
        if before is None or after is None or ground is None or self.flow.is_running:
            return
        self._last = before, after
        self.details.name_sides(before.title, after.title)
        if self.bar.staged.isChecked() and self.bar.staged.isEnabled():
            stages = (Stage.REACHED, Stage.GUARD)
            self.flow.blast(before, after, ground.cases, stages)
        else:
            self.flow.compare(before, after, ground.cases)
        self.commands.refresh()

    @Slot()
    def stop(self) -> None:
        """What was judged stays in history, and is not asked again."""
        self.bar.show_stopping()
        self.flow.stop()

    @Slot(object)
    def open_row(self, row: ChangeRow) -> None:
        """Show both reasonings of a case."""
        if self.found is not None:
            name = self.results.previews.derived(row.id, row.case.name, row.case.content)
            self.details.show()
            self.details.show_row(row, self.found, name)

    @Slot()
    def close_details(self) -> None:
        self.details.hide()
        self.results.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody wanted: stop comparing, else close the panes."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.flow.is_running:
            self.stop()
        else:
            self.close_details()

    def _contender(self, side: SidePicker) -> Contender | None:
        kept = self._shell.preferences.settings
        settings = RunSettings(
            effort=side.effort.value,
            sampler=kept.sampler,
            seed=new_seed(),
            repeats=self.bar.repeats.value(),
            placement=kept.placement,
            pinned_date=kept.pinned_date or None,
        )
        return side.choice.contender(settings) if side.choice else None

    @Slot()
    def _ask_rest(self) -> None:
        if self._last is not None and self.ground is not None and not self.flow.is_running:
            self.flow.blast(*self._last, self.ground.cases, tuple(Stage))
            self.commands.refresh()

    @Slot(object)
    def _on_reading_succeeded(self, ground: Ground | None) -> None:
        self.ground = ground
        self.bar.show_ground(ground)
        if ground is not None:
            self._policy_id = ground.policy_id
        if ground is None or not ground.cases:
            self.stack.setCurrentWidget(self.empty)
        elif self.found is None:
            self.stack.setCurrentWidget(self.intro)
        self.commands.refresh()
        if self._wants_comparison:
            self._wants_comparison = False
            self.compare()

    @Slot(object)
    def _on_flow_found(self, found: Confrontation) -> None:
        if self.ground is not None and found.after:
            self.found = found
            self.results.show_found(found, self.ground.cases)
            self.stack.setCurrentWidget(self.splitter)
            self.commands.refresh()

    @Slot()
    def _on_flow_ended(self) -> None:
        self.bar.show_progress(None)
        self.commands.refresh()

    @Slot(object)
    def _on_results_row_at(self, row: ChangeRow | None) -> None:
        self._shell.concealment.conceal()
        if row is not None and not self.details.isHidden():
            self.open_row(row)
        self.commands.refresh()

    @Slot(str)
    def _on_relay_policy_opened(self, policy_id: str) -> None:
        if policy_id != self._policy_id:
            self._policy_id, self.found = policy_id, None
            self.details.hide()
            self._on_news(policy_id)

    def _on_news(self, policy_id: str = "", *_rest: object) -> None:
        """Something changed elsewhere."""
        if policy_id not in ("", self._policy_id):
            return
        self._is_stale = True
        if self.isVisible() and not self.flow.is_running:
            self.read()

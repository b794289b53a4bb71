"""Release mode: what stands in the way on the left, what the version is on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from clausebench.domain.bundle.approval import Approval
from clausebench.ui.banner import announce
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.panels.release.changes_view import ChangesView
from clausebench.ui.panels.release.comments_view import CommentsView
from clausebench.ui.panels.release.gate_view import GateView
from clausebench.ui.panels.release.numbers_view import NumbersView
from clausebench.ui.panels.release.release_actions import ReleaseActions
from clausebench.ui.panels.release.release_bar import VIEWS, ReleaseBar
from clausebench.ui.panels.release.release_flow import Readiness, ReleaseFlow
from clausebench.ui.panels.release.release_words import standing_words, step_words
from clausebench.ui.parts import hairline, label
from clausebench.ui.shell import Shell

_NO_VERSION = ("No version yet", "Only versions are released: their words never change again.")
_NO_POLICY = ("No policy", "Open or write one first.")
_BROKEN = ("This could not be read", "The message above says what went wrong.")


class ReleaseMode(QWidget):
    """Reads again whenever something changed elsewhere, but only while it is on screen."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._policy_id = shell.session.policy_id
        self._is_stale = True
        self.readiness: Readiness | None = None
        self.bar = ReleaseBar(shell.appearance)
        self.sentence = label("", "strong", wraps=True)
        self.gate = GateView(shell.appearance)
        self.changes = ChangesView(shell)
        self.numbers = NumbersView(shell.appearance)
        self.comments = CommentsView(shell)
        self.flow = ReleaseFlow(shell, self)
        self._lay_out()
        self._connect()
        self.commands = ReleaseActions(shell, self)
        self._listen()

    def _lay_out(self) -> None:
        self.empty = EmptyState(self._shell.appearance, "release", *_NO_VERSION, "Go to Write")
        self.views = QStackedWidget()
        for view in (self.changes, self.numbers, self.comments):
            self.views.addWidget(view)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("release-columns")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.gate)
        self.splitter.addWidget(self.views)
        self.splitter.setSizes([440, 740])
        self._shell.session.restore_splitter(self.splitter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(self.empty)
        self.sentence.setContentsMargins(14, 8, 14, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, hairline(), self.sentence, hairline(), self.stack):
            column.addWidget(part, 1 if part is self.stack else 0)

    def _connect(self) -> None:
        run = self._shell.commands.run
        self.bar.policy_pressed.connect(lambda: run("policy.open"))
        self.bar.views.chosen.connect(self.views.setCurrentIndex)
        self.gate.place_wanted.connect(run)
        self.numbers.command_wanted.connect(run)
        self.comments.command_wanted.connect(run)
        for view in (self.changes, self.comments):
            view.clause_wanted.connect(self._shell.relay.clause_requested)
            view.case_wanted.connect(self._shell.relay.case_requested)
        self.empty.pressed.connect(lambda: run("mode.write"))
        self.flow.read.connect(self._on_flow_read)
        self.flow.failed.connect(self._on_flow_failed)
        self.flow.stepped.connect(self._on_flow_stepped)
        self.flow.written.connect(self.read)

    def _listen(self) -> None:
        relay = self._shell.relay
        relay.policy_opened.connect(self._on_relay_policy_opened)
        relay.tell_news(self._on_news)

    def activated(self) -> None:
        """The mode was entered."""
        if self._is_stale:
            self.read()
        self.gate.setFocus()

    def parting(self) -> None:
        """The window closes."""
        self._shell.session.keep_splitter(self.splitter)

    @Slot()
    def read(self) -> None:
        """Read again where the policy stands."""
        self._is_stale = False
        if self.readiness is None:
            self.sentence.setText("Reading…")
        self.flow.read_policy(self._policy_id)

    def show_view(self, number: int) -> None:
        """Show changes, numbers or comments."""
        self.bar.views.choose(number)
        self.views.setCurrentIndex(number)

    def show_comments(self) -> None:
        """What reviewers said, read again."""
        self.show_view(VIEWS.index("Comments"))
        self.read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and 0 <= number < len(VIEWS):
            self.show_view(number)
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def _on_flow_read(self, found: Readiness | None) -> None:
        self.readiness = found
        if found is not None:
            self._policy_id = found.policy.id
        self.bar.policy.show_policy(found.policy.name if found else None)
        if found is None or found.report is None:
            self._show_nothing(*(_NO_POLICY if found is None else _NO_VERSION))
            return
        report = found.report
        self.sentence.setText(standing_words(report))
        self.bar.show_stage(report.stage)
        self.gate.show_report(report)
        self.changes.show_changes(found.changes, found.cases)
        self.numbers.show_release(report.release)
        self.comments.show_comments(found.comments, found.cases)
        waiting = sum(said.thread.is_open for said in found.comments)
        changed = len(found.changes.clauses) if found.changes else None
        self.bar.views.show_counts((changed, None, waiting or None))
        self.stack.setCurrentWidget(self.splitter)
        self.commands.refresh()

    @Slot()
    def _on_flow_failed(self) -> None:
        self._is_stale = True
        self.readiness = None
        self._show_nothing(*_BROKEN)

    def _show_nothing(self, title: str, words: str) -> None:
        self.sentence.setText("")
        self.empty.say(title, words)
        self.stack.setCurrentWidget(self.empty)
        self.commands.refresh()

    @Slot(object)
    def _on_flow_stepped(self, step: Approval) -> None:
        announce(self, step_words(step))
        self.read()

    @Slot(str)
    def _on_relay_policy_opened(self, policy_id: str) -> None:
        if policy_id != self._policy_id:
            self._policy_id = policy_id
            self._on_news(policy_id)

    def _on_news(self, policy_id: str = "", *_rest: object) -> None:
        """Something changed elsewhere."""
        if policy_id in ("", self._policy_id):
            self._is_stale = True
            if self.isVisible():
                self.read()

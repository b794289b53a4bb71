"""Write mode: the panels, and the flows that connect them with each other and the services."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from clausebench.domain.masking import Concealment
from clausebench.services.linting import LintReport
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.panels.write.columns import Columns
from clausebench.ui.panels.write.content_panel import ContentPanel
from clausebench.ui.panels.write.cross_links import CrossLinks
from clausebench.ui.panels.write.ghost import Ghost
from clausebench.ui.panels.write.ladder import Ladder
from clausebench.ui.panels.write.panels import Panels
from clausebench.ui.panels.write.past_bar import PastBar
from clausebench.ui.panels.write.past_flow import PastFlow
from clausebench.ui.panels.write.policy_flow import OpenDocument, PolicyFlow
from clausebench.ui.panels.write.policy_header import PolicyHeader
from clausebench.ui.panels.write.rule_panel import RulePanel
from clausebench.ui.panels.write.sample_flow import SampleFlow
from clausebench.ui.panels.write.write_actions import WriteActions
from clausebench.ui.parts import hairline
from clausebench.ui.reasoning.view import ReasoningView
from clausebench.ui.shell import Shell

_POLICY_SUFFIXES = frozenset({".md", ".markdown"})


class WriteMode(QWidget):
    """Rule → content → reasoning."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._is_started = False
        self.panels = _make_panels(shell)
        self.policies = PolicyFlow(shell, self)
        self.policies.opened.connect(self._on_policies_opened)  # first: others look at the text
        self.samples = SampleFlow(shell, self.panels, self.policies, self)
        self.ghost = Ghost(shell, self.panels, self.policies, self.samples, self)
        self.ladder = Ladder(shell, self.samples, self)
        self.past = PastFlow(self.panels, self.policies, self.samples, self)
        self._links = CrossLinks(self.panels, self)
        self.commands = WriteActions(
            shell, self.panels, self.policies, self.samples, self.past, self
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.empty = EmptyState(
            self._shell.appearance,
            "document",
            "Write a policy",
            "A policy says in your words what may be posted and what may not. "
            "Judge samples with it as you write.",
            "New policy…",
        )
        panels = self.panels
        desk = QWidget()
        column = QVBoxLayout(desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (panels.header, hairline(), panels.past, panels.columns):
            column.addWidget(part, 1 if part is panels.columns else 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(desk)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        for pane in (panels.rule.outline, panels.rule.editor, panels.content, panels.reasoning):
            pane.setProperty("pane", True)
        panels.rule.setProperty("tour", "policy")
        panels.content.setProperty("tour", "content")
        panels.reasoning.setProperty("tour", "reasoning")
        for splitter in (panels.columns.splitter, panels.rule.splitter):
            self._shell.session.restore_splitter(splitter)

    def _connect(self) -> None:
        panels, shell, relay = self.panels, self._shell, self._shell.relay
        panels.rule.draft_changed.connect(self.policies.keep_draft)
        panels.rule.policy_read.connect(self._on_rule_policy_read)
        self.policies.citations_changed.connect(panels.rule.show_citations)
        self.samples.judging.tokens_counted.connect(panels.rule.show_token_count)
        panels.content.more_pressed.connect(shell.concealment.reveal_more)
        panels.content.plain_pressed.connect(shell.concealment.reveal_plain)
        panels.content.conceal_pressed.connect(shell.concealment.conceal)
        panels.content.file_dropped.connect(self.samples.read_file)
        panels.reasoning.weights_requested.connect(lambda: relay.models_requested.emit(""))
        self.empty.pressed.connect(self.commands.ask_new)
        shell.concealment.level_changed.connect(self._on_concealment_level_changed)
        relay.case_requested.connect(self.samples.open_case)
        relay.verdict_requested.connect(self.past.show_verdict)
        relay.version_requested.connect(self.past.show_version)
        relay.restore_requested.connect(self.past.restore)
        relay.clause_requested.connect(panels.rule.go_to_clause)
        relay.files_requested.connect(self._on_relay_files_requested)
        relay.verdicts_changed.connect(self._on_relay_verdicts_changed)
        relay.policy_requested.connect(self._on_relay_policy_requested)
        relay.words_wanted.connect(self._hand_over)
        self._on_concealment_level_changed(shell.concealment.level)

    def activated(self) -> None:
        """The mode was entered; the first time, go where one was last time."""
        if not self._is_started:
            self._is_started = True
            if self.policies.current is None:
                self.policies.open_last(self._shell.session.policy_id)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another mode takes over: it works with what is written, so write now."""
        super().hideEvent(event)
        self._hand_over()

    def _hand_over(self) -> None:
        self.panels.rule.hand_over_draft()
        self.samples.cases.flush()
        self.samples.unkept.hand_over()

    def parting(self) -> None:
        """The window closes: hand over everything that waits."""
        self._hand_over()
        self.samples.judging.drop()
        for splitter in (self.panels.columns.splitter, self.panels.rule.splitter):
            self._shell.session.keep_splitter(splitter)

    def state(self) -> dict[str, Any]:
        """Where one is; JSON can hold it, and none of it is content."""
        current, case = self.policies.current, self.panels.content.sample.case
        return {
            "policy": current.policy.id if current else "",
            "case": case.id if case else "",
            "cursor": self.panels.rule.editor.cursor_offset,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go to where ``state`` was taken, as far as that still exists."""
        self._is_started = True
        policy_id, case_id = str(state.get("policy", "")), str(state.get("case", ""))
        if policy_id and case_id:
            self._shell.session.remember_case(policy_id, case_id)
        self.policies.open_last(policy_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody wanted: stop judging, else back to the text."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.samples.judging.is_judging:
            self.samples.judging.stop()
        elif not self.panels.rule.editor.hasFocus():
            self.panels.rule.editor.setFocus()

    def _on_policies_opened(self, document: OpenDocument) -> None:
        self._stack.setCurrentIndex(1)
        self.panels.rule.show_policy(document.source, document.cursor)

    def _on_rule_policy_read(self, report: LintReport) -> None:
        self.panels.content.show_policy(report.parsed)
        self.policies.announce_state()
        if not report.tokens.exact:
            self.samples.judging.count_tokens(report.parsed.text)

    def _on_concealment_level_changed(self, level: Concealment) -> None:
        is_revealed = self._shell.concealment.is_revealed
        self.panels.content.conceal(level, is_revealed=is_revealed)
        self.panels.reasoning.conceal(level)

    def _on_relay_files_requested(self, names: list[str]) -> None:
        for path in map(Path, names):
            if path.suffix.casefold() in _POLICY_SUFFIXES or path.is_dir():
                self.policies.import_folder(path)
            elif path.suffix.casefold() == ".txt":
                self.samples.read_file(path)

    def _on_relay_policy_requested(self, policy_id: str) -> None:
        self._is_started = True
        self.policies.open(policy_id)

    def _on_relay_verdicts_changed(self, policy_id: str) -> None:
        current = self.policies.current
        if current is not None and policy_id in ("", current.policy.id):
            self.policies.count_citations()
            self.samples.cases.list_cases(current.policy.id)


def _make_panels(shell: Shell) -> Panels:
    rule = RulePanel(shell.appearance, shell.lanes)
    content = ContentPanel(shell.appearance)
    reasoning = ReasoningView(shell.appearance, shell.lanes)
    return Panels(
        header=PolicyHeader(shell.appearance.icons),
        past=PastBar(shell.appearance),
        rule=rule,
        content=content,
        reasoning=reasoning,
        columns=Columns(rule, content, reasoning),
    )

"""Rule, content, reasoning: a judgement exactly as it was, and what leads from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from clausebench.domain.case import Expectation
from clausebench.domain.linking import Link, content_spans
from clausebench.domain.masking import Concealment
from clausebench.domain.run import StoredVerdict
from clausebench.ui.judged.content_column import ContentColumn
from clausebench.ui.judged.policy_column import PolicyColumn
from clausebench.ui.reasoning.judgement import Judgement, Subject
from clausebench.ui.reasoning.view import ReasoningView
from clausebench.ui.shell import Shell


@dataclass(frozen=True, slots=True)
class Shown:
    """What to read. ``answers`` are the repeats of one judgement, ``current`` one of them."""

    policy_text: str
    policy_title: str
    content: str
    name: str
    expected: Expectation = field(default_factory=Expectation)
    answers: tuple[StoredVerdict, ...] = ()
    current: int = 0


class VerdictPanes(QWidget):
    """Read-only. ``name`` tells the splitter's place in the session from others."""

    retry_requested = Signal()

    def __init__(self, shell: Shell, name: str) -> None:
        super().__init__()
        self._shell = shell
        self.policy = PolicyColumn(shell.appearance)
        self.content = ContentColumn(shell.appearance)
        self.reasoning = ReasoningView(shell.appearance, shell.lanes)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName(f"{name}-panes")
        self.splitter.setChildrenCollapsible(False)
        for column, stretch, narrowest in (
            (self.policy, 4, 220),
            (self.content, 3, 190),
            (self.reasoning, 4, 270),
        ):
            column.setProperty("pane", True)
            column.setMinimumWidth(narrowest)
            self.splitter.addWidget(column)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self.splitter.setSizes([440, 320, 440])
        shell.session.restore_splitter(self.splitter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        self._connect()
        self._on_concealment_level_changed(shell.concealment.level)

    def _connect(self) -> None:
        concealment, reasoning = self._shell.concealment, self.reasoning
        concealment.level_changed.connect(self._on_concealment_level_changed)
        self.content.view.more_pressed.connect(concealment.reveal_more)
        self.content.view.plain_pressed.connect(concealment.reveal_plain)
        self.content.conceal_pressed.connect(concealment.conceal)
        reasoning.retry_requested.connect(self.retry_requested)
        reasoning.weights_requested.connect(lambda: self._shell.relay.models_requested.emit(""))
        reasoning.clause_chosen.connect(self.policy.show_clause)
        reasoning.link_hovered.connect(self._on_link_hovered)
        reasoning.link_followed.connect(self._on_link_followed)
        reasoning.links_changed.connect(self._on_links_changed)

    def show_judgement(self, shown: Shown) -> None:
        """Show it from the top, with the clause that decided in view."""
        self.policy.show_policy(shown.policy_text, shown.policy_title)
        self.content.show_content(shown.content, shown.name)
        content = self.content.view.shown_text
        subject = Subject(self.policy.parsed, content, shown.expected)
        planned = len(shown.answers)
        self.reasoning.show_judgement(
            Judgement(subject, planned, list(shown.answers), shown.current)
        )
        if planned:
            self.policy.show_clause(_deciding(shown.answers[shown.current].verdict.clauses))

    def keep_place(self) -> None:
        """The window closes."""
        self._shell.session.keep_splitter(self.splitter)

    def _on_concealment_level_changed(self, level: Concealment) -> None:
        self.content.conceal(level, is_revealed=self._shell.concealment.is_revealed)
        self.reasoning.conceal(level)

    def _on_link_hovered(self, link: Link | None) -> None:
        if link is None:
            self.policy.show_mention()
            self.content.view.show_mention(None)
        else:
            self.policy.show_mention(link.clause, link.policy_span)
            self.content.view.show_mention(link.content_span)

    def _on_link_followed(self, link: Link) -> None:
        if link.policy_span is not None:
            self.policy.editor.go_to(link.policy_span)
        elif link.clause is not None:
            self.policy.show_clause(link.clause)
        self.content.view.show_mention(link.content_span)

    def _on_links_changed(self, links: Sequence[Link]) -> None:
        self.content.view.show_quoted(content_spans(links))


def _deciding(cited: Sequence[str]) -> str:
    """The most particular clause of those cited: ``SP2.a`` rather than ``SP2``."""
    return max(cited, key=len, default="")

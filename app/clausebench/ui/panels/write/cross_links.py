"""From a span of the reasoning to its clause and to the words of the content, and back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from clausebench.domain.linking import Link, content_spans
from clausebench.domain.text import Span
from clausebench.ui.panels.write.panels import Panels


class CrossLinks(QObject):
    """Spans count only while the texts they were found in are still on screen."""

    def __init__(self, panels: Panels, parent: QObject) -> None:
        super().__init__(parent)
        self._panels = panels
        reasoning = panels.reasoning
        reasoning.link_hovered.connect(self._on_link_hovered)
        reasoning.link_followed.connect(self._on_link_followed)
        reasoning.links_changed.connect(self._on_links_changed)
        reasoning.clause_chosen.connect(panels.rule.go_to_clause)
        panels.rule.clause_entered.connect(reasoning.show_clause)

    def _on_link_hovered(self, link: Link | None) -> None:
        rule, content = self._panels.rule, self._panels.content
        rule.show_mention(link.clause if link else None, self._policy_span(link))
        content.view.show_mention(self._content_span(link))

    def _on_link_followed(self, link: Link) -> None:
        rule, span = self._panels.rule, self._policy_span(link)
        if span is not None:
            rule.go_to(span)
        elif link.clause is not None:
            rule.go_to_clause(link.clause)
        self._panels.content.view.show_mention(self._content_span(link))

    def _on_links_changed(self, links: Sequence[Link]) -> None:
        spans = content_spans(links) if self._is_same_content() else ()
        self._panels.content.view.show_quoted(spans)

    def _policy_span(self, link: Link | None) -> Span | None:
        judgement = self._panels.reasoning.judgement
        if link is None or judgement is None:
            return None
        is_same = judgement.subject.policy.text == self._panels.rule.editor.source.shown
        return link.policy_span if is_same else None

    def _content_span(self, link: Link | None) -> Span | None:
        return link.content_span if link is not None and self._is_same_content() else None

    def _is_same_content(self) -> bool:
        judgement = self._panels.reasoning.judgement
        shown = self._panels.content.shown_content
        return judgement is not None and judgement.subject.content == shown

"""What a link is, and the questions a reader asks of a set of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from clausebench.domain.clause import ClauseId, ParsedPolicy
from clausebench.domain.text import Span


class LinkKind(StrEnum):
    """What a piece of reasoning is, seen from the policy and the content."""

    CITATION = "citation"
    UNKNOWN_CITATION = "unknown-citation"
    POLICY_QUOTE = "policy-quote"
    CONTENT_QUOTE = "content-quote"
    UNFOUND_QUOTE = "unfound-quote"
    LABEL = "label"
    TERM = "term"
    HEDGE = "hedge"
    TURN = "turn"


QUOTES = frozenset({LinkKind.POLICY_QUOTE, LinkKind.CONTENT_QUOTE, LinkKind.UNFOUND_QUOTE})
"""The kinds that may hold other links inside them."""


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of reasoning and what it refers to. All spans count code points.

    ``span`` lies in the reasoning, without the quotation marks. A quote that stands in both texts
    carries both ``policy_span`` and ``content_span``; its kind says which one is meant.
    ``exact`` is False for a quote that only resembles its source. ``name`` is the label's or the
    clause's name as the policy spells it, or "".
    """

    kind: LinkKind
    span: Span
    clause: ClauseId | None = None
    policy_span: Span | None = None
    content_span: Span | None = None
    exact: bool = True
    name: str = ""

    def moved(self, by: int) -> Link:
        """The same link after ``by`` code points of reasoning were put before it."""
        return replace(self, span=self.span.moved(by)) if by else self


def reading_order(links: Iterable[Link]) -> tuple[Link, ...]:
    """Sorted by start; a link that holds others comes before them."""
    return tuple(sorted(links, key=lambda link: (link.span.start, -link.span.end)))


def links_at(links: Iterable[Link], offset: int) -> tuple[Link, ...]:
    """The links that cover an offset of the reasoning, innermost first."""
    return tuple(sorted((x for x in links if x.span.contains(offset)), key=lambda x: len(x.span)))


def links_for_clause(links: Iterable[Link], clause_id: str) -> tuple[Link, ...]:
    """Everything in the reasoning that refers to a clause."""
    return tuple(link for link in links if link.clause == clause_id)


def content_spans(links: Iterable[Link]) -> tuple[Span, ...]:
    """The parts of the content that the reasoning quotes, in order, overlaps merged."""
    merged: list[Span] = []
    for span in sorted(link.content_span for link in links if link.content_span):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


_SAYS_SOMETHING = re.compile(r"\w(?:.*\w)?", re.DOTALL)


def unmentioned(links: Iterable[Link], content: str) -> tuple[Span, ...]:
    """The parts of the content that the reasoning never quotes, trimmed to their words."""
    gaps, at = [], 0
    for span in (*content_spans(links), Span(len(content), len(content))):
        if words := _SAYS_SOMETHING.search(content, at, max(at, span.start)):
            gaps.append(Span(words.start(), words.end()))
        at = span.end
    return tuple(gaps)


def unmentioned_clauses(links: Sequence[Link], policy: ParsedPolicy) -> tuple[ClauseId, ...]:
    """The clauses that the reasoning neither cites nor quotes, in document order."""
    mentioned = {link.clause for link in links}
    return tuple(clause.id for clause in policy.clauses if clause.id not in mentioned)

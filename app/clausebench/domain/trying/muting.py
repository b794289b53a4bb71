"""A policy without some of its clauses: what would be judged if they were not there?"""

from __future__ import annotations

from collections.abc import Iterable

from clausebench.domain.clause import Clause, ClauseKind, ParsedPolicy
from clausebench.domain.text import Span, whole_lines

CARRYING = (
    ClauseKind.VIOLATES,
    ClauseKind.ALLOWED,
    ClauseKind.EXCEPTION,
    ClauseKind.DEFINITION,
    ClauseKind.PRECEDENCE,
    ClauseKind.ESCALATION,
)
"""Kinds that can decide a case. Without instruction or output format there is no policy at all."""


def mute(policy: ParsedPolicy, clause_ids: Iterable[str]) -> str:
    """The text without these clauses and what belongs to them. Unknown ids change nothing.

    Whole lines go, unless another clause stands in the same line.
    """
    found = [clause for i in clause_ids if (clause := policy.clause(i)) is not None]
    text = policy.text
    for span in reversed(_merged(_lines(policy, clause) for clause in found)):
        text = text[: span.start] + text[span.end :]
    return text


def carrying(policy: ParsedPolicy) -> tuple[Clause, ...]:
    """The clauses that say something of their own, in the order of the text: headings that only
    hold others are left out."""
    return tuple(
        clause
        for clause in policy.clauses
        if clause.kind in CARRYING and not policy.children(clause.id)
    )


def _lines(policy: ParsedPolicy, clause: Clause) -> Span:
    text, span = policy.text, clause.span
    whole = whole_lines(text, span)
    kin = {clause.id, *(c.id for c in _inside(policy, span))}
    others = (c for c in policy.clauses if c.id not in kin and not _covers(c.span, span))
    is_shared = any(c.span.start < whole.end and whole.start < c.span.end for c in others)
    return span if is_shared else whole


def _merged(spans: Iterable[Span]) -> list[Span]:
    """In the order of the text, none touching another."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _inside(policy: ParsedPolicy, span: Span) -> tuple[Clause, ...]:
    return tuple(c for c in policy.clauses if _covers(span, c.span))


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end

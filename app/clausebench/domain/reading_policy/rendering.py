"""A parsed policy back to text, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from clausebench.domain.clause import Clause, ParsedPolicy
from clausebench.domain.text import Span


class Segment(NamedTuple):
    """A stretch of the text and the innermost clause it belongs to; None between clauses."""

    clause: Clause | None
    span: Span


def segments(parsed: ParsedPolicy) -> Iterator[Segment]:
    """The text in order, cut wherever a clause begins or ends; nothing twice, nothing missing."""
    position = 0
    stack: list[Clause] = []
    for clause in parsed.clauses:
        while stack and stack[-1].span.end <= clause.span.start:
            closed = stack.pop()
            yield from _segment(closed, position, closed.span.end)
            position = max(position, closed.span.end)
        yield from _segment(stack[-1] if stack else None, position, clause.span.start)
        position = clause.span.start
        stack.append(clause)
    while stack:
        closed = stack.pop()
        yield from _segment(closed, position, closed.span.end)
        position = max(position, closed.span.end)
    yield from _segment(None, position, len(parsed.text))


def _segment(clause: Clause | None, start: int, end: int) -> Iterator[Segment]:
    if start < end:
        yield Segment(clause, Span(start, end))


def render(parsed: ParsedPolicy) -> str:
    """The text rebuilt from its clauses and what lies between them, byte for byte."""
    return "".join(segment.span.of(parsed.text) for segment in segments(parsed))

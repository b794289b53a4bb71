"""A policy under audit, with what several rules look at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from clausebench.domain.clause import Clause, ClauseKind, Finding, ParsedPolicy, Severity
from clausebench.domain.judging import TokenCount
from clausebench.domain.reading_policy import Segment, label_places, segments
from clausebench.domain.text import Span

_NOT_PROSE: Final = re.compile(
    r"```.*?```|`[^`\n]*`|(?<!\w)\"(?:\\.|[^\"\\\n])*\"|“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»"
    r"|「[^「」\n]*」|『[^『』\n]*』",
    re.DOTALL,
)
_TOGETHER: Final = 160
"""Two opposite labels this close are an instruction to choose between them."""
_NOT_BREAK: Final = re.compile(r"[^\r\n]")
RULE_KINDS: Final = frozenset({ClauseKind.VIOLATES, ClauseKind.ALLOWED, ClauseKind.EXCEPTION})


@dataclass(frozen=True)
class Manuscript:
    """``tokens`` is None when nobody counted."""

    parsed: ParsedPolicy
    tokens: TokenCount | None = None

    @property
    def text(self) -> str:
        return self.parsed.text

    @cached_property
    def prose(self) -> str:
        """The text with quotes, code and examples blanked out; offsets stay the same."""
        prose = _NOT_PROSE.sub(_blank, self.text)
        pieces, at = [], 0
        for span in self.example_spans:
            if span.start >= at:
                pieces += [prose[at : span.start], _NOT_BREAK.sub(" ", span.of(prose))]
                at = span.end
        return "".join([*pieces, prose[at:]])

    @cached_property
    def lowered(self) -> str:
        """The prose in small letters; offsets stay the same."""
        return self.prose.replace("\u0130", "i").lower()

    @cached_property
    def choices(self) -> list[Span]:
        """Where the text offers opposite labels to choose from, in order."""
        places = [(x.span, x.decision) for x in label_places(self.parsed) if x.span]
        return [
            Span(one.start, two.end)
            for (one, first), (two, second) in pairwise(places)
            if first is not second and two.start - one.end < _TOGETHER
        ]

    @cached_property
    def example_spans(self) -> list[Span]:
        return sorted(e.span for c in self.parsed.clauses for e in c.examples)

    @cached_property
    def _segments(self) -> list[Segment]:
        return list(segments(self.parsed))

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.span.start for segment in self._segments]

    def clause_at(self, offset: int) -> Clause | None:
        """The innermost clause at an offset, found fast."""
        at = bisect_right(self._starts, offset) - 1
        return self._segments[at].clause if at >= 0 else None

    @property
    def top(self) -> Span:
        """The first clause's first line: where remarks about the whole policy stand."""
        if not self.parsed.clauses:
            return Span(0, 0)
        own = self.parsed.clauses[0].own
        first = self.text[own.start : own.end].splitlines()[0] if len(own) else ""
        return Span(own.start, own.start + len(first))

    @cached_property
    def parents(self) -> frozenset[str]:
        """The ids of clauses that have clauses below them."""
        return frozenset(c.parent for c in self.parsed.clauses if c.parent)

    @cached_property
    def categories(self) -> tuple[Clause, ...]:
        """Violating sections: those with a code of their own, else those with clauses below."""
        violating = [c for c in self.parsed.clauses if c.kind is ClauseKind.VIOLATES]
        coded = [c for c in violating if c.code and "." not in c.code]
        return tuple(coded or [c for c in violating if c.id in self.parents])

    def of_kind(self, *kinds: ClauseKind) -> Iterator[Clause]:
        return (c for c in self.parsed.clauses if c.kind in kinds)


def _blank(match: re.Match[str]) -> str:
    return _NOT_BREAK.sub(" ", match[0])


@dataclass(frozen=True, slots=True)
class Auditor:
    """One rule: a line for people, and a function that yields findings with the rule's ``id``."""

    id: str
    purpose: str
    check: Callable[[Manuscript], Iterable[Finding]]


def remark(
    rule: str,
    severity: Severity,
    message: str,
    *,
    hint: str,
    span: Span | None = None,
    clause: Clause | None = None,
) -> Finding:
    """A finding about a span, or about the own words of a clause."""
    place = span or (clause.own if clause else None)
    return Finding(rule, severity, message, place, clause.id if clause else None, hint)


def first_line(manuscript: Manuscript, clause: Clause) -> Span:
    """Where to underline a remark about a whole clause: its first line."""
    end = manuscript.text.find("\n", clause.own.start, clause.own.end)
    return Span(clause.own.start, end if end >= 0 else clause.own.end)

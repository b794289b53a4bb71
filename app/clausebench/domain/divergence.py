"""Two reasonings about one content beside each other, by the clauses they go through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.linking import LinkKind, link
from clausebench.domain.linking.links import Link
from clausebench.domain.text import Span

_SENTENCE_END = re.compile(r"(?:[.!?…]+[\"”'’)\]]*(?=\s)|[。！？]|\n)\s*")

_NAMING = (LinkKind.CITATION, LinkKind.POLICY_QUOTE)


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of reasoning about one clause; ``clause`` is None before any is named. ``labels``
    are those it states, as the policy spells them."""

    clause: str | None
    span: Span
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """Steps about the same clause on both sides, or a step that only one side has."""

    before: Step | None
    after: Step | None

    @property
    def clause(self) -> str | None:
        step = self.before or self.after
        return step.clause if step else None

    @property
    def differs(self) -> bool:
        """Whether a side lacks the step, or states another label in it."""
        if self.before is None or self.after is None:
            return True
        return self.before.labels != self.after.labels


@dataclass(frozen=True, slots=True)
class Alignment:
    """``parting`` is the first row where the two go different ways; None if they never do."""

    rows: tuple[Row, ...]
    parting: int | None


def steps(reasoning: str, policy: ParsedPolicy, content: str) -> tuple[Step, ...]:
    """What the reasoning goes through, in order. A sentence that names no clause goes on about
    the one before it."""
    links = link(reasoning, policy, content)
    found: list[Step] = []
    clause: str | None = None
    for span in _sentences(reasoning):
        inside = [x for x in links if span.start <= x.span.start < span.end]
        clause = next((x.clause for x in inside if x.kind in _NAMING and x.clause), clause)
        labels = _labels(inside)
        if found and found[-1].clause == clause:
            last = found.pop()
            span, labels = Span(last.span.start, span.end), labels | last.labels
        found.append(Step(clause, span, labels))
    return tuple(found)


def align(before: Sequence[Step], after: Sequence[Step]) -> Alignment:
    """Steps about the same clauses stand in the same row, in the order of both."""
    keys = [step.clause or "" for step in before], [step.clause or "" for step in after]
    rows: list[Row] = []
    for tag, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [Row(x, y) for x, y in zip(before[a:b], after[c:d], strict=True)]
        else:
            rows += [Row(x, None) for x in before[a:b]]
            rows += [Row(None, y) for y in after[c:d]]
    return Alignment(tuple(rows), next((n for n, row in enumerate(rows) if row.differs), None))


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if text[start : end.start()].strip():
            yield Span(start, end.end())
            start = end.end()
    if text[start:].strip():
        yield Span(start, len(text))


def _labels(links: Sequence[Link]) -> frozenset[str]:
    return frozenset(x.name for x in links if x.kind is LinkKind.LABEL)

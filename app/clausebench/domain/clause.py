"""Clauses, labels and findings: what a policy is made of once it has been read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from clausebench.domain.text import Span

ClauseId = NewType("ClauseId", str)
"""``SP2.a`` when the writer gave a code, else a generated ``c-…`` that survives edits."""


class ClauseKind(StrEnum):
    """What a clause does in the policy."""

    INSTRUCTION = "instruction"
    DEFINITION = "definition"
    VIOLATES = "violates"
    ALLOWED = "allowed"
    EXCEPTION = "exception"
    EXAMPLE = "example"
    PRECEDENCE = "precedence"
    ESCALATION = "escalation"
    OUTPUT = "output"


class Decision(StrEnum):
    """What a label means for the content."""

    VIOLATES = "violates"
    ALLOWED = "allowed"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True)
class Label:
    """An outcome name of one policy, as its writer spells it."""

    name: str
    decision: Decision
    meaning: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class QuotedExample:
    """A piece of content quoted in the policy, with the label the policy gives it."""

    text: str
    span: Span
    label: str | None = None
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest citable unit.

    ``span`` covers the clause with its children, ``own`` only its own words (title and text up
    to the first child). ``code`` is as written, or None when the id was generated.
    """

    id: ClauseId
    kind: ClauseKind
    title: str
    span: Span
    own: Span
    code: str | None = None
    parent: ClauseId | None = None
    depth: int = 0
    label: str | None = None
    term: str | None = None
    examples: tuple[QuotedExample, ...] = ()


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark of an auditor, about a policy, a reasoning or a content.

    ``span`` lies in the text that was audited; ``rule`` is the auditor's stable id
    (``policy.duplicate-code``); ``message`` is one sentence; ``hint`` says what to do.
    """

    rule: str
    severity: Severity
    message: str
    span: Span | None = None
    clause: ClauseId | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ParsedPolicy:
    """A policy's text read into clauses, in document order. ``text`` is untouched."""

    text: str
    title: str
    clauses: tuple[Clause, ...]
    labels: tuple[Label, ...]
    problems: tuple[Finding, ...] = ()
    _by_id: dict[str, Clause] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {c.id: c for c in reversed(self.clauses)})

    def clause(self, clause_id: str) -> Clause | None:
        return self._by_id.get(clause_id)

    def clause_at(self, offset: int) -> Clause | None:
        """The innermost clause that covers the offset."""
        hits = [c for c in self.clauses if c.span.contains(offset)]
        return max(hits, key=lambda c: (c.depth, c.span.start), default=None)

    def children(self, clause_id: ClauseId | None) -> tuple[Clause, ...]:
        return tuple(c for c in self.clauses if c.parent == clause_id)

    def label(self, name: str) -> Label | None:
        """The label spelled like ``name``, ignoring case."""
        wanted = name.strip().casefold()
        return next((x for x in self.labels if x.name.casefold() == wanted), None)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(c.code for c in self.clauses if c.code)

    @property
    def terms(self) -> tuple[Clause, ...]:
        """The clauses that define a term."""
        return tuple(c for c in self.clauses if c.term)

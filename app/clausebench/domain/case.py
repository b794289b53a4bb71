"""Test cases: content with an expectation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.case_kind import CaseKind
from clausebench.domain.clause import Decision
from clausebench.domain.verdict import Answer


class Tolerance(StrEnum):
    """How steady a verdict has to be over repeats. Where none is named, the majority counts.

    ``must-be-stable``: one repeat that decides otherwise and the case has not passed.
    ``may-vary``: one repeat that decides as expected is enough. ``must-escalate``: people are to
    decide this one, and any other decision is a failure.
    """

    STABLE = "must-be-stable"
    VARY = "may-vary"
    ESCALATE = "must-escalate"


class CaseSeverity(StrEnum):
    """How much harm a wrong verdict on the case does, as a person sees it."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Split(StrEnum):
    """``locked`` cases are kept apart to measure with: wording is not to be tuned on them."""

    OPEN = "open"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a person says the verdict should be. Empty ``clauses`` and None assert nothing."""

    decision: Decision | None = None
    label: str | None = None
    clauses: tuple[str, ...] = ()
    tolerance: Tolerance | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to compare a verdict with."""
        return (
            self.decision is None
            and self.label is None
            and self.tolerance is not Tolerance.ESCALATE
        )


@dataclass(frozen=True, slots=True)
class Case:
    """A test case. ``content`` is kept exactly as given and is exactly what the user turn holds;
    ``kind`` says what it is. ``name`` is a short slug, unique in its policy. ``twin`` names the
    other half of a contrast pair, ``twin_change`` what was changed between the two. ``source``
    and ``licence`` say where it comes from and under which terms."""

    id: str
    policy_id: str
    name: str
    content: str
    expected: Expectation = Expectation()
    language: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    twin: str | None = None
    created_at: str = ""
    kind: CaseKind = CaseKind.POST
    severity: CaseSeverity | None = None
    split: Split = Split.OPEN
    source: str = ""
    licence: str = ""
    twin_change: str = ""


class Outcome(StrEnum):
    """How a verdict compares with its expectation. ``unsteady``: right in most repeats, where
    it must be right in all."""

    PASSED = "passed"
    FAILED = "failed"
    WRONG_CLAUSE = "wrong-clause"
    UNSTEADY = "unsteady"
    UNREADABLE = "unreadable"
    UNLABELLED = "unlabelled"


def outcome(expected: Expectation, verdict: Answer) -> Outcome:
    """Compare. "Right verdict, wrong clause" is its own outcome, and never a pass."""
    if not verdict.status.is_readable or verdict.decision is None:
        return Outcome.UNREADABLE
    if expected.is_nothing:
        return Outcome.UNLABELLED
    if expected.tolerance is Tolerance.ESCALATE and verdict.decision is not Decision.ESCALATE:
        return Outcome.FAILED
    if expected.decision is not None and verdict.decision is not expected.decision:
        return Outcome.FAILED
    if expected.label is not None and not _same(expected.label, verdict.label):
        return Outcome.FAILED
    if expected.clauses and not _cites_any(expected.clauses, verdict.clauses):
        return Outcome.WRONG_CLAUSE
    return Outcome.PASSED


def _same(wanted: str, got: str | None) -> bool:
    return got is not None and wanted.strip().casefold() == got.strip().casefold()


def _cites_any(wanted: tuple[str, ...], got: tuple[str, ...]) -> bool:
    """A sub-clause counts as its parent: ``SP2.a`` satisfies ``SP2``."""
    cited = {c.casefold() for c in got}
    return any(
        c == w or c.startswith(w + ".") for w in (x.casefold() for x in wanted) for c in cited
    )

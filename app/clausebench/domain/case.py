"""Test cases: content with an expectation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.clause import Decision
from clausebench.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a person says the verdict should be. Empty ``clauses`` and None assert nothing."""

    decision: Decision | None = None
    label: str | None = None
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A test case. ``content`` is kept exactly as given; ``name`` is a short slug, unique in
    its policy. ``twin`` names the other half of a contrast pair."""

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


class Outcome(StrEnum):
    """How a verdict compares with its expectation."""

    PASSED = "passed"
    FAILED = "failed"
    WRONG_CLAUSE = "wrong-clause"
    UNREADABLE = "unreadable"
    UNLABELLED = "unlabelled"


def outcome(expected: Expectation, verdict: Verdict) -> Outcome:
    """Compare. "Right verdict, wrong clause" is its own outcome, and never a pass."""
    if not verdict.status.is_readable or verdict.decision is None:
        return Outcome.UNREADABLE
    if expected.decision is None and expected.label is None:
        return Outcome.UNLABELLED
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

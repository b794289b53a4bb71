"""Verdicts without their words: what tables and counts need, for tens of thousands at once."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple, TypeVar, cast

from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.effort import Effort
from clausebench.domain.run import StoredVerdict
from clausebench.domain.text import text_hash
from clausebench.domain.verdict import Answer, VerdictStatus


class Gist(NamedTuple):
    """A stored verdict without reasoning, final and content. ``reused``: it was taken over."""

    run_id: str
    case_id: str | None
    case_name: str | None
    repeat: int
    content_hash: str
    expected: Expectation
    status: VerdictStatus
    decision: Decision | None
    label: str | None
    clauses: tuple[str, ...]
    effort: Effort
    at: str
    reused: bool


def gist_of(stored: StoredVerdict) -> Gist:
    """The gist of a verdict at hand."""
    verdict = stored.verdict
    return Gist(
        stored.run_id,
        stored.case_id,
        stored.case_name,
        stored.repeat,
        text_hash(stored.content),
        stored.expected,
        verdict.status,
        verdict.decision,
        verdict.label,
        verdict.clauses,
        verdict.effort,
        stored.at,
        stored.reused_from is not None,
    )


A = TypeVar("A", bound=Answer)


def undecided(answer: A) -> A:
    """The same answer without its decision: what repeats that disagree come to."""
    if isinstance(answer, Gist):
        return cast(A, answer._replace(decision=None))
    return replace(answer, decision=None)  # type: ignore[type-var]

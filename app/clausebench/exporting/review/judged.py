"""What a release's evidence says about each case, for people who look at single cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.bundle.measures import EvidenceRow
from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Case, Outcome
from clausebench.domain.clause import Decision
from clausebench.domain.effort import Effort
from clausebench.domain.repeats import Collapsed, collapse_verdicts
from clausebench.domain.verdict import VerdictStatus


class Standing(StrEnum):
    """How a case fares, what asks for a reviewer's eye first."""

    DISAGREES = "decided otherwise"
    CLAUSE = "right, by another clause"
    UNSTEADY = "unsteady"
    UNREADABLE = "no readable answer"
    OPEN = "nothing expected"
    PASSED = "as expected"
    UNTESTED = "not tested"


_STANDINGS = {
    Outcome.FAILED: Standing.DISAGREES,
    Outcome.WRONG_CLAUSE: Standing.CLAUSE,
    Outcome.UNSTEADY: Standing.UNSTEADY,
    Outcome.UNREADABLE: Standing.UNREADABLE,
    Outcome.UNLABELLED: Standing.OPEN,
    Outcome.PASSED: Standing.PASSED,
}


@dataclass(frozen=True, slots=True)
class _Answer:
    status: VerdictStatus
    decision: Decision | None
    label: str | None
    clauses: tuple[str, ...]
    effort: Effort


@dataclass(frozen=True, slots=True)
class JudgedCase:
    """A case with its answers. ``said`` is the verdict in words; ``confidence``
    per thousand, the mean of the repeats that decide so."""

    case: Case
    standing: Standing
    said: str = ""
    label: str | None = None
    clauses: tuple[str, ...] = ()
    confidence: int | None = None
    rows: tuple[EvidenceRow, ...] = ()


def judged_cases(release: Release) -> tuple[JudgedCase, ...]:
    """What disagrees first, then what is unsteady; in each the order of the suite."""
    rows: dict[str, list[EvidenceRow]] = {}
    for row in release.verdicts:
        rows.setdefault(row.case, []).append(row)
    effort = release.settings.effort if release.settings else Effort.MEDIUM
    found = [_judged(case, rows, effort) for case in release.cases]
    order = list(Standing)
    return tuple(sorted(found, key=lambda judged: order.index(judged.standing)))


def _judged(case: Case, rows: Mapping[str, Sequence[EvidenceRow]], effort: Effort) -> JudgedCase:
    own = tuple(rows.get(case.name, ()))
    if not own:
        return JudgedCase(case, Standing.UNTESTED)
    answers = [_Answer(r.status, r.decision, r.label, r.clauses, effort) for r in own]
    found = collapse_verdicts(case.expected, answers)
    standing = _STANDINGS[found.outcome]
    if standing in (Standing.PASSED, Standing.OPEN) and found.agreement < 1:
        standing = Standing.UNSTEADY
    measured = [
        row.confidence
        for row in own
        if row.confidence is not None and row.decision is found.decision
    ]
    return JudgedCase(
        case,
        standing,
        _said(found, own),
        found.shown.label,
        found.shown.clauses,
        round(sum(measured) / len(measured)) if measured else None,
        own,
    )


def _said(found: Collapsed[_Answer], rows: Sequence[EvidenceRow]) -> str:
    """Such as “violates, in 4 of 5 repeats (1 allowed)”."""
    if not any(row.decision for row in rows):
        return f"no readable answer ({rows[0].status})"
    decision = found.decision or "no majority"
    if len(rows) == 1:
        return str(decision)
    counts = Counter(str(row.decision or row.status) for row in rows)
    own = counts.pop(str(decision), 0)
    others = ", ".join(f"{count} {name}" for name, count in counts.items())
    if not others:
        return f"{decision}, in all of {len(rows)} repeats"
    if found.decision is None:
        return f"no majority in {len(rows)} repeats: {others}"
    return f"{decision}, in {own} of {len(rows)} repeats ({others})"

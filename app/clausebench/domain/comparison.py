"""Two runs beside each other, case by case: what became better, worse, or only different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import comb

from clausebench.domain.case import Expectation, Outcome
from clausebench.domain.clause import Decision
from clausebench.domain.gist import A
from clausebench.domain.repeats import collapse_verdicts

_CHANCE = 0.05


class Change(StrEnum):
    """Worst first. ``flipped``: another decision where neither or both agree with what is
    expected, or nothing is. ``moved``: the same decision by other clauses."""

    BROKEN = "broken"
    FLIPPED = "flipped"
    UNSTABLE = "became-unstable"
    FIXED = "fixed"
    STABLE = "became-stable"
    MOVED = "moved-clause"


@dataclass(frozen=True, slots=True)
class Side:
    """What one run says about a case, over its repeats."""

    decision: Decision | None
    clauses: tuple[str, ...]
    outcome: Outcome
    agreement: float = 1.0
    repeats: int = 1

    @property
    def is_stable(self) -> bool | None:
        """None when it was asked once: that says nothing about stability."""
        return self.agreement == 1.0 if self.repeats > 1 else None


def side_of(expected: Expectation, verdicts: Iterable[A]) -> Side:
    """From the verdicts on one case, at least one."""
    found = collapse_verdicts(expected, tuple(verdicts))
    return Side(found.decision, found.shown.clauses, found.outcome, found.agreement, found.counted)


@dataclass(frozen=True, slots=True)
class CaseChange:
    """One case on both sides. ``changes`` are worst first; empty when nothing changed."""

    name: str
    before: Side
    after: Side
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``cases`` with changes come first, the worst on top; then in the order of ``after``.

    ``only_before`` and ``only_after`` name cases that the other side does not have. ``p`` is that
    of the exact McNemar test on what was fixed and broken; None without either.
    """

    cases: tuple[CaseChange, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    p: float | None

    @property
    def changed(self) -> tuple[CaseChange, ...]:
        return tuple(case for case in self.cases if case.changes)

    def count(self, change: Change) -> int:
        """Cases with this change."""
        return sum(change in case.changes for case in self.cases)

    @property
    def sentence(self) -> str:
        """What it comes to, in plain words."""
        counts = Counter(change for case in self.cases for change in case.changes)
        if not counts:
            return f"No verdict changed (n={len(self.cases)})."
        words = ", ".join(f"{counts[c]} {c.value.replace('-', ' ')}" for c in Change if counts[c])
        return f"{words} (n={len(self.cases)}). {self._chance_sentence()}".rstrip()

    def _chance_sentence(self) -> str:
        if self.p is None:
            return ""
        told = "p < 0.001" if self.p < 0.001 else f"p = {self.p:.2g}"
        if self.p < _CHANCE:
            return f"More than chance would explain: {told}."
        return f"Fixed and broken could be chance: {told}."


def compare(
    before: Mapping[str, Side],
    after: Mapping[str, Side],
    severities: Mapping[str, int] | None = None,
) -> Comparison:
    """Sides by the name of their case. ``severities`` (higher is graver) come before the kind of
    change when cases that changed are put in order."""
    grave = severities or {}
    shared = [name for name in after if name in before]
    cases = [
        CaseChange(name, before[name], after[name], changes_between(before[name], after[name]))
        for name in shared
    ]
    order = {change: place for place, change in enumerate(Change)}
    cases.sort(
        key=lambda c: (
            not c.changes,
            -grave.get(c.name, 0) if c.changes else 0,
            min((order[x] for x in c.changes), default=0),
        )
    )
    fixed = sum(Change.FIXED in c.changes for c in cases)
    broken = sum(Change.BROKEN in c.changes for c in cases)
    return Comparison(
        tuple(cases),
        tuple(name for name in before if name not in after),
        tuple(name for name in after if name not in before),
        mcnemar(fixed, broken) if fixed + broken else None,
    )


def changes_between(before: Side, after: Side) -> tuple[Change, ...]:
    """Worst first."""
    found = {*_outcome_change(before, after), *_stability_change(before, after)}
    is_same = before.decision is after.decision
    if is_same and _first(before.clauses) != _first(after.clauses):
        found.add(Change.MOVED)
    return tuple(change for change in Change if change in found)


def mcnemar(fixed: int, broken: int) -> float:
    """How likely so uneven a split is when an edit helps as often as it hurts, two-sided, exact.

    Source: Q. McNemar, Note on the sampling error of the difference between correlated
    proportions or percentages, Psychometrika 12 (1947).
    """
    total, least = fixed + broken, min(fixed, broken)
    tail: float = sum(comb(total, k) for k in range(least + 1)) / 2**total
    return min(1.0, 2 * tail)


def _outcome_change(before: Side, after: Side) -> tuple[Change, ...]:
    was_right, is_right = (s.outcome is Outcome.PASSED for s in (before, after))
    if was_right is not is_right:
        return (Change.FIXED,) if is_right else (Change.BROKEN,)
    return (Change.FLIPPED,) if before.decision is not after.decision else ()


def _stability_change(before: Side, after: Side) -> tuple[Change, ...]:
    if before.is_stable is None or after.is_stable is None or before.is_stable is after.is_stable:
        return ()
    return (Change.STABLE,) if after.is_stable else (Change.UNSTABLE,)


def _first(clauses: tuple[str, ...]) -> str:
    """Where a verdict rests first; later clauses come and go."""
    return clauses[0].casefold() if clauses else ""

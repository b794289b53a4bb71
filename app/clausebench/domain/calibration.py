"""Whether measured confidence means what it says, on the writer's own expectations.

Of verdicts given with confidence 0.8, eight in ten should be right. ``ECE`` is how far off that is
on average, in the way usual in the field: ten bins of equal width, weighted by their verdicts
(Naeini, Cooper and Hauskrecht, AAAI 2015).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausebench.domain.agreement import wilson
from clausebench.domain.case import Expectation
from clausebench.domain.verdict import Verdict

ENOUGH = 30
"""Verdicts, and at least ``ENOUGH_WRONG`` on the rarer side, before a curve is worth drawing."""
ENOUGH_WRONG = 5
BINS = 10


@dataclass(frozen=True, slots=True)
class Scored:
    """One verdict: how sure (0..1) the engine was of its decision, and whether it was right."""

    confidence: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Verdicts with a confidence from ``low`` to ``high``; ``right`` is their share that was
    right, between ``right_low`` and ``right_high`` at 95 %."""

    low: float
    high: float
    count: int
    confidence: float
    right: float
    right_low: float
    right_high: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """``ece`` and ``brier`` are None without verdicts. ``missing`` says in a sentence what is
    lacking for the figures to mean much; empty when nothing is."""

    count: int
    right: int
    bins: tuple[Bin, ...]
    ece: float | None
    brier: float | None
    missing: str


def score(expected: Expectation, verdict: Verdict) -> Scored | None:
    """None when nothing was expected, decided or measured."""
    measured = verdict.confidence.measured
    if expected.decision is None or verdict.decision is None or measured is None:
        return None
    return Scored(measured, verdict.decision is expected.decision)


def reliability(scored: Iterable[Scored]) -> Reliability:
    """Bins without verdicts are left out."""
    rows = tuple(scored)
    right = sum(row.is_right for row in rows)
    bins = tuple(b for b in (_bin(number, rows) for number in range(BINS)) if b is not None)
    ece = brier = None
    if rows:
        ece = sum(b.count * abs(b.right - b.confidence) for b in bins) / len(rows)
        brier = sum((row.confidence - row.is_right) ** 2 for row in rows) / len(rows)
    return Reliability(len(rows), right, bins, ece, brier, _missing(len(rows), right))


def _bin(number: int, rows: Sequence[Scored]) -> Bin | None:
    inside = [row for row in rows if min(int(row.confidence * BINS), BINS - 1) == number]
    if not inside:
        return None
    count, right = len(inside), sum(row.is_right for row in inside)
    low, high = wilson(right, count)
    mean = sum(row.confidence for row in inside) / count
    return Bin(number / BINS, (number + 1) / BINS, count, mean, right / count, low, high)


def _missing(count: int, right: int) -> str:
    if count < ENOUGH:
        return f"Not enough cases: {count} of at least {ENOUGH} verdicts with an expectation."
    rarer, name = min((right, "right"), (count - right, "wrong"))
    if rarer < ENOUGH_WRONG:
        return (
            f"Not enough cases: only {rarer} verdicts were {name}. Add cases that are hard, "
            f"until {ENOUGH_WRONG} are."
        )
    return ""

"""What each clause carries: how verdicts change when it is not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from clausebench.domain.agreement import wilson
from clausebench.domain.clause import Decision
from clausebench.domain.comparison import Comparison


@dataclass(frozen=True, slots=True)
class Carried:
    """One clause. ``flips`` of ``cases`` cases get another decision without it.

    ``difference`` (-1..1) is how much the share of verdicts that violate falls or rises without
    it, ``low`` to ``high`` its 95 % interval. ``claimed`` (0..1) is the share of verdicts whose
    reasoning rests on it while it is there: a clause can be cited and carry nothing.
    """

    clause: str
    title: str
    flips: int
    cases: int
    difference: float
    low: float
    high: float
    claimed: float
    comparison: Comparison

    @property
    def is_certain(self) -> bool:
        """Whether the interval excludes no difference at all."""
        return self.low > 0 or self.high < 0


def rank(carried: Sequence[Carried]) -> tuple[Carried, ...]:
    """What carries most comes first."""
    return tuple(sorted(carried, key=lambda c: (-c.flips, -abs(c.difference), c.clause)))


def share_of(decisions: Sequence[Decision | None]) -> tuple[int, int]:
    """How many violate, of how many."""
    return sum(d is Decision.VIOLATES for d in decisions), len(decisions)


def difference(before: tuple[int, int], after: tuple[int, int]) -> tuple[float, float, float]:
    """After minus before, and its 95 % interval; hits and totals each.

    The two are treated as independent, which makes the interval wider than it is for the same
    cases. Source: R. G. Newcombe, Interval estimation for the difference between independent
    proportions, Statistics in Medicine 17 (1998), method 10.
    """
    (hits, total), (later, later_total) = before, after
    if not total or not later_total:
        return 0.0, -1.0, 1.0
    p, q = hits / total, later / later_total
    low, high = wilson(hits, total)
    later_low, later_high = wilson(later, later_total)
    down = sqrt((q - later_low) ** 2 + (high - p) ** 2)
    up = sqrt((later_high - q) ** 2 + (p - low) ** 2)
    return q - p, max(-1.0, q - p - down), min(1.0, q - p + up)


def claims(clauses_of: Mapping[str, tuple[str, ...]], clause: str) -> float:
    """The share of verdicts that name a clause or a part of it; keyed by anything."""
    wanted = clause.casefold()
    named = sum(
        any(c.casefold() == wanted or c.casefold().startswith(f"{wanted}.") for c in clauses)
        for clauses in clauses_of.values()
    )
    return named / len(clauses_of) if clauses_of else 0.0

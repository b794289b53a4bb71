"""What repeats of one content say together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from clausebench.domain.clause import Decision
from clausebench.domain.metrics import majority
from clausebench.domain.verdict import LabelChances, Verdict


@dataclass(frozen=True, slots=True)
class Agreement:
    """``share`` (0..1) of ``repeats`` gave the most frequent decision; ``low`` to ``high`` is
    Wilson's 95 % interval of that share. ``decision`` is None when there is a tie."""

    decision: Decision | None
    share: float
    low: float
    high: float
    repeats: int


def agreement(verdicts: Sequence[Verdict]) -> Agreement:
    """Over all verdicts, those without a decision included."""
    decision, share = majority([verdict.decision for verdict in verdicts])
    low, high = wilson(round(share * len(verdicts)), len(verdicts))
    return Agreement(decision, share, low, high, len(verdicts))


def wilson(hits: int, total: int, level: float = 0.95) -> tuple[float, float]:
    """The interval that a share lies in; (0, 1) when nothing was counted.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    JASA 22 (1927).
    """
    if total <= 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, spread = hits / total, z * z / total
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(share * (1 - share) / total + spread / (4 * total))
    return max(0.0, middle - half), min(1.0, middle + half)


def marginal_chances(verdicts: Iterable[Verdict]) -> LabelChances | None:
    """The labels' chances over several reasonings, each counting the same; None without any.

    After one reasoning a label is nearly always certain, because the reasoning states it. Over
    several the chances tell how certain the *model* is of its verdict.
    """
    known = [v.confidence.certainty.chances for v in verdicts if v.confidence.certainty]
    if not known:
        return None
    sums: dict[str, float] = {}
    for chances in known:
        for label, share in chances.by_label:
            sums[label] = sums.get(label, 0.0) + share
    shares = tuple((label, total / len(known)) for label, total in sums.items())
    return LabelChances(shares, sum(chances.coverage for chances in known) / len(known))

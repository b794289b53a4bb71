"""What repeats say together."""

from __future__ import annotations

import pytest
from tests.support.workspaces import judged

from clausebench.domain.agreement import agreement, marginal_chances, wilson
from clausebench.domain.clause import Decision
from clausebench.domain.verdict import Certainty, Confidence, LabelChances


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(4, 5, 0.376, 0.964), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (50, 100, 0.404, 0.596)],
)
def test_wilson_matches_published_values(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=0.001)


def test_nothing_counted_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert marginal_chances([]) is None


def test_agreement_counts_repeats_without_a_decision() -> None:
    verdicts = [judged(decision=Decision.VIOLATES)] * 3 + [judged(decision=None)]
    found = agreement(verdicts)
    assert (found.decision, found.share, found.repeats) == (Decision.VIOLATES, 0.75, 4)
    assert found.low < 0.75 < found.high


def test_chances_are_the_mean_over_reasonings() -> None:
    def sure(share: float) -> Confidence:
        chances = LabelChances((("0", 1 - share), ("1", share)), 0.9)
        return Confidence(certainty=Certainty(chances))

    verdicts = [judged(confidence=sure(1.0)), judged(confidence=sure(0.2)), judged()]
    found = marginal_chances(verdicts)
    assert found is not None
    assert dict(found.by_label) == pytest.approx({"0": 0.4, "1": 0.6})
    assert found.coverage == pytest.approx(0.9)

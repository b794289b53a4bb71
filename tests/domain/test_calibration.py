"""Measured confidence against expectations."""

from __future__ import annotations

import random

import pytest
from tests.support.workspaces import judged

from clausebench.domain.calibration import Scored, reliability, score
from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.verdict import Confidence


def _drawn(count: int, lies: float = 0.0) -> list[Scored]:
    """Verdicts that are right as often as they say, less ``lies``."""
    chance = random.Random(3)
    sure = [chance.random() for _ in range(count)]
    return [Scored(c, chance.random() < c - lies) for c in sure]


def test_honest_confidence_has_a_small_error_and_boasting_a_large_one() -> None:
    honest, boasting = reliability(_drawn(5000)), reliability(_drawn(5000, lies=0.3))
    assert honest.ece is not None
    assert boasting.ece is not None
    assert honest.ece < 0.03
    assert boasting.ece == pytest.approx(0.3, abs=0.07)
    assert honest.brier is not None
    assert honest.missing == ""


def test_the_error_is_the_weighted_distance_of_the_bins() -> None:
    rows = [Scored(0.95, True)] * 3 + [Scored(0.95, False)] + [Scored(0.55, True)] * 4
    known = reliability(rows)
    assert [(b.count, b.right) for b in known.bins] == [(4, 1.0), (4, 0.75)]
    assert known.ece == pytest.approx((4 * 0.45 + 4 * 0.2) / 8)


@pytest.mark.parametrize("confidence", [0.0, 0.1, 0.999, 1.0])
def test_every_confidence_has_a_bin(confidence: float) -> None:
    (only,) = reliability([Scored(confidence, True)]).bins
    assert only.low <= confidence <= only.high


def test_few_cases_are_said_to_be_few() -> None:
    assert "0 of at least 30" in reliability([]).missing
    assert reliability([]).ece is None
    assert "12 of at least 30" in reliability(_drawn(12)).missing
    assert "0 verdicts were wrong" in reliability([Scored(0.9, True)] * 40).missing


def test_only_what_was_expected_decided_and_measured_counts() -> None:
    sure = judged(decision=Decision.VIOLATES, confidence=Confidence(0.9))
    assert score(Expectation(Decision.VIOLATES), sure) == Scored(0.9, True)
    assert score(Expectation(Decision.ALLOWED), sure) == Scored(0.9, False)
    assert score(Expectation(), sure) is None
    assert score(Expectation(Decision.ALLOWED), judged(confidence=Confidence())) is None
    assert score(Expectation(Decision.ALLOWED), judged(decision=None)) is None

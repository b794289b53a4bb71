"""From rates to tokens per second, and how a graphics card changes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.machine import Division, Rates, rates, reading_speed, writing_speed
from clausebench.domain.shape import SHAPE_20B, SHAPE_120B, Shape

PROBE = Shape(2, 32, vocabulary=16_757)
HERE = rates(PROBE, reading=180.0, writing=110.0)
CARD = Rates(HERE.bytes_s * 20, HERE.work_s * 50)
EXPERTS_HERE = Division(SHAPE_20B, 1.0, has_card=True)


def test_weights_like_those_measured_are_as_fast_as_those() -> None:
    division = Division(PROBE)
    assert reading_speed(division, HERE, None) == pytest.approx(180)
    assert writing_speed(division, HERE, None) == pytest.approx(110)


def test_twelve_times_the_layers_take_twelve_times_as_long() -> None:
    assert reading_speed(Division(SHAPE_20B), HERE, None) == pytest.approx(180 / 12)
    assert writing_speed(Division(SHAPE_20B), HERE, None) == pytest.approx(110 / 12, rel=1e-3)


def test_the_120b_is_slower_by_its_layers_though_it_is_five_times_the_size() -> None:
    small, large = Division(SHAPE_20B), Division(SHAPE_120B)
    ratio = writing_speed(small, HERE, None) / writing_speed(large, HERE, None)
    assert 1.3 < ratio < 1.5


def test_a_processor_reads_no_faster_than_the_experts_come_by() -> None:
    """Each batch of 128 tokens needs all of them."""
    strong = Rates(HERE.bytes_s, HERE.work_s * 1000)
    bound = 128 * HERE.bytes_s / SHAPE_120B.bytes_per_batch
    assert reading_speed(Division(SHAPE_120B), strong, None) == pytest.approx(bound)


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_fewer_experts_here_are_never_slower(one: float, other: float) -> None:
    less, more = (Division(SHAPE_20B, s, has_card=True) for s in sorted((one, other)))
    for speed in (reading_speed, writing_speed):
        assert speed(less, HERE, CARD) >= speed(more, HERE, CARD) * (1 - 1e-9)


def test_a_card_alone_has_its_own_speed_and_one_with_help_lies_between() -> None:
    for speed in (reading_speed, writing_speed):
        alone = speed(Division(SHAPE_20B, 0.0, has_card=True), HERE, CARD)
        assert speed(Division(SHAPE_20B), HERE, None) < speed(EXPERTS_HERE, HERE, CARD) < alone
    card = writing_speed(Division(SHAPE_20B, 0.0, has_card=True), HERE, CARD)
    assert card == pytest.approx(CARD.bytes_s / SHAPE_20B.bytes_per_token)

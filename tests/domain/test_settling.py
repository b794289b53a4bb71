"""When a reasoning made up its mind."""

from __future__ import annotations

from clausebench.domain.settling import Settling, settling
from clausebench.domain.verdict import LabelChances, TracePoint


def _trace(*shares: float) -> list[TracePoint]:
    """The chance of label 1 at every tenth token."""
    return [
        TracePoint(10 * place, LabelChances((("0", 1 - share), ("1", share)), 1.0))
        for place, share in enumerate(shares)
    ]


def test_it_is_settled_from_the_first_point_of_the_last_sure_stretch() -> None:
    assert settling(_trace(0.95, 0.5, 0.92, 0.99)) == Settling("1", 20, turned=False)


def test_a_change_of_mind_is_told() -> None:
    assert settling(_trace(0.1, 0.4, 0.97)) == Settling("1", 20, turned=True)


def test_the_other_label_settles_as_well() -> None:
    assert settling(_trace(0.05, 0.02)) == Settling("0", 0, turned=False)


def test_what_is_torn_at_the_end_is_not_settled() -> None:
    assert settling(_trace(0.99, 0.7)) == Settling("1", None, turned=False)


def test_without_a_trace_there_is_nothing_to_say() -> None:
    assert settling([]) is None

"""What clauses carry, in numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.knockout import claims, difference


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # R. G. Newcombe 1998, table II, method 10.
        ((48, 80), (56, 70), (0.2, 0.0524, 0.3339)),
        ((3, 10), (9, 10), (0.6, 0.1705, 0.8090)),
        ((0, 10), (10, 10), (1.0, 0.6075, 1.0)),
        ((0, 0), (1, 2), (0.0, -1.0, 1.0)),
    ],
)
def test_the_interval_is_the_published_one(
    before: tuple[int, int], after: tuple[int, int], expected: tuple[float, ...]
) -> None:
    assert difference(before, after) == pytest.approx(expected, abs=5e-5)


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_the_interval_holds_the_difference(n: int, m: int, data: st.DataObject) -> None:
    before, after = (data.draw(st.integers(0, n)), n), (data.draw(st.integers(0, m)), m)
    found, low, high = difference(before, after)
    assert -1 <= low <= found + 1e-9
    assert found - 1e-9 <= high <= 1


def test_a_part_that_is_named_names_the_whole() -> None:
    verdicts = {"a": ("SP1.a",), "b": ("sp1",), "c": ("SP10",), "d": ()}
    assert claims(verdicts, "SP1") == 0.5
    assert claims({}, "SP1") == 0.0

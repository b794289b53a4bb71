"""What verdicts cost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.fake_desk import verdict

from clausebench.domain.measures import at_work, cost
from clausebench.domain.measures.costs import spread
from clausebench.domain.verdict import TokenCounts


def test_a_thousand_items_at_the_pace_of_the_clock() -> None:
    made = [verdict(seconds=8.0, tokens=TokenCounts(600, 150, 20)) for _ in range(4)]
    found = cost(made, wall=10.0)
    assert found is not None
    assert (found.pace, found.is_wall, found.all_tokens) == (2.5, True, 4 * 770)
    assert (found.tokens.median, found.prompt_tokens.p90) == (170, 600)
    assert found.sentence == "1,000 items ≈ 42 min here at medium"


def test_without_a_clock_each_took_what_it_took() -> None:
    found = cost([verdict(seconds=1.0), verdict(seconds=3.0)], wall=None)
    assert found is not None
    assert (found.pace, found.is_wall, found.seconds.median) == (2.0, False, 2.0)


def test_no_verdicts_cost_nothing_that_is_known() -> None:
    assert cost([], wall=3.0) is None


def test_pauses_do_not_count() -> None:
    assert at_work([0, 4, 8, 3608, 3612], longest=4) == 4 + 4 + 9 + 4
    assert at_work([], longest=4) == 0


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=50))
def test_the_spread_is_that_of_numpy(values: list[float]) -> None:
    found = spread(values)
    theirs = np.quantile(values, [0.5, 0.9])
    assert (found.median, found.p90) == pytest.approx(tuple(theirs))

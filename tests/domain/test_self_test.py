"""Six plain cases: what their answers say about weights."""

from __future__ import annotations

import pytest

from clausebench.domain.clause import Decision
from clausebench.domain.self_test import CASES, Sanity, SelfTest, count

EXPECTED: list[Decision | None] = [decision for _, decision in CASES]


def test_answers_are_counted_in_the_order_of_the_cases() -> None:
    assert count(EXPECTED) == (6, 6)
    assert count([None, *EXPECTED[1:]]) == (5, 5)
    assert count([Decision.ALLOWED] * 6) == (3, 6)


@pytest.mark.parametrize(
    ("right", "readable", "effort_matters", "sanity"),
    [
        (6, 6, True, Sanity.GOOD),
        (5, 5, True, Sanity.GOOD),
        (4, 6, True, Sanity.DOUBTFUL),
        (6, 6, False, Sanity.DOUBTFUL),
        (3, 4, True, Sanity.BROKEN),
    ],
)
def test_one_mistake_is_forgiven(
    right: int, readable: int, effort_matters: bool, sanity: Sanity
) -> None:
    assert SelfTest(right, readable, effort_matters, 9.6, "").sanity is sanity


def test_the_sentence_names_what_is_wrong() -> None:
    assert SelfTest(6, 6, True, 9.6, "").sentence == "6 of 6 plain cases right, 10 tokens/s."
    sentence = SelfTest(3, 4, False, 9.6, "").sentence
    assert "2 answers unreadable" in sentence
    assert "effort changes nothing" in sentence

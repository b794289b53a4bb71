from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.harmony.loops import LoopDetector


def fed(tokens: list[int], **limits: int) -> int | None:
    """After how many tokens the detector speaks up."""
    detector = LoopDetector(**limits)
    return next((i for i, token in enumerate(tokens, 1) if detector.feed(token)), None)


@pytest.mark.parametrize("period", [1, 7, 50, 128])
def test_a_phrase_over_and_over_is_a_loop(period: int) -> None:
    start = list(range(1_000, 1_040))
    found = fed(start + list(range(period)) * 600)
    assert found is not None
    assert found <= len(start) + period + max(200, 4 * period)


def test_a_long_phrase_three_times_is_no_loop_yet() -> None:
    assert fed(list(range(100)) * 3) is None


def test_a_phrase_longer_than_the_memory_is_not_seen() -> None:
    assert fed(list(range(9)) * 50, longest=8, least=10) is None


@given(st.lists(st.integers(0, 3), max_size=60))
def test_few_tokens_are_never_a_loop(tokens: list[int]) -> None:
    assert fed(tokens) is None


@given(st.lists(st.integers(), unique=True, max_size=300))
def test_a_text_without_repetition_is_never_a_loop(tokens: list[int]) -> None:
    assert fed(tokens, least=1, repeats=1) is None

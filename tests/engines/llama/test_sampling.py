"""Choosing tokens."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.effort import Sampler
from clausebench.engines.llama.sampling import chooser

ROW = np.log(np.array([0.6, 0.3, 0.095, 0.005], np.float32))


def test_repeatable_takes_the_likeliest() -> None:
    assert chooser(Sampler.REPEATABLE, 1).choose(ROW) == 0


def test_published_follows_the_probabilities_above_the_tail() -> None:
    picks = chooser(Sampler.PUBLISHED, 1)
    counts = Counter(picks.choose(ROW) for _ in range(20_000))
    assert counts[3] == 0
    for token, share in ((0, 0.603), (1, 0.3015), (2, 0.0955)):
        assert abs(counts[token] / 20_000 - share) < 0.015


@given(st.integers(0, 2**32))
def test_the_same_seed_chooses_the_same(seed: int) -> None:
    one, other = (chooser(Sampler.PUBLISHED, seed) for _ in range(2))
    assert [one.choose(ROW) for _ in range(20)] == [other.choose(ROW) for _ in range(20)]


def test_other_seeds_choose_otherwise() -> None:
    texts = {
        tuple(picks.choose(ROW) for _ in range(20))
        for picks in (chooser(Sampler.PUBLISHED, seed) for seed in range(20))
    }
    assert len(texts) > 15


@given(st.lists(st.floats(-50, 50, width=32), min_size=1, max_size=30), st.integers(0, 99))
def test_a_masked_token_is_never_chosen(values: list[float], seed: int) -> None:
    row = np.array([*values, -np.inf], np.float32)
    for sampler in Sampler:
        assert chooser(sampler, seed).choose(row) < len(values)

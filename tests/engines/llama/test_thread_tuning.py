"""Threads follow what the machine has to give."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clausebench.engines.llama.thread_tuning import ThreadTuner

Cost = Callable[[int], float]


def quiet(threads: int) -> float:
    return 1.0 / threads


def busy(threads: int) -> float:
    """One core is taken by others: whoever uses all of them waits."""
    return 10.0 if threads == 4 else 1.0 / threads


def _run(tuner: ThreadTuner, cost: Cost, steps: int, rows: int = 3) -> float:
    seconds = 0.0
    for _ in range(steps):
        took = cost(tuner.threads)
        seconds += took
        tuner.add(rows, took)
    return seconds


def test_a_quiet_machine_keeps_all_threads_at_little_cost() -> None:
    tuner = ThreadTuner(4)
    seconds = _run(tuner, quiet, 2000)
    assert tuner.threads == 4
    assert seconds < 1.06 * 2000 * quiet(4)


def test_a_busy_core_is_given_up_soon_and_taken_back_later() -> None:
    tuner = ThreadTuner(4)
    _run(tuner, quiet, 300)
    _run(tuner, busy, 60)
    assert tuner.threads == 3
    _run(tuner, quiet, 1000)
    assert tuner.threads == 4


def test_steps_of_other_sizes_are_not_compared() -> None:
    tuner = ThreadTuner(4)
    for _ in range(200):
        _run(tuner, quiet, 3, rows=1)
        _run(tuner, lambda threads: 100 * quiet(threads), 3, rows=8)
    assert tuner.threads == 4


@pytest.mark.parametrize("most", [1, 2, 3])
def test_few_cores_are_choices_too(most: int) -> None:
    tuner = ThreadTuner(most)
    _run(tuner, float, 1000)
    assert tuner.threads == 1

"""What an exit code tells, and when to give up."""

from __future__ import annotations

import signal

import pytest

from clausebench.engines.endings import CrashCount, exit_cause


@pytest.mark.parametrize(
    ("code", "word"),
    [
        *((-signal.SIGKILL, "memory ran out"), (-signal.SIGSEGV, "not its own")),
        *((-signal.SIGABRT, "stopped itself"), (-signal.SIGILL, "processor")),
        *((0xC0000005, "not its own"), (-1073741819, "not its own"), (3, "code 3")),
    ],
)
def test_a_cause_is_said_in_words(code: int, word: str) -> None:
    assert word in exit_cause(code)


def test_three_crashes_in_a_row_within_five_minutes_are_enough() -> None:
    crashes = CrashCount()
    assert [crashes.add(at) for at in (0.0, 100.0, 299.0)] == [False, False, True]


def test_crashes_far_apart_are_not() -> None:
    crashes = CrashCount()
    assert [crashes.add(at) for at in (0.0, 200.0, 400.0, 600.0)] == [False] * 4


def test_a_success_in_between_starts_the_count_anew() -> None:
    crashes = CrashCount()
    crashes.add(0.0)
    crashes.add(1.0)
    crashes.clear()
    assert not crashes.add(2.0)

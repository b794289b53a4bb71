"""Stopping pure work from outside."""

from __future__ import annotations

import sys
import threading

import pytest

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.ui.panels.write.interruptible import interruptible


def _step(number: int) -> int:
    return number + 1


def test_work_that_nobody_cancels_runs_to_its_end() -> None:
    assert interruptible(lambda: _step(1), CancelToken()) == 2
    assert sys.gettrace() is None


@pytest.mark.skipif(sys.gettrace() is not None, reason="a debugger or coverage tool is watching")
def test_endless_work_stops_at_its_next_call_once_it_is_cancelled() -> None:
    cancel, began = CancelToken(), threading.Event()

    def endless() -> None:
        number = 0
        while True:
            number = _step(number)
            began.set()

    stopped: list[BaseException] = []

    def run() -> None:
        try:
            interruptible(endless, cancel)
        except Cancelled as end:
            stopped.append(end)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert began.wait(5)
    cancel.cancel()
    thread.join(5)
    assert len(stopped) == 1

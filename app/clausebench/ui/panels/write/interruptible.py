"""Stopping a pure function that knows nothing of cancelling."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

from clausebench.domain.cancel import CancelToken

T = TypeVar("T")


def interruptible(work: Callable[[], T], cancel: CancelToken) -> T:
    """Run pure Python work; once ``cancel`` is set, its next function call raises ``Cancelled``.

    A thread that goes on computing what nobody wants keeps the interpreter from the keyboard,
    whatever lane it runs on. Under a debugger or a coverage tool the work simply runs to its end.
    """

    def check(_frame: FrameType, _event: str, _arg: object) -> None:
        cancel.check()

    if sys.gettrace() is not None:
        return work()
    sys.settrace(check)
    try:
        return work()
    finally:
        sys.settrace(None)

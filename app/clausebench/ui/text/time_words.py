"""Time left, as precisely as one can honestly say."""

from __future__ import annotations


def left_words(seconds: float | None) -> str:
    """``about 40 s left``; empty while there is no estimate or nearly nothing left."""
    return f"about {time_words(seconds)} left" if seconds is not None and seconds >= 1 else ""


def time_words(seconds: float) -> str:
    """``40 s``, ``3 min``, ``1.5 h``: no more digits than an estimate has."""
    if seconds < 55:
        step = 1 if seconds < 10 else 5
        return f"{max(round(seconds / step), 1) * step} s"
    if seconds < 3_500:
        return f"{round(seconds / 60)} min"
    return f"{seconds / 3_600:.1f} h"

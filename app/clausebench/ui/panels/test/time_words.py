"""Time left, as precisely as one can honestly say."""

from __future__ import annotations


def left_words(seconds: float | None) -> str:
    """``about 40 s left``; empty while there is no estimate or nearly nothing left."""
    if seconds is None or seconds < 1:
        return ""
    if seconds < 55:
        step = 1 if seconds < 10 else 5
        return f"about {max(round(seconds / step), 1) * step} s left"
    if seconds < 3_500:
        return f"about {round(seconds / 60)} min left"
    return f"about {seconds / 3_600:.1f} h left"

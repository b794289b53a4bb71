"""Sizes and times as people read them."""

from __future__ import annotations


def gigabytes(size: float) -> str:
    """``size`` in bytes, as shops and hubs count: 12.1 GB; small ones as 3.4 MB."""
    return f"{size / 1e9:.1f} GB" if size >= 1e8 else f"{size / 1e6:.1f} MB"


def duration(seconds: float) -> str:
    """Roughly: 0.4 s, 26 s, 4 min, 3 h."""
    if seconds < 1:
        return f"{seconds:.1f} s"
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.0f} h"

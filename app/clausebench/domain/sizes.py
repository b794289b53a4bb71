"""Sizes as people read them."""

from __future__ import annotations


def gigabytes(size: int) -> str:
    """``size`` in bytes, as shops and hubs count: 12.1 GB; small ones as 3.4 MB."""
    return f"{size / 1e9:.1f} GB" if size >= 1e8 else f"{size / 1e6:.1f} MB"

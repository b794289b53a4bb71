"""Comparing texts."""

from __future__ import annotations


def common_start(old: str, new: str) -> int:
    """How many leading characters two texts share."""
    shortest = min(len(old), len(new))
    if old[:shortest] == new[:shortest]:
        return shortest
    low, high = 0, shortest
    while high - low > 1:
        middle = (low + high) // 2
        if old[:middle] == new[:middle]:
            low = middle
        else:
            high = middle
    return low

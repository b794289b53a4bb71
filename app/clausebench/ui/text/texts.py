"""Questions that are asked of texts before they are shown."""

from __future__ import annotations

import unicodedata

_STRONG = {"L": False, "R": True, "AL": True}


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


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((_STRONG[kind] for kind in kinds if kind in _STRONG), False)

"""How well a few typed letters fit a name: a subsequence, best where words begin."""

from __future__ import annotations

_START, _WORD, _RUN, _PLAIN = 12, 9, 6, 1


def score(typed: str, name: str) -> float | None:
    """Higher is better; None if the letters do not occur in this order.

    Letters that begin a word or follow the letter before count more; short names win ties.
    Spaces only separate. An empty query fits everything equally.
    """
    wanted = "".join(typed.casefold().split())
    if not wanted:
        return 0.0
    text = name.casefold()
    best: dict[int, float] = {-1: 0.0}
    for letter in wanted:
        best = _extended(best, letter, text)
        if not best:
            return None
    return max(best.values()) - len(text) / 100


def _extended(best: dict[int, float], letter: str, text: str) -> dict[int, float]:
    """From the best score per last position, those after one more letter."""
    extended: dict[int, float] = {}
    for position, found in enumerate(text):
        if found != letter:
            continue
        earlier = [
            value + _worth(text, position, last) for last, value in best.items() if last < position
        ]
        if earlier:
            extended[position] = max(earlier)
    return extended


def _worth(text: str, position: int, last: int) -> float:
    if position == 0:
        return _START
    if last == position - 1 and last >= 0:
        return _RUN
    return _PLAIN if text[position - 1].isalnum() else _WORD

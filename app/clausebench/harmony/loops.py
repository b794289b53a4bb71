"""Notice that a text repeats itself: the usual way in which reasoning never ends."""

from __future__ import annotations

from collections import deque


class LoopDetector:
    """Fed one token id at a time; True once the latest tokens are one phrase over and over.

    A phrase is up to ``longest`` tokens. It counts as a loop after ``repeats`` copies and at
    least ``least`` repeated tokens: a model may quote repetitive content and go on.
    """

    def __init__(self, *, longest: int = 128, repeats: int = 4, least: int = 200) -> None:
        self._recent: deque[int] = deque(maxlen=longest)
        self._matched = [0] * longest
        self._needed = [max(period * repeats, least) for period in range(1, longest + 1)]

    def feed(self, token: int) -> bool:
        """``_matched[p - 1]`` counts the latest tokens that equal the one ``p`` before them."""
        looping = False
        for index, earlier in enumerate(self._recent):
            matched = self._matched[index] + 1 if earlier == token else 0
            self._matched[index] = matched
            looping = looping or matched >= self._needed[index]
        self._recent.appendleft(token)
        return looping

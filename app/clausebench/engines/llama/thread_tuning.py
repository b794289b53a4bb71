"""How many threads are fastest just now.

Threads wait for each other many times per token. On a quiet machine all cores are fastest; with
one core busy elsewhere everybody waits for the thread that shares it, and fewer are. Nothing but
the steps themselves can tell, so now and then a few are computed with another number.
"""

from __future__ import annotations

import statistics
from collections import deque

_KEPT = 8
_TRIAL = 4
_CALM = 96
"""Steps between two trials while nothing has changed: they cost some 4 % of the time."""

_CLEARLY = 0.92
_SLOWED = 1.4


class ThreadTuner:
    """Told how long each step took; says how many threads the next one shall use.

    Only steps alike are compared: those that write one token for the same number of answers.
    """

    def __init__(self, most: int) -> None:
        halves = {most, most - 1, most // 2, 1}
        self._choices = sorted((n for n in halves if n >= 1), reverse=True)
        self._current = self._trial = self._choices[0]
        self._taken: dict[int, deque[float]] = {}
        self._rows = 0
        self._since = 0
        self._next = 0
        self._usual = 0.0

    @property
    def threads(self) -> int:
        return self._trial

    def add(self, rows: int, seconds: float) -> None:
        """A step that wrote a token for each of ``rows`` answers took so long."""
        if rows != self._rows:
            # What was measured says nothing about steps of another size.
            self._rows, self._usual, self._trial = rows, 0.0, self._current
            self._taken.clear()
        self._taken.setdefault(self._trial, deque(maxlen=_KEPT)).append(seconds)
        if self._trial != self._current:
            self._judge_trial()
        else:
            self._since += 1
            self._consider_trial()

    def _judge_trial(self) -> None:
        if len(self._taken[self._trial]) < _TRIAL:
            return
        tried = statistics.median(self._taken.pop(self._trial))
        if tried < _CLEARLY * statistics.median(self._taken[self._current]):
            self._taken.clear()
            self._current, self._usual = self._trial, tried
        self._trial, self._since = self._current, 0

    def _consider_trial(self) -> None:
        own = self._taken[self._current]
        if len(self._choices) < 2 or len(own) < _TRIAL:
            return
        now = statistics.median(own)
        slowed = self._usual > 0 and now > _SLOWED * self._usual and self._since >= _KEPT
        self._usual = now if not self._usual or slowed else min(self._usual, now)
        if slowed or self._since >= _CALM:
            others = [n for n in self._choices if n != self._current]
            self._trial = others[self._next % len(others)]
            self._next += 1

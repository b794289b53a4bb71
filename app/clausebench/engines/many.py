"""Several contents in the engine's process at once, and what becomes of them when it dies."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import (
    Answered,
    EngineEvent,
    FinalText,
    Heard,
    JudgeRequest,
    ReadingPolicy,
    ReasoningText,
)
from clausebench.domain.verdict import RawAnswer, StopReason, TokenCounts
from clausebench.engines.calls import Calls
from clausebench.engines.messages import Done, Judge

EVENTS = (ReadingPolicy, ReasoningText, FinalText, Answered)


class Said:
    """What an answer would hold if the engine ended now."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._started = clock()
        self._reasoning = self._final = ""

    def clear(self) -> None:
        """The content is judged anew."""
        self._reasoning = self._final = ""

    def hear(self, event: EngineEvent) -> EngineEvent:
        if isinstance(event, ReasoningText):
            self._reasoning += event.text
        elif isinstance(event, FinalText):
            self._final += event.text
        return event

    def answer(self, stop: StopReason) -> Answered:
        seconds = self._clock() - self._started
        return Answered(RawAnswer(self._reasoning, self._final, stop, TokenCounts(), seconds))


@dataclass(eq=False, slots=True)
class _Asked:
    index: int
    request: JudgeRequest
    said: Said
    is_suspect: bool = False
    is_answered: bool = field(default=False)


class Many:
    """Which contents are in the engine, which wait, and which may have killed it.

    Everybody who was there when it died is judged again alone, so that only the one who kills
    it again is answered as crashed.
    """

    def __init__(
        self,
        requests: Iterable[JudgeRequest],
        *,
        is_urgent: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.has_company = False
        """Whether contents of somebody else have been in the process since this began."""
        self._requests = enumerate(requests)
        self._is_urgent = is_urgent
        self._clock = clock
        self._suspects: deque[_Asked] = deque()
        self._open: dict[int, _Asked] = {}

    def run(self, calls: Calls, width: int, cancel: CancelToken) -> Iterator[Heard]:
        """Judge until all are answered; ``width`` are in the process at once.

        Raises as ``Calls.reply``.
        """
        self._ask(calls, width, cancel)
        while self._open:
            number, reply = calls.reply()
            asked = self._open[number]
            if isinstance(reply, Done):
                calls.end(number)
                del self._open[number]
                self._ask(calls, width, cancel)
            elif isinstance(reply, EVENTS):
                asked.is_answered = isinstance(reply, Answered)
                yield Heard(asked.index, asked.said.hear(reply))

    def bury(self) -> list[Heard]:
        """The process died. Returns the answer for a content that was there alone, and was there
        when it died before."""
        dead = [asked for asked in self._open.values() if not asked.is_answered]
        self._open.clear()
        guilty = [asked for asked in dead if asked.is_suspect and not self.has_company]
        for asked in reversed([asked for asked in dead if asked not in guilty]):
            asked.is_suspect = True
            self._suspects.appendleft(asked)
        return [Heard(asked.index, asked.said.answer(StopReason.CRASHED)) for asked in guilty]

    def is_over(self) -> bool:
        """Nothing is in the process, and nothing is left to ask."""
        if self._open or self._suspects:
            return False
        following = self._next()
        if following is not None:
            self._suspects.append(following)
        return following is None

    def give_up(self) -> Iterator[Heard]:
        """Cancelled: whoever was being judged is answered with what was said."""
        for asked in (*self._open.values(), *self._suspects):
            if not asked.is_answered:
                yield Heard(asked.index, asked.said.answer(StopReason.CANCELLED))

    def _ask(self, calls: Calls, width: int, cancel: CancelToken) -> None:
        while not cancel.is_cancelled and len(self._open) < (1 if self._suspects else width):
            asked = self._next()
            if asked is None:
                return
            asked.said.clear()
            question = Judge(asked.request, is_urgent=self._is_urgent)
            self._open[calls.ask(question)] = asked

    def _next(self) -> _Asked | None:
        if self._suspects:
            return self._suspects.popleft()
        if any(asked.is_suspect for asked in self._open.values()):
            return None
        index, request = next(self._requests, (0, None))
        return _Asked(index, request, Said(self._clock)) if request is not None else None

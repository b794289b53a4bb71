"""Several contents for llama.cpp at once, in the test's own process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import Answered, EngineEvent, JudgeRequest
from clausebench.domain.verdict import RawAnswer
from clausebench.engines.llama.jobs import Ending
from clausebench.engines.llama.judge import LlamaJudge

MOST_STEPS = 20_000


class Crowd:
    """Submits requests and steps until all have ended; each by its place."""

    def __init__(self, judge: LlamaJudge) -> None:
        self.judge = judge
        self.events: list[list[EngineEvent]] = []
        self.endings: list[list[Ending]] = []
        self.cancels: list[CancelToken] = []
        self.order: list[int] = []
        """Places in the order they ended."""

    def submit(self, request: JudgeRequest, *, is_urgent: bool = False) -> int:
        place = len(self.events)
        self.events.append([])
        self.endings.append([])
        self.cancels.append(CancelToken())

        def end(ending: Ending) -> None:
            self.endings[place].append(ending)
            self.order.append(place)

        tell = self.events[place].append
        self.judge.submit(request, self.cancels[place], tell, end, is_urgent=is_urgent)
        return place

    def finish(self, before_step: Callable[[int], None] = lambda _: None) -> None:
        """Step until nothing is left to do."""
        for step in range(MOST_STEPS):
            if self.judge.is_idle:
                return
            before_step(step)
            self.judge.step()
        raise AssertionError("it goes on for ever")

    def answers(self) -> list[RawAnswer]:
        """One for each, all of them complete; fails when one is lost or doubled."""
        assert all(endings == [None] for endings in self.endings)
        found = []
        for events in self.events:
            (answered,) = [e for e in events if isinstance(e, Answered)]
            assert events[-1] is answered
            found.append(answered.answer)
        return found


def all_answers(judge: LlamaJudge, requests: Sequence[JudgeRequest]) -> list[RawAnswer]:
    crowd = Crowd(judge)
    for request in requests:
        crowd.submit(request)
    crowd.finish()
    return crowd.answers()


def timeless(answers: Sequence[RawAnswer]) -> list[RawAnswer]:
    """All but how long they took."""
    return [replace(answer, seconds=0.0) for answer in answers]

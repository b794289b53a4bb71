"""How far a run is: what has been answered, what is left, and how long that takes."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from clausebench.domain.case import Case, outcome
from clausebench.domain.metrics import Summary, summarise
from clausebench.domain.rounds import Ask, first_round, next_round
from clausebench.domain.run import RunSettings, StoredVerdict
from clausebench.domain.verdict import VerdictStatus
from clausebench.services.recording import Subject
from clausebench.services.suite_events import CaseJudged


@dataclass(frozen=True, slots=True)
class Order:
    """What a run is to do, and what of it was done before."""

    subject: Subject
    cases: tuple[Case, ...]
    settings: RunSettings
    earlier: tuple[StoredVerdict, ...] = ()


class Tally:
    """Counts one run. Raises nothing; ``pace`` is set once the asking begins."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._cases = {case.id: case for case in order.cases}
        self._taken: dict[str, set[int]] = {}
        self.answers: dict[str, list[StoredVerdict]] = {}
        self.done = self.total = 0
        self.pace: Pace | None = None
        for stored in order.earlier:
            case = self._cases.get(stored.case_id or "")
            if case is not None:
                self._taken.setdefault(case.id, set()).add(stored.repeat)
                if case.content == stored.content and not _is_cancelled(stored):
                    self._keep(case, stored)

    def left(self) -> tuple[Ask, ...]:
        """What of the first round has no answer yet; when it is over, the next one.

        A judgement that was broken off keeps its number in history; another one is used.
        """
        asks = []
        all_taken = {case_id: set(numbers) for case_id, numbers in self._taken.items()}
        for ask in first_round(self._order.cases, self._order.settings):
            taken = all_taken.setdefault(ask.case.id, set())
            have = len(self.answers.get(ask.case.id, ()))
            if ask.repeat < have:
                continue
            number = next(n for n in itertools.count(ask.repeat) if n not in taken)
            taken.add(number)
            asks.append(Ask(ask.case, number, ask.effort))
        return tuple(asks) or self.next_round()

    def next_round(self) -> tuple[Ask, ...]:
        """More of the cases in doubt; empty when the run is done."""
        return next_round(self._order.cases, self.answers, self._order.settings)

    def count(self, case: Case, stored: StoredVerdict) -> CaseJudged:
        """One more answer."""
        self._keep(case, stored)
        result = outcome(case.expected, stored.verdict)
        seconds = self.pace.after(self.total - self.done) if self.pace else None
        return CaseJudged(case, stored, result, self.done, self.total, seconds)

    @property
    def summary(self) -> Summary:
        """Of single verdicts; ``collapse`` puts the repeats of a case together."""
        verdicts = [
            (self._cases[key].expected, s.verdict) for key, of in self.answers.items() for s in of
        ]
        return summarise((e, v, outcome(e, v)) for e, v in verdicts)

    def _keep(self, case: Case, stored: StoredVerdict) -> None:
        self.answers.setdefault(case.id, []).append(stored)
        self._taken.setdefault(case.id, set()).add(stored.repeat)
        self.done += 1


def _is_cancelled(stored: StoredVerdict) -> bool:
    return stored.verdict.status is VerdictStatus.CANCELLED


class Pace:
    """Time left: the mean interval of the last 20 verdicts, times what is left."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._times = deque((clock(),), maxlen=21)

    def after(self, left: int) -> float | None:
        self._times.append(self._clock())
        intervals = len(self._times) - 1
        if intervals < 3:
            return None
        return (self._times[-1] - self._times[0]) / intervals * left

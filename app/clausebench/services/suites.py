"""Run the cases of a policy and count how they fared."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case, Expectation, Outcome, outcome
from clausebench.domain.clause import Decision
from clausebench.domain.judging import EngineEvent
from clausebench.domain.metrics import Summary, summarise
from clausebench.domain.repeats import collapse_verdicts
from clausebench.domain.run import Run, RunKind, RunSettings, StoredVerdict
from clausebench.domain.verdict import Verdict, VerdictStatus
from clausebench.services.asking import Prepared, Question, Replied, ask_many, prepare
from clausebench.services.judging import Judging
from clausebench.services.recording import Subject, recorded_run
from clausebench.storage.runs import RunTable


@dataclass(frozen=True, slots=True)
class RunStarted:
    """The run has its place in history."""

    run: Run


@dataclass(frozen=True, slots=True)
class CaseStarted:
    """The ``index``-th of ``total`` begins; counts from 1, repeats counted as cases."""

    case: Case
    index: int
    total: int


@dataclass(frozen=True, slots=True)
class CaseJudged:
    """The ``index``-th verdict is kept. ``seconds_left`` is estimated from the third on."""

    case: Case
    stored: StoredVerdict
    outcome: Outcome
    index: int
    total: int
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class RunFinished:
    """The last event. A cancelled run's summary counts what was judged."""

    run: Run
    summary: Summary


SuiteEvent = EngineEvent | RunStarted | CaseStarted | CaseJudged | RunFinished


class Suites:
    """Runs suites with the engine that ``judging`` uses."""

    def __init__(
        self, judging: Judging, runs: RunTable, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._judging = judging
        self._runs = runs
        self._clock = clock

    def run(
        self, subject: Subject, cases: Sequence[Case], settings: RunSettings, cancel: CancelToken
    ) -> Iterator[SuiteEvent]:
        """Judge every case, ``settings.repeats`` times each. Raises ``EngineError``.

        Verdicts come in any order; the engine judges several cases at once where it can.
        """
        with self._judging.in_use():
            yield from self._run(subject, cases, settings, cancel)

    def _run(
        self, subject: Subject, cases: Sequence[Case], settings: RunSettings, cancel: CancelToken
    ) -> Iterator[SuiteEvent]:
        prepared = prepare(subject.text)
        plan = [(case, repeat) for case in cases for repeat in range(settings.repeats)]
        yield from self._judging.load(cancel)
        engine = self._judging.fingerprint()
        run = recorded_run(self._runs, RunKind.SUITE, subject, engine, settings, len(plan), cancel)
        results: list[tuple[Expectation, Verdict, Outcome]] = []
        with run as open_run:
            yield RunStarted(open_run.run)
            pace = _Pace(len(plan), self._clock)
            for event in self._judge(prepared, plan, settings, cancel):
                if not isinstance(event, Replied):
                    yield event
                    continue
                case, repeat = plan[event.index]
                stored = open_run.keep(event.verdict, case.content, case, repeat)
                if event.verdict.status is VerdictStatus.CANCELLED:
                    continue
                result = outcome(case.expected, event.verdict)
                results.append((case.expected, event.verdict, result))
                done = len(results)
                yield CaseJudged(case, stored, result, done, len(plan), pace.after(done))
        yield RunFinished(open_run.run, summarise(results))

    def _judge(
        self,
        prepared: Prepared,
        plan: Sequence[tuple[Case, int]],
        settings: RunSettings,
        cancel: CancelToken,
    ) -> Iterator[EngineEvent | CaseStarted | Replied]:
        """Each case is announced when the engine first speaks of it."""
        questions = [Question(case.content, repeat) for case, repeat in plan]
        started: set[int] = set()
        for event in ask_many(self._judging.engine, prepared, questions, settings, cancel):
            if event.index is not None and event.index not in started:
                started.add(event.index)
                yield CaseStarted(plan[event.index][0], len(started), len(plan))
            yield event if isinstance(event, Replied) else event.event


class _Pace:
    """Time left: the mean interval of the last 20 verdicts, times what is left."""

    def __init__(self, total: int, clock: Callable[[], float]) -> None:
        self._total = total
        self._clock = clock
        self._times = deque((clock(),), maxlen=21)

    def after(self, done: int) -> float | None:
        self._times.append(self._clock())
        intervals = len(self._times) - 1
        if intervals < 3:
            return None
        return (self._times[-1] - self._times[0]) / intervals * (self._total - done)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case over its repeats. ``shown`` is the first verdict of the majority."""

    case: Case
    verdicts: tuple[Verdict, ...]
    shown: Verdict
    decision: Decision | None
    agreement: float
    outcome: Outcome

    @property
    def status(self) -> VerdictStatus:
        return self.shown.status


@dataclass(frozen=True, slots=True)
class SuiteReport:
    """A run with its repeats collapsed: one result per case, in the order of the cases."""

    results: tuple[CaseResult, ...]
    summary: Summary


def collapse(judged: Sequence[CaseJudged]) -> SuiteReport:
    """Put the repeats of each case together. Without a majority a case has not passed."""
    grouped: dict[str, list[CaseJudged]] = {}
    for event in judged:
        grouped.setdefault(event.case.name, []).append(event)
    results = tuple(_collapse_case(events) for events in grouped.values())
    return SuiteReport(results, summarise((r.case.expected, r.shown, r.outcome) for r in results))


def _collapse_case(events: Sequence[CaseJudged]) -> CaseResult:
    case, verdicts = events[0].case, tuple(e.stored.verdict for e in events)
    found = collapse_verdicts(case.expected, verdicts)
    return CaseResult(case, verdicts, found.shown, found.decision, found.agreement, found.outcome)

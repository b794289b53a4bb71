"""Run the cases of a policy and count how they fared."""

from __future__ import annotations

import statistics
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case, Expectation, Outcome, outcome
from clausebench.domain.clause import Decision
from clausebench.domain.judging import EngineEvent
from clausebench.domain.metrics import Summary, majority, summarise
from clausebench.domain.run import Run, RunKind, RunSettings, StoredVerdict
from clausebench.domain.verdict import Verdict, VerdictStatus
from clausebench.services.asking import Prepared, ask, prepare
from clausebench.services.judging import Judging
from clausebench.services.recording import OpenRun, Subject, recorded_run
from clausebench.storage.runs import RunTable


@dataclass(frozen=True, slots=True)
class RunStarted:
    """The run has its place in history."""

    run: Run


@dataclass(frozen=True, slots=True)
class CaseStarted:
    """Case ``index`` of ``total`` begins; counts from 1, repeats counted as cases."""

    case: Case
    index: int
    total: int


@dataclass(frozen=True, slots=True)
class CaseJudged:
    """A verdict is kept. ``seconds_left`` is an estimate, from the third verdict on."""

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

    def __init__(self, judging: Judging, runs: RunTable) -> None:
        self._judging = judging
        self._runs = runs

    def run(
        self, subject: Subject, cases: Sequence[Case], settings: RunSettings, cancel: CancelToken
    ) -> Iterator[SuiteEvent]:
        """Judge every case, ``settings.repeats`` times each. Raises ``EngineError``."""
        prepared = prepare(subject.text)
        planned = len(cases) * settings.repeats
        yield from self._judging.load(cancel)
        engine = self._judging.fingerprint()
        run = recorded_run(self._runs, RunKind.SUITE, subject, engine, settings, planned, cancel)
        results: list[tuple[Expectation, Verdict, Outcome]] = []
        with run as open_run:
            yield RunStarted(open_run.run)
            pace = _Pace(planned)
            for index, (case, repeat) in enumerate(_plan(cases, settings.repeats), start=1):
                if cancel.is_cancelled:
                    break
                yield CaseStarted(case, index, planned)
                judged = yield from self._judge(prepared, open_run, case, repeat, settings, cancel)
                if judged.verdict.status is VerdictStatus.CANCELLED:
                    break
                result = outcome(case.expected, judged.verdict)
                results.append((case.expected, judged.verdict, result))
                left = pace.after(index, judged.verdict.seconds)
                yield CaseJudged(case, judged, result, index, planned, left)
        yield RunFinished(open_run.run, summarise(results))

    def _judge(
        self,
        prepared: Prepared,
        open_run: OpenRun,
        case: Case,
        repeat: int,
        settings: RunSettings,
        cancel: CancelToken,
    ) -> Generator[EngineEvent, None, StoredVerdict]:
        verdict = yield from ask(
            self._judging.engine, prepared, case.content, settings, repeat, cancel
        )
        return open_run.keep(verdict, case.content, case, repeat)


def _plan(cases: Sequence[Case], repeats: int) -> Iterator[tuple[Case, int]]:
    """All cases once before any of them twice: an interrupted run still covers the suite."""
    for repeat in range(repeats):
        for case in cases:
            yield case, repeat


class _Pace:
    """Time left: the median of the last 20 verdicts, times what is left."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._recent: deque[float] = deque(maxlen=20)

    def after(self, done: int, seconds: float) -> float | None:
        self._recent.append(seconds)
        if len(self._recent) < 3:
            return None
        return statistics.median(self._recent) * (self._total - done)


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
    verdicts = tuple(e.stored.verdict for e in events)
    decision, agreement = majority(v.decision for v in verdicts)
    first = next((e for e in events if e.stored.verdict.decision is decision), events[0])
    is_split = decision is None and any(v.decision for v in verdicts)
    shown = first.stored.verdict
    result = Outcome.FAILED if is_split else first.outcome
    if is_split:
        shown = replace(shown, decision=None)
    return CaseResult(events[0].case, verdicts, shown, decision, agreement, result)

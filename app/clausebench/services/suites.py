"""Run the cases of a policy and count how they fared."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case, Outcome
from clausebench.domain.clause import Decision
from clausebench.domain.errors import BadInputError
from clausebench.domain.metrics import Summary, summarise
from clausebench.domain.repeats import collapse_verdicts
from clausebench.domain.rounds import Ask
from clausebench.domain.run import RunKind, RunSettings
from clausebench.domain.text import text_hash
from clausebench.domain.verdict import Fingerprint, Verdict, VerdictStatus
from clausebench.services.asking import Prepared, Question, Replied, ask_many, prepare
from clausebench.services.judging import Judging
from clausebench.services.recording import OpenRun, Subject, ended_run, recorded_run
from clausebench.services.suite_events import (
    CaseJudged,
    CaseStarted,
    RunFinished,
    RunStarted,
    SuiteEvent,
)
from clausebench.services.suite_tally import Order, Pace, Tally
from clausebench.storage.runs import RunTable

__all__ = [
    "CaseJudged",
    "CaseResult",
    "CaseStarted",
    "RunFinished",
    "RunStarted",
    "SuiteEvent",
    "SuiteReport",
    "Suites",
    "collapse",
]


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
        """Judge every case, ``settings.repeats`` times each, and more often where there is doubt
        and the settings allow it. Raises ``EngineError``.

        Verdicts come in any order; the engine judges several cases at once where it can.
        """
        order = Order(subject, tuple(cases), settings)

        def begin(engine: Fingerprint) -> AbstractContextManager[OpenRun]:
            planned, ids = len(cases) * settings.repeats, [case.id for case in cases]
            return recorded_run(
                self._runs, RunKind.SUITE, subject, engine, settings, planned, cancel, ids
            )

        with self._judging.in_use():
            yield from self._work(order, begin, cancel)

    def go_on(
        self, run_id: str, cases: Sequence[Case], cancel: CancelToken
    ) -> Iterator[SuiteEvent]:
        """Judge what a run that ended before its time has left, under the words and settings it
        began with. ``cases`` are those that there are now; what is gone or was changed is not
        asked any more. Raises ``BadInputError`` if another engine is in use, and as ``run``.
        """
        run = self._runs.get(run_id)
        if not run.status.can_go_on:
            raise BadInputError(
                f"This run cannot go on: it is {run.status.value}.", hint="Start a new one."
            )
        wanted = set(self._runs.case_ids(run_id))
        earlier = tuple(
            s
            for s in self._runs.verdicts(run_id)
            if s.verdict.status is not VerdictStatus.CANCELLED
        )
        subject = Subject(
            self._runs.policy_text(run_id), run.policy_name, run.policy_id, run.version_number
        )
        left = tuple(case for case in cases if case.id in wanted)

        def begin(engine: Fingerprint) -> AbstractContextManager[OpenRun]:
            if engine != run.engine:
                raise BadInputError(
                    f"This run was begun with {run.engine.name}; {engine.name} is in use now.",
                    "Verdicts of two engines do not add up to one run.",
                    "Use the former engine, or start a new run.",
                )
            return ended_run(self._runs, self._runs.resume(run_id), cancel)

        with self._judging.in_use():
            yield from self._work(Order(subject, left, run.settings, earlier), begin, cancel)

    def _work(
        self,
        order: Order,
        begin: Callable[[Fingerprint], AbstractContextManager[OpenRun]],
        cancel: CancelToken,
    ) -> Iterator[SuiteEvent]:
        prepared = prepare(order.subject.text)
        yield from self._judging.load(cancel)
        with begin(self._judging.fingerprint()) as open_run:
            yield RunStarted(open_run.run, order.earlier)
            tally = Tally(order)
            yield from self._take_over(order, tally, open_run)
            tally.pace = Pace(self._clock)
            asks = tally.left()
            while asks and not cancel.is_cancelled:
                yield from self._ask(prepared, asks, order.settings, tally, open_run, cancel)
                asks = tally.next_round()
        yield RunFinished(open_run.run, tally.summary)

    def _ask(
        self,
        prepared: Prepared,
        asks: Sequence[Ask],
        settings: RunSettings,
        tally: Tally,
        open_run: OpenRun,
        cancel: CancelToken,
    ) -> Iterator[SuiteEvent]:
        """One round. Each case is announced when the engine first speaks of it."""
        questions = [Question(ask.case.content, ask.repeat, ask.effort) for ask in asks]
        tally.total = tally.done + len(asks)
        base, started = tally.done, set[int]()
        for event in ask_many(self._judging.engine, prepared, questions, settings, cancel):
            if event.index is not None and event.index not in started:
                started.add(event.index)
                yield CaseStarted(asks[event.index].case, base + len(started), tally.total)
            if not isinstance(event, Replied):
                yield event.event
                continue
            ask = asks[event.index]
            if event.verdict.status is VerdictStatus.CANCELLED:
                continue  # it says nothing about the case, which may be asked again later
            stored = open_run.keep(event.verdict, ask.case.content, ask.case, ask.repeat)
            yield tally.count(ask.case, stored)

    def _take_over(self, order: Order, tally: Tally, open_run: OpenRun) -> Iterator[SuiteEvent]:
        """Answers that were given to the same question before, where they may be taken over."""
        settings = order.settings
        if not (settings.reuses and settings.asks_once):
            return
        known = {
            content_hash: verdict_id
            for run, content_hash, verdict_id in self._runs.answered(
                order.subject.text, open_run.run.engine
            )
            if run.id != open_run.run.id and _asks_alike(run.settings, settings)
        }
        asks = tally.left()
        tally.total = tally.done + len(asks)
        for ask in asks:
            verdict_id = known.get(text_hash(ask.case.content))
            if verdict_id is None or ask.effort is not settings.effort:
                continue
            former = self._runs.verdict(verdict_id)
            source = former.reused_from or former.id
            stored = open_run.keep(former.verdict, ask.case.content, ask.case, ask.repeat, source)
            yield tally.count(ask.case, stored)


def _asks_alike(before: RunSettings, now: RunSettings) -> bool:
    """Whether an answer of one run could have been given in the other. A seed only draws it."""
    return _asked(before) == _asked(now)


def _asked(settings: RunSettings) -> RunSettings:
    return replace(settings, seed=0, repeats=1, most_repeats=0, careful_effort=None, reuses=False)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case over its repeats. ``shown`` is the first verdict of the majority; ``agreement`` is
    among ``counted`` verdicts, those of the most effort. ``reused`` of them were taken over."""

    case: Case
    verdicts: tuple[Verdict, ...]
    shown: Verdict
    decision: Decision | None
    agreement: float
    outcome: Outcome
    counted: int = 1
    reused: int = 0

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
    return CaseResult(
        case,
        verdicts,
        found.shown,
        found.decision,
        found.agreement,
        found.outcome,
        found.counted,
        sum(e.stored.reused_from is not None for e in events),
    )

"""Judge one content, once or several times, and keep the verdicts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case
from clausebench.domain.judging import (
    EngineEvent,
    EngineStatus,
    Heard,
    Loading,
    RenderedPrompt,
    TokenCount,
)
from clausebench.domain.run import RunKind, RunSettings, StoredVerdict
from clausebench.domain.verdict import Fingerprint
from clausebench.engines.base import Engine
from clausebench.services.asking import Prepared, Question, Replied, ask_many, prepare, request_for
from clausebench.services.recording import OpenRun, Subject, recorded_run
from clausebench.storage.runs import RunTable


@dataclass(frozen=True, slots=True)
class JudgeOrder:
    """One content to judge under one policy text, ``settings.repeats`` times.

    ``measures_certainty`` asks for the chances of all labels, which takes longer.
    """

    policy_text: str
    content: str
    settings: RunSettings
    policy_id: str | None = None
    policy_name: str = ""
    version_number: int | None = None
    case: Case | None = None
    measures_certainty: bool = False

    @property
    def subject(self) -> Subject:
        return Subject(self.policy_text, self.policy_name, self.policy_id, self.version_number)


@dataclass(frozen=True, slots=True)
class RepeatStarted:
    """Repeat ``repeat`` of ``repeats`` begins; counts from 1."""

    repeat: int
    repeats: int


@dataclass(frozen=True, slots=True)
class Judged:
    """The last event of a repeat."""

    stored: StoredVerdict
    repeat: int
    repeats: int


JudgingEvent = EngineEvent | RepeatStarted | Judged


class Judging:
    """Judges with the engine in use, which may be swapped between judgements."""

    def __init__(self, engine: Engine, runs: RunTable) -> None:
        self.engine = engine
        self._runs = runs
        self._free = threading.Condition()
        self._users = 0

    def use(self, engine: Engine) -> None:
        """Take another engine and close the former one, once nobody judges with it any more."""
        with self._free:
            self._free.wait_for(lambda: not self._users)
            former, self.engine = self.engine, engine
        former.close()

    @contextmanager
    def in_use(self) -> Iterator[Engine]:
        """The engine, which stays as long as this lasts."""
        with self._free:
            self._users += 1
        try:
            yield self.engine
        finally:
            with self._free:
                self._users -= 1
                self._free.notify_all()

    @property
    def status(self) -> EngineStatus:
        return self.engine.status

    def fingerprint(self) -> Fingerprint:
        return self.engine.fingerprint()

    def load(self, cancel: CancelToken) -> Iterator[Loading]:
        """Get the engine ready. Raises ``Cancelled`` or ``EngineError``."""
        return self.engine.load(cancel)

    def count_tokens(self, text: str) -> TokenCount:
        return self.engine.count_tokens(text)

    def prompt(self, order: JudgeOrder) -> RenderedPrompt:
        """The exact prompt of the first repeat."""
        prepared = prepare(order.policy_text)
        return self.engine.render(request_for(prepared, order.content, order.settings, 0))

    def judge(self, order: JudgeOrder, cancel: CancelToken) -> Iterator[JudgingEvent]:
        """Judge; the verdicts are kept as one run. Raises ``EngineError``."""
        with self.in_use():
            yield from self._judge(order, cancel)

    def _judge(self, order: JudgeOrder, cancel: CancelToken) -> Iterator[JudgingEvent]:
        prepared = prepare(order.policy_text)
        repeats = order.settings.repeats
        yield from self.engine.load(cancel)
        run = recorded_run(
            self._runs,
            RunKind.SINGLE,
            order.subject,
            self.engine.fingerprint(),
            order.settings,
            repeats,
            cancel,
        )
        with run as open_run:
            yield from _in_turn(self._ask(prepared, order, open_run, cancel), repeats)

    def _ask(
        self, prepared: Prepared, order: JudgeOrder, open_run: OpenRun, cancel: CancelToken
    ) -> Iterator[Heard | Judged]:
        """Verdicts are kept as they come."""
        repeats = order.settings.repeats
        questions = [Question(order.content, repeat) for repeat in range(repeats)]
        for event in ask_many(
            self.engine,
            prepared,
            questions,
            order.settings,
            cancel,
            is_urgent=True,
            measures_certainty=order.measures_certainty,
        ):
            if isinstance(event, Replied):
                stored = open_run.keep(event.verdict, order.content, order.case, event.index)
                yield Judged(stored, event.index + 1, repeats)
            else:
                yield event


def _in_turn(events: Iterator[Heard | Judged], repeats: int) -> Iterator[JudgingEvent]:
    """Repeats are judged at the same time and read one after the other: what comes of the
    later ones waits until the earlier ones are done."""
    turn, started = 1, 0
    kept: dict[int, list[JudgingEvent]] = {}
    for event in events:
        if isinstance(event, Heard) and event.index is None:
            yield event.event
            continue
        repeat, plain = _repeat_of(event)
        kept.setdefault(repeat, []).append(plain)
        while turn in kept:
            if started < turn:
                started = turn
                yield RepeatStarted(turn, repeats)
            ready = kept.pop(turn)
            yield from ready
            turn += isinstance(ready[-1], Judged)


def _repeat_of(event: Heard | Judged) -> tuple[int, JudgingEvent]:
    if isinstance(event, Judged):
        return event.repeat, event
    return (event.index or 0) + 1, event.event

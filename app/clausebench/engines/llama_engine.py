"""The engine with local weights, as the window's process sees it.

Nothing here imports llama.cpp: it lives in the process that ``Host`` keeps.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.errors import EngineCrashedError
from clausebench.domain.judging import (
    Answered,
    EngineEvent,
    EngineRestarted,
    EngineState,
    EngineStatus,
    Heard,
    JudgeRequest,
    Loading,
    RenderedPrompt,
    TokenCount,
)
from clausebench.domain.verdict import Fingerprint, StopReason
from clausebench.domain.weights import KeptWeights
from clausebench.engines.connection import CallStopped, WorkerDied
from clausebench.engines.endings import CrashCount
from clausebench.engines.fitting import fit_to_machine, memory_warning
from clausebench.engines.host import Host
from clausebench.engines.launch import engine_command
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.many import Many, Said
from clausebench.engines.messages import CountTokens, Load, Open, Render

T = TypeVar("T")
_DEFAULTS = LlamaOptions()
_REPORTED_LINES = 5
_QUEUED = 2
"""Contents in the process per slot: one is judged, and one is ready when that is done."""
_SENTENCES = {
    EngineState.NO_WEIGHTS: "The weights file is not there.",
    EngineState.IDLE: "The weights are loaded when something is judged.",
    EngineState.LOADING: "Reading the weights.",
    EngineState.READY: "Ready.",
    EngineState.JUDGING: "Judging.",
    EngineState.STOPPED: "The engine is closed.",
}


class LlamaEngine:
    """Judges with a GGUF file of gpt-oss-safeguard. Implements ``engines.base.Engine``.

    Several threads may judge, count and render at once.

    When its process dies, the content in flight is judged again once in a new one, then answered
    with ``StopReason.CRASHED``. Three deaths in a row within five minutes raise
    ``EngineCrashedError``; a judgement that succeeds in between starts the count anew.
    """

    def __init__(
        self,
        weights: Path,
        options: LlamaOptions = _DEFAULTS,
        *,
        host: Host | None = None,
        clock: Callable[[], float] = time.monotonic,
        kept: Callable[[], KeptWeights | None] = lambda: None,
    ) -> None:
        """``kept`` tells what the weights were when they were verified, if they ever were."""
        self._weights = weights
        self._options = options
        self._host = host or Host(options.command or engine_command())
        self._clock = clock
        self._kept = kept
        self._crashes = CrashCount()
        self._activities: list[EngineState] = []
        self._company: list[Many] = []
        self._loading = threading.Lock()
        self._buried = 0
        self._loaded_in = self._opened_in = 0
        self._slots = 1
        self._fingerprint = Fingerprint("llama", weights.stem, True, (("file", weights.name),))

    @property
    def status(self) -> EngineStatus:
        state = self._state()
        return EngineStatus(state, _SENTENCES[state])

    @property
    def pid(self) -> int | None:
        """The engine's process, while one runs."""
        return self._host.pid

    def fingerprint(self) -> Fingerprint:
        return self._fingerprint

    def load(self, cancel: CancelToken) -> Iterator[Loading]:
        for is_last in (False, True):
            try:
                cancel.check()
                yield from self._load(cancel)
            except CallStopped:
                raise Cancelled from None
            except WorkerDied as death:
                cancel.check()
                self._after_death(death, is_last=is_last)
            else:
                return

    def count_tokens(self, text: str) -> TokenCount:
        return self._ask(CountTokens(text), TokenCount)

    def render(self, request: JudgeRequest) -> RenderedPrompt:
        return self._ask(Render(request), RenderedPrompt)

    def judge(self, request: JudgeRequest, cancel: CancelToken) -> Iterator[EngineEvent]:
        is_answered = False
        for heard in self.judge_many((request,), cancel, is_urgent=True):
            is_answered = isinstance(heard.event, Answered)
            yield heard.event
        if not is_answered:
            yield Said(self._clock).answer(StopReason.CANCELLED)

    def judge_many(
        self, requests: Iterable[JudgeRequest], cancel: CancelToken, *, is_urgent: bool = False
    ) -> Iterator[Heard]:
        many = Many(requests, is_urgent=is_urgent, clock=self._clock)
        while True:
            try:
                yield from self._attempt_many(many, cancel)
            except (Cancelled, CallStopped):
                yield from many.give_up()
                return
            except WorkerDied as death:
                if cancel.is_cancelled or self._host.is_closed:
                    yield from many.give_up()
                    return
                crashed = many.bury()
                self._after_death(death, is_last=False)
                yield from crashed
                if many.is_over():
                    return
                if not crashed:
                    yield Heard(None, _restarted(death))
            else:
                return

    def close(self) -> None:
        self._host.close()

    def _attempt_many(self, many: Many, cancel: CancelToken) -> Iterator[Heard]:
        cancel.check()
        for loading in self._load(cancel):
            yield Heard(None, loading)
        with self._present(many), self._host.calls(cancel) as calls:
            for heard in many.run(calls, _QUEUED * self._slots, cancel):
                if isinstance(heard.event, Answered):
                    self._crashes.clear()
                yield heard

    @contextmanager
    def _present(self, many: Many) -> Iterator[None]:
        """Whoever is in the process at the same time may kill it for the others."""
        with self._doing(EngineState.JUDGING):
            self._company.append(many)
            for one in tuple(self._company):
                one.has_company = len(self._company) > 1
            try:
                yield
            finally:
                self._company.remove(many)

    @contextmanager
    def _doing(self, activity: EngineState) -> Iterator[None]:
        """Several threads may be doing something."""
        self._activities.append(activity)
        try:
            yield
        finally:
            self._activities.remove(activity)

    def _after_death(self, death: WorkerDied, *, is_last: bool) -> None:
        """Count it; raise when the engine cannot be relied on any more.

        Whoever waited for that process comes here: one death counts once.
        """
        is_known, self._buried = self._buried == death.pid, death.pid
        is_too_many = not is_known and self._crashes.add(self._clock())
        if is_too_many or is_last:
            self._crashes.clear()
            raise EngineCrashedError(
                "The engine keeps stopping.",
                " ".join((f"The last time {death.cause}.", *death.log[-_REPORTED_LINES:])),
                "Try again. If it goes on, close other programs or choose other weights.",
            ) from None

    def _load(self, cancel: CancelToken) -> Iterator[Loading]:
        with self._loading:
            if self._was_loaded and self._host.pid is not None:
                return
            self._opened_in = 0
            with self._doing(EngineState.LOADING):
                yield from self._load_anew(cancel)

    def _load_anew(self, cancel: CancelToken) -> Iterator[Loading]:
        options = fit_to_machine(self._options, self._weights)
        self._slots = options.slots
        yield Loading(0.0, memory_warning(self._weights) or "Starting the engine")
        question = Load(str(self._weights), options, self._kept())
        for reply in self._host.call(question, cancel):
            if isinstance(reply, Loading):
                yield reply
            elif isinstance(reply, Fingerprint):
                self._fingerprint = reply
                self._slots = int(dict(reply.details).get("slots", options.slots))
                self._loaded_in = self._opened_in = self._host.generation

    def _ask(self, question: CountTokens | Render, kind: type[T]) -> T:
        """One reply that needs the tokenizer only, so the weights are not read for it."""
        for is_last in (False, True):
            try:
                if self._opened_in != self._host.generation or self._host.pid is None:
                    list(self._host.call(Open(str(self._weights)), CancelToken()))
                    self._opened_in = self._host.generation
                replies = list(self._host.call(question, CancelToken()))
                return next(reply for reply in replies if isinstance(reply, kind))
            except WorkerDied as death:
                self._after_death(death, is_last=is_last)
        raise AssertionError("the last death raises")

    @property
    def _was_loaded(self) -> bool:
        """Whether the latest process had read the weights."""
        return self._loaded_in == self._host.generation > 0

    def _state(self) -> EngineState:
        if self._host.is_closed:
            return EngineState.STOPPED
        activities = tuple(self._activities)
        if activities:
            return activities[-1]
        if self._was_loaded and self._host.pid is not None:
            return EngineState.READY
        return EngineState.IDLE if self._weights.is_file() else EngineState.NO_WEIGHTS


def _restarted(death: WorkerDied) -> EngineRestarted:
    return EngineRestarted(
        f"The engine stopped: {death.cause}. It starts again and judges this content anew."
    )

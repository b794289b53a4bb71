"""One judgement at a time, on the engine lane."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import AppError
from clausebench.domain.judging import (
    EngineState,
    Loading,
    ReadingPolicy,
    ReasoningText,
    TokenCount,
)
from clausebench.services.judging import Judged, JudgeOrder
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Job, Lane
from clausebench.ui.shell import Shell

_UNEXPECTED = "Something unexpected went wrong. Your policy and the sample are safe."


class JudgeFlow(QObject):
    """Says what happens; whether it concerns anybody is the panels' business."""

    arrived = Signal(object)
    """A list of events of the judgement, oldest first."""
    stopping = Signal()
    stopped = Signal()
    failed = Signal(str)
    """One sentence; the banner says more."""
    ended = Signal()
    """However it ended."""
    prompt_rendered = Signal(object)
    tokens_counted = Signal(str, object)
    """The text that was counted, and its exact ``TokenCount``."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._judging = shell.desk.judging
        self._slot = JobSlot(shell.lanes, Lane.ENGINE, self)
        self._slot.progressed.connect(self._on_slot_progressed)
        self._slot.cancelled.connect(self.stopped)
        self._slot.failed.connect(self._on_slot_failed)
        self._slot.settled.connect(self.ended)
        self._rendering = JobSlot(shell.lanes, Lane.ENGINE, self)
        self._rendering.succeeded.connect(self.prompt_rendered)
        self._counting = JobSlot(shell.lanes, Lane.ENGINE, self)
        self._counting.succeeded.connect(self._on_counting_succeeded)

    @property
    def is_judging(self) -> bool:
        return self._slot.job is not None

    def judge(self, order: JudgeOrder) -> None:
        """Start; what was being judged is stopped and forgotten."""
        self._slot.start(lambda cancel: self._judging.judge(order, cancel), title="Judging")

    def stop(self) -> None:
        """Ask for the end; ``stopping`` comes at once, ``stopped`` when the engine is free."""
        if self._slot.job is not None:
            self._slot.cancel()
            self.stopping.emit()

    def drop(self) -> None:
        """The window closes: stop, and announce nothing any more."""
        self._slot.drop()

    def render_prompt(self, order: JudgeOrder) -> None:
        """Ask for the exact prompt."""
        self._rendering.start(lambda _cancel: self._judging.prompt(order))

    def count_tokens(self, text: str) -> None:
        """Count with the model's tokenizer, if there is one at hand."""
        if self._judging.status.state is not EngineState.READY or self.is_judging:
            return

        def work(_cancel: CancelToken) -> tuple[str, TokenCount]:
            return text, self._judging.count_tokens(text)

        self._counting.start(work)

    def _on_slot_progressed(self, events: list[object]) -> None:
        job = self._slot.job
        if job is not None:
            for kind, describe in _DESCRIBERS.items():
                last = next((e for e in reversed(events) if isinstance(e, kind)), None)
                if last is not None:
                    describe(job, last)
        for event in events:
            if isinstance(event, Judged):
                self._show_cost(event)
        self.arrived.emit(events)

    def _show_cost(self, event: Judged) -> None:
        verdict, status = event.stored.verdict, self._shell.status
        if verdict.engine.is_language_model and verdict.seconds > 0:
            tokens = verdict.tokens
            written = tokens.reasoning + tokens.final
            status.show_context(tokens.prompt + written)
            status.show_speed(written / verdict.seconds)

    def _on_counting_succeeded(self, counted: tuple[str, TokenCount]) -> None:
        text, tokens = counted
        if tokens.exact:
            self.tokens_counted.emit(text, tokens)

    def _on_slot_failed(self, error: Exception) -> None:
        self.failed.emit(error.title if isinstance(error, AppError) else _UNEXPECTED)


def _describe_loading(job: Job, event: Loading) -> None:
    job.describe("loading weights", event.fraction)


def _describe_reading(job: Job, event: ReadingPolicy) -> None:
    job.describe("reading the policy", event.done / event.total if event.total else None)


def _describe_reasoning(job: Job, _event: ReasoningText) -> None:
    job.describe("thinking")


_DESCRIBERS: dict[type, Callable[..., None]] = {
    Loading: _describe_loading,
    ReadingPolicy: _describe_reading,
    ReasoningText: _describe_reasoning,
}

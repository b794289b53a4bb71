"""One judgement in the engine's process, from its prompt to its answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import AppError
from clausebench.domain.judging import Answered, EngineEvent
from clausebench.domain.verdict import RawAnswer, StopReason
from clausebench.engines.llama.context import Context, Logits
from clausebench.engines.llama.sequence import EncodedPrompt
from clausebench.harmony.transcript import TextEvent

Ending = AppError | None
Measure = Callable[[Context, int, int], None]
"""Called with the context, the sequence that holds an answer, and one to try things on."""


class Writing(Protocol):
    """What chooses tokens: ``sequence.Sequence``, whose methods these are."""

    pending: tuple[int, ...]

    @property
    def is_done(self) -> bool: ...

    def advance(self, logits: Logits) -> tuple[TextEvent, ...]: ...

    def finish(self) -> tuple[TextEvent, ...]: ...

    def answer(self, stop: StopReason | None, seconds: float) -> RawAnswer: ...

    def close(self) -> None: ...


@dataclass(eq=False, slots=True)
class Job:
    """A question and what has been said to it.

    ``history`` are all tokens after the prefix, evaluated or about to be: a judgement that had
    to give way goes on from there. ``end`` is called once, with the error if there was one;
    every job that was not refused ``tell``s its ``Answered`` before. ``watch`` is called after each
    token and ``measure`` when the answer is complete.
    """

    prompt: EncodedPrompt
    sequence: Writing
    tell: Callable[[EngineEvent], None]
    end: Callable[[Ending], None]
    cancel: CancelToken
    answer_tokens: int
    is_urgent: bool = False
    measure: Measure | None = None
    watch: Measure | None = None
    started: float = field(default_factory=time.monotonic)
    history: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.history = list(self.prompt.suffix)

    @property
    def has_begun(self) -> bool:
        """Whether anything of the answer has been written."""
        return len(self.history) > len(self.prompt.suffix)

    def advance(self, logits: Logits) -> None:
        """Choose the next token and say what became readable."""
        for event in self.sequence.advance(logits):
            self.tell(event)
        self.history += self.sequence.pending

    def finish(self, stop: StopReason | None = None) -> None:
        """Answer with all that was said; ``stop`` when it was not the model that stopped."""
        if stop is not None:
            for event in self.sequence.finish():
                self.tell(event)
        self.sequence.close()
        self.tell(Answered(self.sequence.answer(stop, time.monotonic() - self.started)))
        self.end(None)

    def fail(self, error: AppError) -> None:
        self.sequence.close()
        self.end(error)

"""What the window's process and the engine's process say to each other.

Every message is a frozen value with one JSON form (``domain.plain``), in an envelope that names
its kind and the call it belongs to. Call 0 is nobody's: greetings and pings.
"""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.domain.benchmark import BenchPlan, BenchResult, BenchStep
from clausebench.domain.errors import (
    AppError,
    BadInputError,
    EngineError,
    EngineMissingError,
    PromptTooLongError,
    WeightsError,
)
from clausebench.domain.judging import (
    Answered,
    EngineEvent,
    FinalText,
    JudgeRequest,
    Loading,
    ReadingPolicy,
    ReasoningText,
    RenderedPrompt,
    TokenCount,
)
from clausebench.domain.plain import PlainError, from_plain, to_plain
from clausebench.domain.verdict import Fingerprint
from clausebench.domain.weights import KeptWeights
from clausebench.engines.frames import FrameError
from clausebench.engines.llama.options import LlamaOptions

PROTOCOL = 3
"""Raised when a message changes its meaning: the engine may be a separate program."""


@dataclass(frozen=True, slots=True)
class Open:
    """Read only the weights' tokenizer, which is quick."""

    path: str


@dataclass(frozen=True, slots=True)
class Load:
    """Read the weights. ``kept`` is what they were when they were verified, if they ever were."""

    path: str
    options: LlamaOptions
    kept: KeptWeights | None = None


@dataclass(frozen=True, slots=True)
class Judge:
    """``is_urgent``: somebody waits for it, so others rest meanwhile."""

    request: JudgeRequest
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Measure weights, which need not be loaded."""

    path: str
    options: LlamaOptions
    plan: BenchPlan


@dataclass(frozen=True, slots=True)
class CountTokens:
    text: str


@dataclass(frozen=True, slots=True)
class Render:
    request: JudgeRequest


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop the call of the envelope."""


@dataclass(frozen=True, slots=True)
class Ping:
    """Answered with a ``Pong`` even while the engine computes."""


@dataclass(frozen=True, slots=True)
class Pong:
    pass


@dataclass(frozen=True, slots=True)
class Hello:
    """The engine's first word."""

    protocol: int = PROTOCOL


@dataclass(frozen=True, slots=True)
class Done:
    """The last reply of a call that went well."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The last reply of a call that was cancelled and has nothing to show for it."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The last reply of a call that failed: an ``AppError`` by name, in its own words."""

    error: str
    title: str
    detail: str = ""
    hint: str = ""

    @classmethod
    def of(cls, error: AppError) -> Failed:
        return cls(type(error).__name__, error.title, error.detail, error.hint)

    def as_error(self) -> AppError:
        """The error to raise; a name this version does not know is an ``EngineError``."""
        return _ERRORS.get(self.error, EngineError)(self.title, self.detail, self.hint)


Message = (
    Open
    | Load
    | Judge
    | Benchmark
    | CountTokens
    | Render
    | Cancel
    | Ping
    | Pong
    | Hello
    | Done
    | Stopped
    | Failed
)
Sendable = (
    Message | EngineEvent | BenchStep | BenchResult | TokenCount | RenderedPrompt | Fingerprint
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message and the number of the call it belongs to."""

    call: int
    message: Sendable

    def to_plain(self) -> dict[str, object]:
        """The JSON form."""
        kind = type(self.message).__name__
        return {"call": self.call, "kind": kind, "value": to_plain(self.message)}

    @classmethod
    def from_plain(cls, data: object) -> Envelope:
        """Raises ``FrameError`` for anything that is not an envelope."""
        if not isinstance(data, dict):
            raise FrameError("an envelope is an object")
        kind = _KINDS.get(str(data.get("kind")))
        call = data.get("call")
        if kind is None or not isinstance(call, int):
            raise FrameError("an envelope names its kind and its call")
        try:
            return cls(call, from_plain(kind, data.get("value")))
        except PlainError:
            # Its message may quote the value.
            raise FrameError(f"not a {kind.__name__}") from None


_ERRORS: dict[str, type[AppError]] = {
    error.__name__: error
    for error in (
        *(BadInputError, EngineError, EngineMissingError, PromptTooLongError),
        WeightsError,
    )
}
_KINDS: dict[str, type[Sendable]] = {
    kind.__name__: kind
    for kind in (
        *(Open, Load, Judge, Benchmark, BenchStep, BenchResult, CountTokens, Render, Cancel, Ping),
        *(Pong, Hello, Done, Stopped, Failed),
        *(Loading, ReadingPolicy, ReasoningText, FinalText, Answered),
        *(TokenCount, RenderedPrompt, Fingerprint),
    )
}

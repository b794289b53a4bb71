"""The one shape every engine has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import (
    EngineEvent,
    EngineStatus,
    JudgeRequest,
    Loading,
    RenderedPrompt,
    TokenCount,
)
from clausebench.domain.verdict import Fingerprint


@runtime_checkable
class Engine(Protocol):
    """A thing that judges.

    Thread contract: ``load``, ``judge``, ``count_tokens`` and ``render`` are called from one
    thread at a time (the engine lane); ``status``, ``cancel`` through the token, and ``close``
    may be called from any thread. ``judge`` yields events and ends with exactly one
    ``Answered``, also when cancelled (``StopReason.CANCELLED``, with the text so far) and when
    the engine crashed twice on this content (``StopReason.CRASHED``). It raises ``EngineError``
    only for what no retry can mend: no weights, a prompt that does not fit, no engine.
    ``judge`` loads first when needed, so calling ``load`` is optional.
    """

    @property
    def status(self) -> EngineStatus: ...

    def fingerprint(self) -> Fingerprint:
        """What judges; complete once loaded."""
        ...

    def load(self, cancel: CancelToken) -> Iterator[Loading]:
        """Get ready. Raises ``Cancelled`` or ``EngineError``."""
        ...

    def count_tokens(self, text: str) -> TokenCount: ...

    def render(self, request: JudgeRequest) -> RenderedPrompt:
        """The exact prompt that ``judge`` would evaluate."""
        ...

    def judge(self, request: JudgeRequest, cancel: CancelToken) -> Iterator[EngineEvent]: ...

    def close(self) -> None:
        """Free everything; no process of this engine is left."""
        ...

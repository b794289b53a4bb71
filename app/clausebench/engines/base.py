"""The one shape every engine has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import (
    EngineEvent,
    EngineStatus,
    Heard,
    JudgeRequest,
    Loading,
    RenderedPrompt,
    TokenCount,
)
from clausebench.domain.verdict import Fingerprint


@runtime_checkable
class Engine(Protocol):
    """A thing that judges.

    Thread contract: everything may be called from any thread, also at once. A window judges a
    sample while it runs a suite; ``close`` ends what is going on.

    ``judge`` yields events and ends with exactly one ``Answered``, also when cancelled
    (``StopReason.CANCELLED``, with the text so far) and when the engine crashed twice on this
    content (``StopReason.CRASHED``). It raises ``EngineError`` only for what no retry can mend: no
    weights, a prompt that does not fit, no engine. ``judge`` loads first when needed, so calling
    ``load`` is optional.
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

    def judge_many(
        self, requests: Iterable[JudgeRequest], cancel: CancelToken, *, is_urgent: bool = False
    ) -> Iterator[Heard]:
        """Judge several contents, at the same time where that is faster.

        Each request is taken when the engine is ready for it, and each that was taken has one
        ``Answered``, in any order; after a cancel no more are taken. Raises as ``judge``.
        ``is_urgent``: somebody waits for these, so others rest meanwhile.
        """
        ...

    def close(self) -> None:
        """Free everything; no process of this engine is left."""
        ...


def one_by_one(
    engine: Engine, requests: Iterable[JudgeRequest], cancel: CancelToken
) -> Iterator[Heard]:
    """``judge_many`` for an engine that gains nothing from several contents at once."""
    for index, request in enumerate(requests):
        if cancel.is_cancelled:
            return
        for event in engine.judge(request, cancel):
            yield Heard(index, event)

"""An engine whose answers a test speaks: real events, no model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import (
    Answered,
    EngineEvent,
    EngineState,
    EngineStatus,
    FinalText,
    Heard,
    JudgeRequest,
    Loading,
    ReadingPolicy,
    ReasoningText,
    RenderedPrompt,
    TokenCount,
)
from clausebench.domain.verdict import Fingerprint, RawAnswer, StopReason, TokenCounts
from clausebench.engines.base import one_by_one

Speak = Callable[[JudgeRequest], RawAnswer]


def answer(
    final: str,
    reasoning: str = "The content breaks no rule.",
    *,
    stop: StopReason = StopReason.COMPLETE,
    flags: tuple[str, ...] = (),
    measured: float | None = None,
) -> RawAnswer:
    """A raw answer as a language model gives it."""
    counts = TokenCounts(100, len(reasoning.split()), len(final.split()))
    return RawAnswer(reasoning, final, stop, counts, 0.5, flags, measured)


def rationale(violation: int, category: str | None = None, *rules: str) -> str:
    """A final answer in the default contract."""
    import json

    return json.dumps(
        {
            "violation": violation,
            "policy_category": category,
            "rule_ids": list(rules),
            "confidence": "high",
            "rationale": "It says so.",
        }
    )


class SpokenEngine:
    """Answers with ``speak(request)``; remembers what it was asked."""

    def __init__(self, speak: Speak) -> None:
        self._speak = speak
        self.requests: list[JudgeRequest] = []
        self.is_closed = False

    @property
    def status(self) -> EngineStatus:
        return EngineStatus(EngineState.READY, "ready")

    def fingerprint(self) -> Fingerprint:
        return Fingerprint("spoken", "spoken by a test", True, (("weights", "none"),))

    def load(self, cancel: CancelToken) -> Iterator[Loading]:
        cancel.check()
        yield Loading(1.0, "ready")

    def count_tokens(self, text: str) -> TokenCount:
        return TokenCount(len(text.split()), exact=True)

    def render(self, request: JudgeRequest) -> RenderedPrompt:
        return RenderedPrompt(f"{request.policy_text}|{request.content}", (1, 2, 3), 2)

    def judge(self, request: JudgeRequest, cancel: CancelToken) -> Iterator[EngineEvent]:
        self.requests.append(request)
        yield ReadingPolicy(1, 1)
        if cancel.is_cancelled:
            yield Answered(answer("", "", stop=StopReason.CANCELLED))
            return
        given = self._speak(request)
        yield ReasoningText(given.reasoning)
        yield FinalText(given.final)
        yield Answered(given)

    def judge_many(
        self, requests: Iterable[JudgeRequest], cancel: CancelToken, *, is_urgent: bool = False
    ) -> Iterator[Heard]:
        return one_by_one(self, requests, cancel)

    def close(self) -> None:
        self.is_closed = True

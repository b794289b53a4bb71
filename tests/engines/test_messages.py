"""Messages between the processes."""

from __future__ import annotations

import json

import pytest

from clausebench.domain.benchmark import BenchPlan, BenchResult, BenchStep, SlotSpeed, Speed
from clausebench.domain.errors import EngineError, PromptTooLongError, WeightsError
from clausebench.domain.judging import (
    Answered,
    FinalText,
    JudgeRequest,
    Loading,
    ReadingPolicy,
    ReasoningText,
    RenderedPrompt,
    TokenCount,
)
from clausebench.domain.verdict import Fingerprint, RawAnswer, StopReason, TokenCounts
from clausebench.domain.weights import KeptWeights
from clausebench.engines.frames import FrameError
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.messages import (
    Benchmark,
    Cancel,
    CountTokens,
    Done,
    Envelope,
    Failed,
    Hello,
    Judge,
    Load,
    Open,
    Ping,
    Pong,
    Render,
    Sendable,
    Stopped,
)

REQUEST = JudgeRequest("policy", "lone \ud800 and 🐢", label_texts=("0", "1"))
ANSWER = RawAnswer("why", "1", StopReason.COMPLETE, TokenCounts(1, 2, 3), 0.5, ("x",), 0.9)
KEPT = KeptWeights("/w.gguf", 3, ("ab", "cd"), name="weights")
SPEED = Speed(2.0, 1.0)
RESULT = BenchResult(1.0, SPEED, SPEED, (SlotSpeed(4, 1.0, 2.0, 1.5),), 2.0, 1.0, None, 10.0, 20.0)
MESSAGES: tuple[Sendable, ...] = (
    *(Open("/w.gguf"), Load("/w.gguf", LlamaOptions(), KEPT), Judge(REQUEST)),
    *(CountTokens("text"), Render(REQUEST), Cancel(), Ping(), Pong(), Hello(), Done(), Stopped()),
    *(Failed("EngineError", "t", "d", "h"), Loading(0.5, "m"), ReadingPolicy(1, 2, 0)),
    *(Benchmark("/w.gguf", LlamaOptions(), BenchPlan()), BenchStep("s"), RESULT),
    *(ReasoningText("r"), FinalText("f"), Answered(ANSWER), TokenCount(3, True)),
    *(RenderedPrompt("p", (1, 2), 1), Fingerprint("llama", "w", True, (("a", "b"),))),
)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda m: type(m).__name__)
def test_every_message_survives_the_pipe(message: Sendable) -> None:
    sent = json.dumps(Envelope(7, message).to_plain())
    assert Envelope.from_plain(json.loads(sent)) == Envelope(7, message)


@pytest.mark.parametrize(
    "data",
    [
        *([], "x", {}, {"kind": "Ping"}, {"kind": "Ping", "call": "1", "value": {}}),
        *({"kind": "os.system", "call": 1, "value": {}}, {"kind": "Judge", "call": 1}),
        {"kind": "CountTokens", "call": 1, "value": {"text": ["secret words"]}},
    ],
)
def test_anything_else_is_a_frame_error_that_quotes_nothing(data: object) -> None:
    with pytest.raises(FrameError) as caught:
        Envelope.from_plain(data)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("kind", [EngineError, WeightsError, PromptTooLongError])
def test_an_error_is_raised_over_here_as_it_was_over_there(kind: type[EngineError]) -> None:
    error = Failed.of(kind("title", "detail", "hint")).as_error()
    assert type(error) is kind
    assert (error.title, error.detail, error.hint) == ("title", "detail", "hint")


def test_an_unknown_error_is_still_an_engine_error() -> None:
    assert type(Failed("SomethingNewError", "title").as_error()) is EngineError

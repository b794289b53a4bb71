"""Replaying transcripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.engines import judged
from tests.support.transcripts import CONTENT, POLICY, line

from clausebench.domain.cancel import CancelToken
from clausebench.domain.effort import Effort
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.judging import Answered, EngineState, JudgeRequest, ReasoningText
from clausebench.domain.verdict import StopReason, TokenCounts
from clausebench.engines.recorded import RecordedEngine

Replay = Callable[..., RecordedEngine]


@pytest.fixture
def replay(tmp_path: Path) -> Replay:
    """An engine on a file with these lines."""

    def make(*lines: str) -> RecordedEngine:
        path = tmp_path / "answers.jsonl"
        path.write_text("\n".join(lines), "utf-8")
        return RecordedEngine(path)

    return make


def test_it_says_what_was_recorded(replay: Replay) -> None:
    tokens = {"prompt": 9, "reasoning": 5, "final": 1, "total": 15}
    engine = replay(line(reasoning="It is spam." * 30, final="1", tokens=tokens, seconds=2.5))
    answer, events = judged(engine, JudgeRequest(POLICY, CONTENT))
    assert (answer.reasoning, answer.final) == ("It is spam." * 30, "1")
    assert (answer.tokens, answer.seconds) == (TokenCounts(9, 5, 1), 2.5)
    assert answer.reading is answer.measured is None
    assert sum(isinstance(e, ReasoningText) for e in events) > 3


def test_repeats_come_in_turn_by_seed(replay: Replay) -> None:
    engine = replay(line(final="a"), line(final="b"), line(content="other"), line(final="c"))
    finals = [judged(engine, JudgeRequest(POLICY, CONTENT, seed=s))[0].final for s in range(4)]
    assert finals == ["a", "b", "c", "a"]


def test_an_effort_answers_for_itself_only(replay: Replay) -> None:
    engine = replay(line(final="thought", effort="high"))
    high = JudgeRequest(POLICY, CONTENT, Effort.HIGH)
    assert judged(engine, high)[0].final == "thought"
    with pytest.raises(NotFoundError, match="not at low effort"):
        judged(engine, JudgeRequest(POLICY, CONTENT, Effort.LOW))


def test_an_unknown_content_is_never_answered(replay: Replay) -> None:
    engine = replay(line())
    with pytest.raises(NotFoundError, match="other contents") as caught:
        judged(engine, JudgeRequest(POLICY, "secret words"))
    assert "secret" not in str(caught.value)
    assert engine.status.state is EngineState.READY


def test_an_unknown_policy_is_never_answered(replay: Replay) -> None:
    with pytest.raises(NotFoundError, match="nothing under this policy"):
        judged(replay(line()), JudgeRequest(POLICY + " ", CONTENT))


def test_a_truncated_answer_stays_one(replay: Replay) -> None:
    engine = replay(line(stop="final-budget"))
    assert judged(engine, JudgeRequest(POLICY, CONTENT))[0].stop is StopReason.FINAL_BUDGET


def test_a_cancelled_replay_keeps_what_it_said(replay: Replay) -> None:
    cancel = CancelToken()
    said = ""
    for event in replay(line(reasoning="x" * 500)).judge(JudgeRequest(POLICY, CONTENT), cancel):
        if isinstance(event, ReasoningText):
            said += event.text
            cancel.cancel()
        elif isinstance(event, Answered):
            assert event.answer.stop is StopReason.CANCELLED
            assert event.answer.reasoning == said != ""


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    engine = RecordedEngine(tmp_path / "none.jsonl")
    with pytest.raises(BadInputError, match=r"none\.jsonl cannot be read"):
        list(engine.load(CancelToken()))
    assert engine.status.state is EngineState.IDLE


def test_the_fingerprint_says_recorded_and_which_file(replay: Replay) -> None:
    engine = replay(line())
    list(engine.load(CancelToken()))
    fingerprint = engine.fingerprint()
    assert fingerprint.is_language_model
    assert "ecorded" in fingerprint.name
    assert dict(fingerprint.details)["file"] == "answers.jsonl"
    assert len(dict(fingerprint.details)["sha256"]) == 64

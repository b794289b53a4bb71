"""What every engine does alike. A new engine is one more line in ``tests.support.engines``."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.engines import CONTENT, ENGINE_FACTORIES, POLICY, judged

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.errors import EngineError
from clausebench.domain.judging import (
    Answered,
    EngineState,
    FinalText,
    JudgeRequest,
    ReasoningText,
)
from clausebench.domain.verdict import StopReason
from clausebench.engines.base import Engine

MARKS = {"llama": (pytest.mark.llama, pytest.mark.process)}
REQUEST = JudgeRequest(POLICY, CONTENT, label_texts=("0", "1"), seed=5)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("engines")


@pytest.fixture(params=[pytest.param(name, marks=MARKS.get(name, ())) for name in ENGINE_FACTORIES])
def engine(request: pytest.FixtureRequest, folder: Path) -> Iterator[Engine]:
    engine = ENGINE_FACTORIES[request.param](folder)
    yield engine
    engine.close()


def test_it_has_the_shape_of_an_engine(engine: Engine) -> None:
    assert isinstance(engine, Engine)


def test_a_judgement_ends_with_its_only_answer(engine: Engine) -> None:
    answer, events = judged(engine, REQUEST)
    assert [type(e) for e in events].count(Answered) == 1
    assert answer.stop is StopReason.COMPLETE
    assert answer.final
    assert answer.seconds >= 0


def test_the_events_spell_the_answer(engine: Engine) -> None:
    answer, events = judged(engine, REQUEST)
    assert "".join(e.text for e in events if isinstance(e, ReasoningText)) == answer.reasoning
    assert "".join(e.text for e in events if isinstance(e, FinalText)) == answer.final


def test_the_same_question_has_the_same_answer(engine: Engine) -> None:
    first, second = (judged(engine, REQUEST)[0] for _ in range(2))
    assert replace(first, seconds=0.0) == replace(second, seconds=0.0)


def test_a_measured_confidence_is_a_probability(engine: Engine) -> None:
    measured = judged(engine, REQUEST)[0].measured
    assert measured is None or 0 <= measured <= 1


def test_a_cancelled_question_is_answered_as_cancelled(engine: Engine) -> None:
    cancel = CancelToken()
    cancel.cancel()
    answer, _ = judged(engine, REQUEST, cancel)
    assert answer.stop is StopReason.CANCELLED
    assert judged(engine, REQUEST)[0].stop is StopReason.COMPLETE


def test_a_cancelled_load_is_cancelled(engine: Engine) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        list(engine.load(cancel))


def test_many_contents_have_one_answer_each(engine: Engine) -> None:
    answered = [
        heard.index
        for heard in engine.judge_many([REQUEST] * 5, CancelToken())
        if isinstance(heard.event, Answered)
    ]
    assert sorted(answered, key=str) == [0, 1, 2, 3, 4]


def test_after_a_cancel_no_more_are_taken(engine: Engine) -> None:
    cancel, taken = CancelToken(), []

    def requests() -> Iterator[JudgeRequest]:
        for number in range(1000):
            taken.append(number)
            yield REQUEST

    for heard in engine.judge_many(requests(), cancel):
        if isinstance(heard.event, Answered):
            cancel.cancel()
    assert len(taken) < 100


def test_a_sample_is_judged_while_a_suite_runs(engine: Engine) -> None:
    judged(engine, REQUEST)
    answers: list[int | None] = []

    def run_suite() -> None:
        many = engine.judge_many([REQUEST] * 30, CancelToken())
        answers.extend(heard.index for heard in many if isinstance(heard.event, Answered))

    suite = threading.Thread(target=run_suite)
    suite.start()
    samples = [judged(engine, REQUEST)[0].final for _ in range(5)]
    assert engine.count_tokens(POLICY).count
    suite.join()
    assert len(set(samples)) == 1
    assert sorted(answers, key=str) == sorted(range(30), key=str)


def test_loading_makes_progress_and_makes_ready(engine: Engine) -> None:
    fractions = [event.fraction for event in engine.load(CancelToken())]
    assert fractions == sorted(fractions)
    assert all(0 <= fraction <= 1 for fraction in fractions)
    assert engine.status.state is EngineState.READY
    assert engine.status.message


def test_the_fingerprint_names_the_engine_and_is_stable(engine: Engine) -> None:
    list(engine.load(CancelToken()))
    fingerprint = engine.fingerprint()
    judged(engine, REQUEST)
    assert engine.fingerprint() == fingerprint
    assert fingerprint.kind in ENGINE_FACTORIES
    assert fingerprint.name
    assert list(fingerprint.details) == sorted(fingerprint.details)


def test_tokens_are_counted(engine: Engine) -> None:
    none, few, many = (engine.count_tokens(text).count for text in ("", POLICY, POLICY * 3))
    assert 0 == none < few < many


def test_the_prompt_shows_policy_and_content(engine: Engine) -> None:
    prompt = engine.render(REQUEST)
    assert POLICY.strip() in prompt.text
    assert CONTENT in prompt.text
    assert prompt.text.index(POLICY.strip()) < prompt.text.index(CONTENT)


def test_it_may_be_closed_twice_and_from_any_thread(engine: Engine) -> None:
    judged(engine, REQUEST)
    thread = threading.Thread(target=engine.close)
    thread.start()
    thread.join()
    engine.close()
    assert engine.status.state is EngineState.STOPPED
    with pytest.raises(EngineError):
        judged(engine, REQUEST)

"""The engine's process is killed, and the verdict comes all the same."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace

import psutil
import pytest
from tests.support.engines import CONTENT, POLICY, judged

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import (
    EngineCrashedError,
)
from clausebench.domain.judging import (
    Answered,
    EngineEvent,
    EngineRestarted,
    EngineState,
    JudgeRequest,
    ReasoningText,
)
from clausebench.domain.verdict import StopReason
from clausebench.engines.llama_engine import LlamaEngine

pytestmark = [pytest.mark.process, pytest.mark.llama]

REQUEST = JudgeRequest(POLICY, CONTENT, label_texts=("0", "1"))
LONG = replace(REQUEST, max_reasoning_tokens=400)
ENDLESS = replace(REQUEST, max_reasoning_tokens=100_000)
_Events = Generator[EngineEvent, None, None]
MakeEngine = Callable[..., LlamaEngine]


def _kill(engine: LlamaEngine) -> psutil.Process:
    assert engine.pid is not None
    process = psutil.Process(engine.pid)
    process.send_signal(signal.SIGKILL)
    return process


def _kill_idle(engine: LlamaEngine) -> None:
    """Kill it while nobody waits for it, and let that be noticed."""
    _kill(engine)
    for thread in threading.enumerate():
        if thread.name == "engine-reader":
            thread.join()


def _judged_and_killed(
    engine: LlamaEngine, request: JudgeRequest, kills: int
) -> tuple[list[EngineEvent], list[psutil.Process]]:
    """Kill the process at the first word of reasoning, as often as asked."""
    events: list[EngineEvent] = []
    killed: list[psutil.Process] = []
    may_kill = True
    for event in engine.judge(request, CancelToken()):
        if isinstance(event, EngineRestarted):
            may_kill = True
        if isinstance(event, ReasoningText) and may_kill and len(killed) < kills:
            killed.append(_kill(engine))
            may_kill = False
        events.append(event)
    return events, killed


def test_twenty_kills_cost_no_verdict(make_engine: MakeEngine) -> None:
    engine = make_engine("reasons-for-ever")
    for _ in range(20):
        events, killed = _judged_and_killed(engine, LONG, kills=1)
        restarts = [e for e in events if isinstance(e, EngineRestarted)]
        assert [("memory ran out" in e.sentence) for e in restarts] == [True]
        assert isinstance(events[-1], Answered)
        assert (events[-1].answer.final, events[-1].answer.stop) == ("1", StopReason.COMPLETE)
        assert psutil.wait_procs(killed, timeout=2)[1] == []


def test_a_content_that_kills_twice_is_answered_as_crashed(make_engine: MakeEngine) -> None:
    engine = make_engine("reasons-for-ever")
    events, _ = _judged_and_killed(engine, LONG, kills=2)
    assert isinstance(events[-1], Answered)
    assert events[-1].answer.stop is StopReason.CRASHED
    assert events[-1].answer.reasoning.startswith("Step")
    answer, _ = judged(engine, LONG)
    assert answer.final == "1"


def test_three_deaths_in_a_row_stop_the_engine_with_a_report(make_engine: MakeEngine) -> None:
    engine = make_engine("reasons-for-ever")
    _judged_and_killed(engine, LONG, kills=2)
    with pytest.raises(EngineCrashedError) as caught:
        _judged_and_killed(engine, LONG, kills=1)
    assert "memory ran out" in caught.value.detail
    answer, _ = judged(engine, LONG)
    assert answer.final == "1"


def test_a_death_while_loading_is_made_good_once(slow_engine: LlamaEngine) -> None:
    killed: list[psutil.Process] = []
    for event in slow_engine.load(CancelToken()):
        if event.fraction > 0 and not killed:
            killed.append(_kill(slow_engine))
    assert killed
    assert event.fraction == 1.0
    assert slow_engine.status.state is EngineState.READY


def test_weights_that_kill_twice_are_a_crash_with_a_report(slow_engine: LlamaEngine) -> None:
    with pytest.raises(EngineCrashedError, match="memory ran out"):
        _load_and_kill(slow_engine)
    assert slow_engine.status.state is EngineState.IDLE


def _load_and_kill(engine: LlamaEngine) -> None:
    for event in engine.load(CancelToken()):
        if event.fraction > 0:
            _kill(engine)


def test_an_idle_death_is_not_noticed(make_engine: MakeEngine) -> None:
    engine = make_engine("binary")
    judged(engine, REQUEST)
    _kill_idle(engine)
    answer, events = judged(engine, REQUEST)
    assert answer.final == "1"
    assert not [e for e in events if isinstance(e, EngineRestarted)]


def test_counting_tokens_survives_a_death(make_engine: MakeEngine) -> None:
    engine = make_engine("binary")
    assert engine.count_tokens("zzbad").count == 1
    _kill_idle(engine)
    assert engine.count_tokens("zzbad").count == 1


def test_the_fingerprint_is_complete_once_loaded(make_engine: MakeEngine) -> None:
    engine = make_engine("binary")
    assert "sha256" not in dict(engine.fingerprint().details)
    list(engine.load(CancelToken()))
    complete = engine.fingerprint()
    assert {"sha256", "size", "llama-cpp-python", "threads"} <= set(dict(complete.details))
    _kill_idle(engine)
    judged(engine, REQUEST)
    assert engine.fingerprint() == complete


def test_contents_judged_together_survive_many_kills(make_engine: MakeEngine) -> None:
    """Everybody is answered once, by a verdict, wherever the process was killed."""
    engine = make_engine("reasons-for-ever")
    contents = [f"{'zzbad' if number % 2 else 'nice'} {number}" for number in range(130)]
    requests = [replace(LONG, content=content, max_reasoning_tokens=30) for content in contents]
    answers: dict[int, str] = {}
    killed, since = 0, 0
    for heard in engine.judge_many(requests, CancelToken()):
        if isinstance(heard.event, Answered):
            assert heard.index is not None
            assert heard.index not in answers
            assert heard.event.answer.stop is StopReason.COMPLETE
            answers[heard.index] = heard.event.answer.final
            since += 1
        elif isinstance(heard.event, ReasoningText) and since > 8 and killed < 20:
            # By now everybody who was there at the last death has been cleared.
            _kill(engine)
            killed, since = killed + 1, 0
    assert killed >= 8
    assert [answers[i] for i in range(130)] == ["0", "1"] * 65


def test_only_the_content_that_kills_is_answered_as_crashed(make_engine: MakeEngine) -> None:
    engine = make_engine("reasons-for-ever")
    requests = [replace(LONG, content=f"zzbad {n}", max_reasoning_tokens=60) for n in range(6)]
    stops: dict[int, StopReason] = {}
    for heard in engine.judge_many(requests, CancelToken()):
        if isinstance(heard.event, Answered) and heard.index is not None:
            stops[heard.index] = heard.event.answer.stop
        elif heard.index == 1 and isinstance(heard.event, ReasoningText) and engine.pid:
            _kill(engine)
    assert stops == {n: StopReason.CRASHED if n == 1 else StopReason.COMPLETE for n in range(6)}


def test_a_cancel_answers_what_was_taken_and_takes_no_more(make_engine: MakeEngine) -> None:
    engine, cancel, taken = make_engine("reasons-for-ever"), CancelToken(), []

    def endless() -> Iterator[JudgeRequest]:
        for number in range(1000):
            taken.append(number)
            yield replace(ENDLESS, content=f"zzbad {number}")

    answered: list[int | None] = []
    for heard in engine.judge_many(endless(), cancel):
        if isinstance(heard.event, ReasoningText):
            cancel.cancel()
        if isinstance(heard.event, Answered):
            assert heard.event.answer.stop is StopReason.CANCELLED
            answered.append(heard.index)
    assert sorted(answered, key=str) == sorted(taken, key=str)
    assert len(taken) < 20


def test_one_death_counts_once_however_many_waited(make_engine: MakeEngine) -> None:
    """A suite and a sample are judged at once; three kills of both are not six."""
    engine = make_engine("reasons-for-ever")
    judged(engine, LONG)
    suite = [replace(LONG, content=f"zzbad {n}") for n in range(12)]
    finals: list[str] = []

    def run_suite() -> None:
        events = (heard.event for heard in engine.judge_many(suite, CancelToken()))
        finals.extend(e.answer.final for e in events if isinstance(e, Answered))

    thread = threading.Thread(target=run_suite)
    thread.start()
    for _ in range(2):
        events, _ = _judged_and_killed(engine, LONG, kills=1)
        assert isinstance(events[-1], Answered)
        assert events[-1].answer.final == "1"
    thread.join()
    assert finals == ["1"] * 12

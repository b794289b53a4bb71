"""The engine as the window's process sees it: it survives whatever happens over there."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from tests.support.engines import CONTENT, POLICY, judged
from tests.support.gguf_maker import scripted_weights

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.errors import (
    EngineError,
    EngineMissingError,
    PromptTooLongError,
    WeightsError,
)
from clausebench.domain.judging import (
    Answered,
    EngineEvent,
    EngineState,
    JudgeRequest,
    Loading,
    ReadingPolicy,
    ReasoningText,
)
from clausebench.domain.verdict import StopReason
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama_engine import LlamaEngine

pytestmark = [pytest.mark.process, pytest.mark.llama]

REQUEST = JudgeRequest(POLICY, CONTENT, label_texts=("0", "1"))
LONG = replace(REQUEST, max_reasoning_tokens=400)
ENDLESS = replace(REQUEST, max_reasoning_tokens=100_000)
_Events = Generator[EngineEvent, None, None]
MakeEngine = Callable[..., LlamaEngine]


def test_counting_needs_no_loaded_weights(make_engine: MakeEngine) -> None:
    engine = make_engine("binary")
    assert engine.count_tokens("zzbad zzbad").exact
    assert engine.status.state is EngineState.IDLE
    prompt = engine.render(REQUEST)
    assert prompt.token_ids is not None
    assert CONTENT in prompt.text


def test_a_cancel_before_the_start_touches_nothing(make_engine: MakeEngine) -> None:
    engine, cancel = make_engine("binary"), CancelToken()
    cancel.cancel()
    answer, events = judged(engine, REQUEST, cancel)
    assert (answer.stop, len(events), engine.pid) == (StopReason.CANCELLED, 1, None)


def test_a_cancel_while_loading_stops_the_load(slow_engine: LlamaEngine) -> None:
    engine, cancel = slow_engine, CancelToken()
    loading = engine.load(cancel)
    while (event := next(loading)).fraction == 0:
        pass
    cancel.cancel()
    with pytest.raises(Cancelled):
        list(loading)
    assert event.fraction < 0.9
    assert engine.status.state is EngineState.IDLE
    assert engine.count_tokens("zzbad").count == 1
    answer, _ = judged(engine, REQUEST, cancel)
    assert answer.stop is StopReason.CANCELLED


def test_a_cancel_while_the_prompt_is_read_stops_soon(make_engine: MakeEngine) -> None:
    engine, cancel = make_engine("binary"), CancelToken()
    long = replace(REQUEST, content="pills " * 15_000)
    reached = 0
    for event in engine.judge(long, cancel):
        if isinstance(event, ReadingPolicy) and event.done:
            cancel.cancel()
            reached = event.done
            total = event.total
    assert isinstance(event, Answered)
    assert event.answer.stop is StopReason.CANCELLED
    assert reached < total / 2
    assert judged(engine, REQUEST)[0].final == "1"


def test_a_cancel_while_it_writes_keeps_the_text(make_engine: MakeEngine) -> None:
    engine, cancel, said = make_engine("reasons-for-ever"), CancelToken(), ""
    for event in engine.judge(ENDLESS, cancel):
        if isinstance(event, ReasoningText):
            said += event.text
            cancel.cancel()
    assert isinstance(event, Answered)
    assert (event.answer.stop, event.answer.reasoning) == (StopReason.CANCELLED, said)


def test_a_reader_that_leaves_early_stops_the_judgement(make_engine: MakeEngine) -> None:
    engine = make_engine("reasons-for-ever")
    with contextlib.closing(cast(_Events, engine.judge(ENDLESS, CancelToken()))) as events:
        while not isinstance(next(events), ReasoningText):
            pass
    assert engine.status.state is EngineState.READY
    answer, _ = judged(engine, LONG)
    assert answer.final == "1"


def test_closing_from_another_thread_ends_the_judgement(make_engine: MakeEngine) -> None:
    engine = make_engine("reasons-for-ever")
    closing = threading.Thread(target=engine.close)
    for event in engine.judge(ENDLESS, CancelToken()):
        if isinstance(event, ReasoningText) and closing.ident is None:
            closing.start()
    closing.join()
    assert isinstance(event, Answered)
    assert event.answer.stop is StopReason.CANCELLED
    assert engine.status.state is EngineState.STOPPED
    with pytest.raises(EngineError, match="closed"):
        judged(engine, REQUEST)


def test_the_status_follows_the_work(make_engine: MakeEngine) -> None:
    engine = make_engine("binary")
    seen = [engine.status.state]
    seen += [engine.status.state for _ in engine.load(CancelToken())]
    seen.append(engine.status.state)
    seen += [engine.status.state for _ in engine.judge(REQUEST, CancelToken())]
    seen.append(engine.status.state)
    engine.close()
    seen.append(engine.status.state)
    assert list(dict.fromkeys(seen)) == [
        *(EngineState.IDLE, EngineState.LOADING, EngineState.READY),
        *(EngineState.JUDGING, EngineState.STOPPED),
    ]
    assert seen[-2] is EngineState.READY


def test_the_weights_are_loaded_once(make_engine: MakeEngine) -> None:
    engine = make_engine("binary")
    assert list(engine.load(CancelToken()))
    assert list(engine.load(CancelToken())) == []
    _, events = judged(engine, REQUEST)
    assert not [e for e in events if isinstance(e, Loading)]


def test_missing_weights_are_named(tmp_path: Path) -> None:
    engine = LlamaEngine(tmp_path / "none.gguf")
    assert engine.status.state is EngineState.NO_WEIGHTS
    with pytest.raises(WeightsError, match=r"none\.gguf"):
        list(engine.load(CancelToken()))
    engine.close()


def test_a_python_without_llama_cpp_is_told_what_to_install(weights_folder: Path) -> None:
    start = "import sys; sys.modules['llama_cpp'] = None; "
    start += "from clausebench.engines.worker import main; main()"
    options = LlamaOptions(command=(sys.executable, "-c", start))
    engine = LlamaEngine(scripted_weights(weights_folder, "binary"), options)
    with pytest.raises(EngineMissingError, match="pip install llama-cpp-python"):
        judged(engine, REQUEST)
    engine.close()


def test_a_prompt_that_does_not_fit_leaves_the_engine_ready(weights_folder: Path) -> None:
    weights = scripted_weights(weights_folder, "binary", context_length=2048)
    engine = LlamaEngine(weights, LlamaOptions(threads=1, repack=False))
    short = replace(REQUEST, max_reasoning_tokens=200, max_final_tokens=100)
    with pytest.raises(PromptTooLongError, match="2,048"):
        judged(engine, replace(short, content="x" * 5000))
    assert judged(engine, short)[0].final == "1"
    engine.close()


def test_nothing_of_llama_cpp_is_in_this_process() -> None:
    code = "import sys; import clausebench.engines.llama_engine; print('llama_cpp' in sys.modules)"
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, check=True)
    assert done.stdout.strip() == b"False"

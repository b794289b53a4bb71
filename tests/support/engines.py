"""Every engine, made ready for the contract tests. A new engine is one more line at the end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.support.gguf_maker import scripted_weights

from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import Answered, EngineEvent, JudgeRequest
from clausebench.domain.text import text_hash
from clausebench.domain.verdict import RawAnswer
from clausebench.engines.base import Engine
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama_engine import LlamaEngine
from clausebench.engines.recorded import RecordedEngine
from clausebench.engines.triage import TriageEngine

POLICY = "# Spam\n\n## Violates\n\n- SP2.a posts that sell pills\n\n## Allowed\n\n- SP0.a news\n"
CONTENT = "Buy zzbad pills now."
"""Violates, under the scripted weights' rule on words."""

Factory = Callable[[Path], Engine]


def judged(
    engine: Engine, request: JudgeRequest, cancel: CancelToken | None = None
) -> tuple[RawAnswer, list[EngineEvent]]:
    """The answer, and all events including the one that carried it."""
    events = list(engine.judge(request, cancel or CancelToken()))
    assert isinstance(events[-1], Answered)
    return events[-1].answer, events


def scripted_engine(folder: Path, script: str = "rationale") -> LlamaEngine:
    """llama.cpp in its own process on constructed weights, alike on machines of any size."""
    options = LlamaOptions(threads=1, repack=False, slots=4)
    return LlamaEngine(scripted_weights(folder, script), options)


def recorded_engine(folder: Path) -> RecordedEngine:
    """One transcript, of ``CONTENT`` under ``POLICY``."""
    path = folder / "transcripts.jsonl"
    answer = {"reasoning": "It sells pills, so SP2.a applies.", "final": '{"violation":1}'}
    line = {"policy": text_hash(POLICY), "content": CONTENT, **answer}
    path.write_text(json.dumps(line) + "\n", "utf-8")
    return RecordedEngine(path)


ENGINE_FACTORIES: dict[str, Factory] = {
    "llama": scripted_engine,
    "recorded": recorded_engine,
    "triage": lambda _: TriageEngine(),
}
"""By name. Each takes a folder to put files into and returns an engine for ``POLICY``."""

"""Check weights by six plain cases, and remember the result as long as nothing changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from clausebench.domain.cancel import CancelToken
from clausebench.domain.effort import Effort, Sampler
from clausebench.domain.run import RunSettings
from clausebench.domain.self_test import CASES, POLICY, SelfTest, count
from clausebench.domain.verdict import Fingerprint, Verdict
from clausebench.engines.base import Engine
from clausebench.services.asking import Question, Replied, ask_many, prepare, request_for
from clausebench.services.json_memory import JsonMemory
from clausebench.services.judging import Judging

_KEY = ("sha256", "llama-cpp-python", "device", "repack")
"""What the answers depend on."""
_SETTINGS = RunSettings(effort=Effort.LOW, sampler=Sampler.REPEATABLE)


@dataclass(frozen=True, slots=True)
class CaseChecked:
    """``done`` of ``total`` plain cases are judged."""

    done: int
    total: int


class SelfTests:
    """Results by weights and build, in one file. What cannot be read there is tested again."""

    def __init__(
        self,
        path: Path,
        *,
        now: Callable[[], str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._memory = JsonMemory(path)
        self._now = now
        self._clock = clock

    def recall(self, engine: Fingerprint) -> SelfTest | None:
        """None when these weights have not been tested, or are not loaded yet."""
        return self._memory.recall(_key(engine), SelfTest)

    def of_weights(self, sha256: str) -> SelfTest | None:
        """The latest of weights that need not be loaded, with whatever build and device."""
        if not sha256:
            return None
        tests = self._memory.recall_all(f"llama|{sha256}|", SelfTest)
        return max(tests, key=lambda test: test.at, default=None)

    def run(self, judging: Judging, cancel: CancelToken) -> Generator[CaseChecked, None, SelfTest]:
        """Judge the six cases beside whatever else is judged. Raises ``Cancelled`` and
        ``EngineError``. Nothing of it is kept in history."""
        with judging.in_use() as engine:
            return (yield from self._run(engine, cancel))

    def run_to_end(self, engine: Engine) -> SelfTest:
        """The same for an engine that nobody else uses."""
        running = self._run(engine, CancelToken())
        while True:
            try:
                next(running)
            except StopIteration as finished:
                return finished.value  # type: ignore[no-any-return]

    def _run(self, engine: Engine, cancel: CancelToken) -> Generator[CaseChecked, None, SelfTest]:
        prepared = prepare(POLICY)
        questions = [Question(content) for content, _ in CASES]
        started, verdicts = self._clock(), dict[int, Verdict]()
        for event in ask_many(engine, prepared, questions, _SETTINGS, cancel):
            if isinstance(event, Replied):
                verdicts[event.index] = event.verdict
                yield CaseChecked(len(verdicts), len(CASES))
        cancel.check()
        seconds = max(self._clock() - started, 1e-6)
        right, readable = count([verdicts[index].decision for index in range(len(CASES))])
        written = sum(v.tokens.reasoning + v.tokens.final for v in verdicts.values())
        test = SelfTest(
            right, readable, self._effort_matters(engine), written / seconds, self._now()
        )
        self._memory.keep(_key(engine.fingerprint()), test)
        return test

    def _effort_matters(self, engine: Engine) -> bool:
        prompts = {
            engine.render(request_for(prepare(POLICY), "-", RunSettings(effort=effort), 0)).text
            for effort in Effort
        }
        return len(prompts) == len(Effort)


def _key(engine: Fingerprint) -> str:
    facts = dict(engine.details)
    return "|".join((engine.kind, *(facts.get(name, "") for name in _KEY)))


def is_testable(engine: Fingerprint) -> bool:
    """Local weights that are loaded: their hash is known."""
    return engine.kind == "llama" and "sha256" in dict(engine.details)

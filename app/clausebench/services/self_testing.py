"""Check weights by six plain cases, and remember the result as long as nothing changes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from clausebench.domain.cancel import CancelToken
from clausebench.domain.effort import Effort, Sampler
from clausebench.domain.plain import PlainError, from_plain, to_plain
from clausebench.domain.run import RunSettings
from clausebench.domain.self_test import CASES, POLICY, SelfTest, count
from clausebench.domain.verdict import Fingerprint, Verdict
from clausebench.engines.base import Engine
from clausebench.services.asking import Question, Replied, ask_many, prepare, request_for
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
    """Results by weights and build, in one file. A file that cannot be read or written counts as
    no results: then the test is made again."""

    def __init__(
        self,
        path: Path,
        *,
        now: Callable[[], str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = path
        self._now = now
        self._clock = clock

    def recall(self, engine: Fingerprint) -> SelfTest | None:
        """None when these weights have not been tested, or are not loaded yet."""
        stored = self._read().get(_key(engine))
        try:
            return from_plain(SelfTest, stored) if stored is not None else None
        except PlainError:
            return None

    def newest_of(self, sha256: str) -> SelfTest | None:
        """The newest result for weights on any device and build; ``sha256`` as in fingerprints,
        in hex. None when there is none."""
        found = []
        for key, stored in self._read().items():
            if sha256 and f"|{sha256}|" in key:
                with suppress(PlainError):
                    found.append(from_plain(SelfTest, stored))
        return max(found, key=lambda test: test.at, default=None)

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
        self._keep(engine.fingerprint(), test)
        return test

    def _effort_matters(self, engine: Engine) -> bool:
        prompts = {
            engine.render(request_for(prepare(POLICY), "-", RunSettings(effort=effort), 0)).text
            for effort in Effort
        }
        return len(prompts) == len(Effort)

    def _keep(self, engine: Fingerprint, test: SelfTest) -> None:
        unfinished = self._path.with_suffix(".unfinished")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            unfinished.write_text(
                json.dumps(self._read() | {_key(engine): to_plain(test)}), "utf-8"
            )
            unfinished.replace(self._path)
        except OSError:
            return

    def _read(self) -> dict[str, object]:
        try:
            stored = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return stored if isinstance(stored, dict) else {}


def _key(engine: Fingerprint) -> str:
    facts = dict(engine.details)
    return "|".join((engine.kind, *(facts.get(name, "") for name in _KEY)))


def is_testable(engine: Fingerprint) -> bool:
    """Local weights that are loaded: their hash is known."""
    return engine.kind == "llama" and "sha256" in dict(engine.details)

"""Measure this computer before any weights are here: with small ones, made and deleted again.

llama.cpp runs them in the engine's process as it would run the published ones. What comes out are
rates, from which ``domain.machine`` tells the speed of larger weights.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from clausebench.domain.benchmark import BenchPlan, BenchResult
from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import EngineCrashedError, EngineError
from clausebench.domain.machine import MachineSpeed, ProbeStep, Rates, rates
from clausebench.domain.shape import Shape
from clausebench.domain.sizes import gigabytes
from clausebench.engines.benchmarking import benchmark
from clausebench.engines.fitting import machine, threads_for
from clausebench.engines.launch import engine_command
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.probe_weights import PROBE_SHAPE, write_probe_weights

_FOLDER = "speed-probe-"
_FORGOTTEN = 3600.0
"""Seconds after which a probe's folder belongs to one that was killed."""

_PLAN = BenchPlan(
    policy_tokens=1024,
    content_tokens=1,
    generate=256,
    cases=1,
    slots=(),
    plain=False,
    edits=False,
    seconds=2.0,
)
_WRITTEN = 0.25
"""What part of the time it takes to write the weights; only the bar depends on it."""
_STEPS = 3
"""Those of a benchmark with this plan: weights, policy, answer."""


@dataclass(frozen=True, slots=True)
class Probe:
    """How to measure. ``folder`` is where the weights may be written, a gigabyte for some seconds;
    ``repacks`` measures repacked weights, too."""

    options: LlamaOptions
    folder: Path
    repacks: bool
    shape: Shape = PROBE_SHAPE

    def run(self, cancel: CancelToken, now: str) -> Generator[ProbeStep, None, MachineSpeed]:
        """Takes about ten seconds. ``now`` is UTC. Raises ``Cancelled`` and ``EngineError``."""
        self._check_room()
        middle = 0.6 if self.repacks else 0.9
        with _folder_in(self.folder) as folder:
            weights = Path(folder) / "probe.gguf"
            yield from self._write(weights, cancel)
            first = yield from self._measure(weights, self.options, cancel, (_WRITTEN, middle))
            speed = self._speed(first, now)
            on_processor = replace(self.options, gpu_layers=0)
            if first.card:
                span = (middle, middle + 0.1)
                here = yield from self._measure(weights, on_processor, cancel, span)
                speed = replace(speed, plain=self._rates(here), card_rates=self._rates(first))
            if self.repacks:
                span = (middle + 0.1, 1.0)
                packed = yield from self._measure(weights, on_processor, cancel, span, repack=True)
                speed = replace(speed, repacked=self._rates(packed))
        return speed

    def _speed(self, first: BenchResult, now: str) -> MachineSpeed:
        return MachineSpeed(
            engine_build(self.options),
            machine().processor,
            threads_for(self.options),
            self._rates(first),
            now,
            card=first.card,
            card_free=first.card_free,
        )

    def _check_room(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        size = round(self.shape.size * (1 + self.repacks))
        free = machine().free
        if free < size:
            raise EngineError(
                "There is not enough free memory to measure speed.",
                f"It takes {gigabytes(size)}, and {gigabytes(free)} are free.",
                "Close other programs.",
            )

    def _write(self, weights: Path, cancel: CancelToken) -> Generator[ProbeStep, None, None]:
        said = "Making weights to measure with"
        try:
            for fraction in write_probe_weights(weights, self.shape):
                cancel.check()
                yield ProbeStep(said, fraction * _WRITTEN)
        except OSError as error:
            raise EngineError(
                "Speed cannot be measured.",
                f"{gigabytes(self.shape.size)} in {self.folder} are written for it: "
                f"{error.strerror}.",
                "Make room on the disk.",
            ) from error

    def _measure(
        self,
        weights: Path,
        options: LlamaOptions,
        cancel: CancelToken,
        span: tuple[float, float],
        *,
        repack: bool = False,
    ) -> Generator[ProbeStep, None, BenchResult]:
        """The steps lie within ``span`` of the whole; a benchmark's last event is its result."""
        start, end = span
        options = replace(options, repack=repack)
        try:
            with closing(benchmark(weights, options, _PLAN, cancel)) as events:
                for count, event in enumerate(events):
                    if isinstance(event, BenchResult):
                        return event
                    yield ProbeStep(event.sentence, start + (end - start) * count / _STEPS)
        except EngineCrashedError as error:
            hint = "Measure again. If it stops again, choose another engine program, or none."
            raise EngineCrashedError(error.title, error.detail, hint) from error
        raise AssertionError("a benchmark ends with its result")

    def _rates(self, result: BenchResult) -> Rates:
        return rates(self.shape, result.prefill.p50, result.decode.p50)


def engine_build(options: LlamaOptions) -> str:
    """What computes: the version of llama-cpp-python here, or the other program that is asked.

    That one's version is not known before it runs.
    """
    if options.command not in ((), engine_command()):
        return options.command[0]
    try:
        return f"llama-cpp-python {metadata.version('llama-cpp-python')}"
    except metadata.PackageNotFoundError:
        return ""


def _folder_in(place: Path) -> TemporaryDirectory[str]:
    """A new one. It is not the system's: that is often in memory, and memory is what is short."""
    for left in place.glob(f"{_FOLDER}*"):
        if time.time() - left.stat().st_mtime > _FORGOTTEN:
            shutil.rmtree(left, ignore_errors=True)
    return TemporaryDirectory(prefix=_FOLDER, dir=place, ignore_cleanup_errors=True)

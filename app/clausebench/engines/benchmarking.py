"""Measure weights in an engine process of their own."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from clausebench.domain.benchmark import BenchPlan, BenchResult, BenchStep
from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.errors import EngineCrashedError
from clausebench.engines.connection import CallStopped, WorkerDied
from clausebench.engines.fitting import fit_to_machine
from clausebench.engines.host import Host
from clausebench.engines.launch import engine_command
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.messages import Benchmark


def benchmark(
    weights: Path, options: LlamaOptions, plan: BenchPlan, cancel: CancelToken
) -> Generator[BenchStep | BenchResult, None, None]:
    """The last event is the result. Raises ``Cancelled`` and ``EngineError``."""
    host = Host(options.command or engine_command())
    question = Benchmark(str(weights), fit_to_machine(options, weights), plan)
    try:
        for reply in host.call(question, cancel):
            if isinstance(reply, BenchStep | BenchResult):
                yield reply
    except CallStopped:
        raise Cancelled from None
    except WorkerDied as death:
        raise EngineCrashedError(
            "The engine stopped while it was measured.",
            f"{death.cause[:1].upper()}{death.cause[1:]}.",
            "Try smaller sizes, or other weights.",
        ) from None
    finally:
        host.close()

"""Engines, made as the settings and the command line say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clausebench import paths
from clausebench.domain.benchmark import BenchPlan, BenchResult, BenchStep
from clausebench.domain.cancel import CancelToken
from clausebench.domain.effort import Pacing, Repacking
from clausebench.domain.errors import BadInputError
from clausebench.domain.weights import Manner
from clausebench.engines.base import Engine
from clausebench.settings import Settings, load_settings

if TYPE_CHECKING:
    from clausebench.engines.llama.options import LlamaOptions

_AS_SETTINGS = Manner()


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """What the command line says about the engine. The files it names say which it is."""

    kind: str | None = None
    weights: Path | None = None
    recording: Path | None = None
    slots: int | None = None
    is_exact: bool = False

    @property
    def chosen(self) -> str:
        if self.kind is not None:
            return self.kind
        if self.recording is not None:
            return "recorded"
        return "triage" if self.weights is None else "llama"


def make_engine(choice: EngineChoice, settings: Settings) -> Engine:
    """The engine that the choice names. Raises ``BadInputError``."""
    makers: dict[str, Callable[[EngineChoice, Settings], Engine]] = {
        "triage": _make_triage,
        "llama": _make_llama,
        "recorded": _make_recorded,
    }
    return makers[choice.chosen](choice, settings)


def _make_triage(_choice: EngineChoice, _settings: Settings) -> Engine:
    from clausebench.engines.triage import TriageEngine

    return TriageEngine()


def _make_llama(choice: EngineChoice, settings: Settings) -> Engine:
    from clausebench.engines.llama_engine import LlamaEngine
    from clausebench.engines.weights.shelf import Shelf

    weights = choice.weights or (Path(settings.weights) if settings.weights else None)
    if weights is None:
        raise BadInputError(
            "The engine llama needs a weights file.",
            hint="Name a GGUF file of gpt-oss-safeguard with --weights.",
        )
    shelf = Shelf(paths.models_dir())
    kept = shelf.at(weights)
    options = llama_options(choice, settings, kept.manner if kept else _AS_SETTINGS)
    return LlamaEngine(weights, options, kept=lambda: shelf.at(weights))


def llama_options(
    choice: EngineChoice, settings: Settings, manner: Manner = _AS_SETTINGS
) -> LlamaOptions:
    from clausebench.engines.launch import engine_command
    from clausebench.engines.llama.options import LlamaOptions

    return LlamaOptions(
        slots=_first(choice.slots, manner.slots, settings.slots),
        threads=_first(manner.threads, settings.threads),
        repack={Repacking.ALWAYS: True, Repacking.NEVER: False}.get(
            manner.repack or settings.repack
        ),
        gpu_layers=_first(manner.gpu_layers, settings.gpu_layers),
        strict=choice.is_exact or settings.pacing is Pacing.EXACT,
        digests=str(paths.data_dir()),
        prefixes=str(paths.prefixes_dir()),
        command=engine_command(settings.engine_command),
    )


def _first(*said: int | None) -> int:
    """What was said first; the settings come last and always say something."""
    return next(number for number in said if number is not None)


def run_benchmark(
    weights: Path, plan: BenchPlan, settings: Settings, *, repack: bool | None
) -> Iterator[BenchStep | BenchResult]:
    """Measure weights in an engine process of their own; the last event is the result."""
    from clausebench.engines.benchmarking import benchmark
    from clausebench.engines.launch import engine_command
    from clausebench.engines.llama.options import LlamaOptions

    command = engine_command(settings.engine_command)
    return benchmark(weights, LlamaOptions(repack=repack, command=command), plan, CancelToken())


def _make_recorded(choice: EngineChoice, _settings: Settings) -> Engine:
    from clausebench.engines.recorded import RecordedEngine

    if choice.recording is None:
        raise BadInputError(
            "The engine recorded needs transcripts to replay.",
            hint="Name a JSONL file with --recording.",
        )
    return RecordedEngine(choice.recording)


def current_settings() -> Settings:
    """The user's settings; what cannot be used in the file counts as not said."""
    return load_settings(paths.settings_path())[0]

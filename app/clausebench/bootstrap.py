"""The composition root: the one place that knows everyone."""

from __future__ import annotations

import functools
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from clausebench import __version__, paths
from clausebench.domain.benchmark import BenchPlan, BenchResult, BenchStep
from clausebench.domain.cancel import CancelToken
from clausebench.domain.effort import Pacing, Repacking
from clausebench.domain.errors import BadInputError
from clausebench.domain.judging import RenderedPrompt
from clausebench.domain.run import RunSettings
from clausebench.domain.weights import Manner
from clausebench.engines.base import Engine
from clausebench.services.asking import prepare, request_for
from clausebench.services.desk import Desk
from clausebench.services.doctor import (
    DoctorReport,
    examine_fit,
    examine_machine,
    examine_weights,
    examine_workspace,
)
from clausebench.services.history import History
from clausebench.services.judging import Judging
from clausebench.services.library import Library
from clausebench.services.self_testing import SelfTests
from clausebench.services.suites import Suites
from clausebench.settings import Settings, load_settings
from clausebench.storage.workspace import Workspace

if TYPE_CHECKING:
    from clausebench.engines.llama.options import LlamaOptions
    from clausebench.services.downloads import Downloads
    from clausebench.services.fitting import Fits
    from clausebench.services.models import Models

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


def utc_now() -> datetime:
    return datetime.now(UTC)


def _now() -> str:
    return utc_now().isoformat(timespec="seconds")


def new_id() -> str:
    """26 characters that sort by time: milliseconds, then chance (ULID's alphabet and layout)."""
    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    return "".join(alphabet[number >> shift & 31] for shift in range(125, -1, -5))


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

    weights = choice.weights or (Path(settings.weights) if settings.weights else None)
    if weights is None:
        raise BadInputError(
            "The engine llama needs a weights file.",
            hint="Name a GGUF file of gpt-oss-safeguard with --weights.",
        )
    return LlamaEngine(weights, _llama_options(choice, settings, manner_of(weights)))


def _llama_options(
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


def render_prompt(
    policy_text: str, content: str, choice: EngineChoice, settings: RunSettings
) -> RenderedPrompt:
    """The exact prompt. Weights are loaded only to count with their tokenizer."""
    request = request_for(prepare(policy_text), content, settings, 0)
    engine = make_engine(choice, current_settings())
    try:
        return engine.render(request)
    finally:
        engine.close()


def examine(workspace_path: Path, weights: Path | None, settings: Settings) -> DoctorReport:
    """What ``clausebench doctor`` shows. ``weights`` are loaded and tried, which takes a while."""
    checks = [*examine_machine(__version__), examine_fit(make_fits(settings))]
    checks += examine_workspace(workspace_path, open_workspace)
    if weights is not None:
        engine = make_engine(EngineChoice(weights=weights), settings)
        try:
            checks += examine_weights(engine, make_self_tests())
        finally:
            engine.close()
    return DoctorReport(tuple(checks))


@contextmanager
def open_desk(workspace_path: Path, choice: EngineChoice, settings: Settings) -> Iterator[Desk]:
    """The services over a workspace and an engine, closed at the end."""
    engine = make_engine(choice, settings)
    try:
        workspace = open_workspace(workspace_path)
    except BaseException:
        engine.close()
        raise
    desk = make_desk(workspace, engine, settings)
    try:
        yield desk
    finally:
        desk.close()


def open_workspace(path: Path) -> Workspace:
    """Raises ``WorkspaceError``."""
    return Workspace.open(path, now=utc_now, new_id=new_id, app_version=__version__)


def make_desk(workspace: Workspace, engine: Engine, settings: Settings) -> Desk:
    """The services over what has been opened; ``close`` closes both."""
    judging = Judging(engine, workspace.runs)
    models = functools.cache(lambda: make_models(settings))

    def close() -> None:
        judging.engine.close()
        workspace.close()

    return Desk(
        library=Library(workspace, paths.shipped("policies")),
        judging=judging,
        suites=Suites(judging, workspace.runs),
        history=History(workspace),
        self_tests=make_self_tests(),
        models=models,
        downloads=functools.cache(lambda: make_downloads(models())),
        fits=functools.cache(lambda: make_fits(settings)),
        back_up=workspace.back_up_if_due,
        close=close,
    )


def make_fits(settings: Settings | None = None) -> Fits:
    """Whether weights will work here, with the engine as it is set up (None: as it is stored)."""
    from clausebench.engines.weights.catalogue import read_catalogue
    from clausebench.services.fitting import Fits

    return Fits(
        paths.data_dir(),
        _llama_options(EngineChoice(), settings or current_settings()),
        read_catalogue(paths.shipped("resources") / "models.json"),
        make_self_tests(),
        now=_now,
    )


def make_self_tests() -> SelfTests:
    """What is known of weights lies beside their digests, not in a workspace."""
    path = paths.data_dir() / "self-tests.json"
    return SelfTests(path, now=_now)


def make_models(settings: Settings | None = None) -> Models:
    """Weights on this computer and on hubs. Imported here: most starts need no hub."""
    from clausebench.services.models import Models

    settings = settings or current_settings()
    return Models(
        paths.shipped("resources") / "models.json",
        paths.models_dir(),
        files=Path(settings.models_folder) if settings.models_folder else None,
        now=_now,
    )


def make_downloads(models: Models) -> Downloads:
    """Those that were asked for and are not done."""
    from clausebench.services.downloads import Downloads

    return Downloads(models, paths.models_dir())


def manner_of(weights: Path) -> Manner:
    """What differs from the settings for these weights."""
    from clausebench.engines.weights.shelf import Shelf

    known = {kept.path: kept.manner for kept in Shelf(paths.models_dir()).all()}
    return known.get(str(weights.resolve()), Manner())


def run_window(workspace_path: Path, arguments: Sequence[str]) -> int:
    """Show the window until it is closed; ``arguments`` are paths to open."""
    from clausebench.ui.app import Start
    from clausebench.ui.app import run_window as show

    settings, problems = load_settings(paths.settings_path())

    def change_engine(desk: Desk, settings: Settings) -> None:
        desk.judging.use(make_engine(window_choice(settings), settings))

    @contextmanager
    def desk_with_starters() -> Iterator[Desk]:
        with open_desk(workspace_path, window_choice(settings), settings) as desk:
            desk.library.install_starters()
            yield desk

    return show(desk_with_starters, Start(settings, problems, arguments, change_engine))


def window_choice(settings: Settings) -> EngineChoice:
    """The window judges with the weights in the settings, or without a language model."""
    return EngineChoice(weights=Path(settings.weights) if settings.weights else None)

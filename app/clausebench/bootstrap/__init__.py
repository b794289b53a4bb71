"""The composition root: the one place that knows everyone."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from clausebench import __version__, paths
from clausebench.bootstrap.engines import (
    EngineChoice,
    current_settings,
    make_engine,
    run_benchmark,
)
from clausebench.bootstrap.moments import new_id, utc_now
from clausebench.bootstrap.weights import (
    connection_of,
    files_of,
    make_downloads,
    make_fits,
    make_models,
    make_self_tests,
    make_tokens,
)
from clausebench.domain.judging import RenderedPrompt
from clausebench.domain.run import RunSettings
from clausebench.engines.base import Engine
from clausebench.services.asking import prepare, request_for
from clausebench.services.confronting import Confronting
from clausebench.services.desk import Desk
from clausebench.services.doctor import (
    DoctorReport,
    examine_fit,
    examine_machine,
    examine_weights,
    examine_workspace,
)
from clausebench.services.history import History
from clausebench.services.importing import Importing
from clausebench.services.judging import Judging
from clausebench.services.labelling import Labelling
from clausebench.services.library import Library
from clausebench.services.suites import Suites
from clausebench.settings import Settings, load_settings
from clausebench.storage.workspace import Workspace

__all__ = [
    "EngineChoice",
    "current_settings",
    "examine",
    "make_desk",
    "make_engine",
    "make_fits",
    "make_models",
    "make_tokens",
    "new_id",
    "open_desk",
    "open_workspace",
    "render_prompt",
    "run_benchmark",
    "run_window",
    "utc_now",
    "window_choice",
]


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

    suites, history = Suites(judging, workspace.runs), History(workspace)
    return Desk(
        library=Library(workspace, paths.shipped("policies")),
        labelling=Labelling(workspace),
        judging=judging,
        suites=suites,
        history=history,
        confronting=Confronting(suites, history),
        importing=Importing(workspace),
        self_tests=make_self_tests(),
        models=models,
        downloads=functools.cache(lambda: make_downloads(models())),
        fits=functools.cache(lambda: make_fits(settings)),
        tokens=make_tokens,
        back_up=workspace.back_up_if_due,
        close=close,
    )


def run_window(workspace_path: Path, arguments: Sequence[str]) -> int:
    """Show the window until it is closed; ``arguments`` are paths to open."""
    from clausebench.ui.app import Start
    from clausebench.ui.app import run_window as show

    settings, problems = load_settings(paths.settings_path())

    def change_engine(desk: Desk, settings: Settings) -> None:
        desk.judging.use(make_engine(window_choice(settings), settings))

    def change_network(desk: Desk, settings: Settings) -> None:
        desk.models().configure(connection_of(settings), files_of(settings))

    @contextmanager
    def desk_with_starters() -> Iterator[Desk]:
        with open_desk(workspace_path, window_choice(settings), settings) as desk:
            desk.library.install_starters()
            yield desk

    return show(
        desk_with_starters, Start(settings, problems, arguments, change_engine, change_network)
    )


def window_choice(settings: Settings) -> EngineChoice:
    """The window judges with the weights in the settings, or without a language model."""
    return EngineChoice(weights=Path(settings.weights) if settings.weights else None)

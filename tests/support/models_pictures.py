"""Pictures of Models, the welcome page and the tour in every state, to look at.

``python -m tests.support.models_pictures FOLDER`` (with ``app`` on the path). The hub is on this
machine; the computer is measured for real, which takes some ten seconds.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.support.gguf_maker import random_weights
from tests.support.loopback_hub import REPO, LoopbackHub, loopback_hub
from tests.support.qt import skip_welcome
from tests.support.screenshots import pause, shoot

from clausebench.bootstrap import EngineChoice, open_desk
from clausebench.domain.network import Connection
from clausebench.settings import Settings, ThemeChoice
from clausebench.ui.app import make_application, make_shell, make_window
from clausebench.ui.appearance import Appearance
from clausebench.ui.crash import CrashReporter
from clausebench.ui.main_window import MainWindow
from clausebench.ui.modes import MODES
from clausebench.ui.panels.models.models_mode import ModelsMode
from clausebench.ui.shell import Shell
from clausebench.ui.tour.steps import STEPS

NAME = "gpt-oss-safeguard-20b-MXFP4.gguf"


@dataclass(frozen=True)
class Stage:
    """The window, and the hub it asks."""

    shell: Shell
    window: MainWindow
    hub: LoopbackHub
    shoot: Callable[[str], object]

    @property
    def models(self) -> ModelsMode:
        panel = self.window.panel("models")
        assert isinstance(panel, ModelsMode)
        return panel


def welcome(stage: Stage) -> None:
    page = stage.window.first_steps.welcome()
    pause(400)
    stage.shoot("welcome")
    page.tour.click()
    tour = stage.window.first_steps.tour
    for number in range(len(STEPS)):
        pause(1200)
        stage.shoot(f"tour-{number + 1}")
        tour.card.next.click()


def to_get(stage: Stage) -> None:
    stage.window.enter_mode("models")
    pause(900)
    stage.shoot("models-to-get")
    stage.shell.commands.run("models.measure")
    pause(2500)
    stage.shoot("models-measuring")
    while stage.shell.lanes.jobs:
        pause(200)
    stage.shoot("models-measured")


def found(stage: Stage) -> None:
    stage.shell.commands.run("models.find")
    pause(1500)
    stage.shoot("models-found")
    stage.models.pages.found.use.click()
    pause(1500)
    stage.shoot("models-kept")


def downloads(stage: Stage) -> None:
    models, faults = stage.models, stage.hub.faults
    models.open_repository(REPO)
    pause(900)
    stage.shoot("models-exact")
    faults.rate = 150_000
    models.pages.offer.start.click()
    pause(2500)
    stage.shoot("download-running")
    models.pages.download.hold.click()
    pause(700)
    stage.shoot("download-paused")
    faults.status = 503
    models.pages.download.hold.click()
    pause(1500)
    stage.shoot("download-retrying")
    faults.status = 403
    pause(6000)
    stage.shoot("download-failed")
    faults.status, faults.rate = 0, 0
    models.pages.download.hold.click()
    pause(1500)
    stage.shoot("download-arrived")


def troubles(stage: Stage) -> None:
    models = stage.models
    models.choose("search")
    models.pages.search.field.setText("model")
    models.pages.search.go.click()
    pause(600)
    stage.shoot("models-search")
    stage.hub.faults.status, stage.hub.faults.status_on = 404, "information"
    models.open_repository("org/none")
    pause(600)
    stage.shoot("models-not-found")


def draw(folder: Path, home: Path) -> None:
    """Every state, light and dark, into ``folder``."""
    data = random_weights(home).read_bytes()
    other = home / ".lmstudio" / "models" / "x"
    other.mkdir(parents=True)
    (other / NAME).write_bytes(data)
    appearance = Appearance(make_application())
    settings = Settings(theme=ThemeChoice.LIGHT)
    place = home / "data"
    with (
        loopback_hub({NAME: data}) as hub,
        open_desk(place / "workspace.db", EngineChoice(), settings) as desk,
    ):
        desk.library.install_starters()
        desk.models().configure(Connection(hub.url), None)
        shell = make_shell(appearance, desk, settings, place, place / "settings.toml")
        skip_welcome(shell.session)
        window = make_window(shell, MODES, CrashReporter(place))
        window.resize(1320, 840)
        window.start()
        window.show()
        stage = Stage(shell, window, hub, lambda name: shoot(window, name, folder, appearance))
        for act in (welcome, to_get, found, downloads, troubles):
            act(stage)
        window.close()
        shell.lanes.shutdown()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["HOME"], os.environ["CLAUSEBENCH_HOME"] = scratch, f"{scratch}/data"
        draw(Path(sys.argv[1]), Path(scratch))

"""Every mode holds to the contract: over an empty workspace, and over the starter policies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.support.qt import check_contract, leaked

from clausebench.bootstrap import EngineChoice, open_desk
from clausebench.services.desk import Desk
from clausebench.settings import Settings
from clausebench.ui.jobs import Lanes
from clausebench.ui.modes import MODES
from clausebench.ui.shell import PanelSpec, Shell


@pytest.fixture(params=["empty", "starters"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "workspace.db", EngineChoice(), Settings()) as desk:
        if request.param == "starters":
            desk.library.install_starters()
        yield desk


@pytest.fixture(params=MODES, ids=lambda spec: spec.id)
def spec(request: pytest.FixtureRequest, shell: Shell) -> PanelSpec:
    shell.commands.register(request.param.commands, request.param.hints)
    return request.param


def at_rest(qtbot: QtBot, lanes: Lanes) -> None:
    qtbot.waitUntil(lambda: not lanes.jobs, timeout=10_000)


def test_every_mode_is_named_reachable_and_themed(
    qtbot: QtBot, shell: Shell, spec: PanelSpec
) -> None:
    panel = spec.build(shell)
    qtbot.addWidget(panel)
    panel.resize(1200, 800)
    panel.show()
    getattr(panel, "activated", lambda: None)()
    at_rest(qtbot, shell.lanes)
    check_contract(panel, shell.appearance)
    at_rest(qtbot, shell.lanes)


def test_no_mode_leaves_widgets_behind(qtbot: QtBot, shell: Shell, spec: PanelSpec) -> None:
    def build() -> QWidget:
        panel = spec.build(shell)
        at_rest(qtbot, shell.lanes)
        return panel

    assert leaked(build) == []

"""Models mode over a hub on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from tests.support.hub_desk import hub_desk
from tests.support.loopback_hub import LoopbackHub

from clausebench.ui.panels.models.models_mode import ModelsMode
from clausebench.ui.panels.models.spec import SPEC
from clausebench.ui.shell import Shell

PATIENCE = 15_000


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Any, LoopbackHub]]:
    monkeypatch.setenv("HOME", str(tmp_path))
    with hub_desk(tmp_path) as made:
        yield made


@pytest.fixture
def desk(made: tuple[Any, LoopbackHub]) -> Any:
    return made[0]


@pytest.fixture
def hub(made: tuple[Any, LoopbackHub]) -> LoopbackHub:
    return made[1]


@pytest.fixture
def mode(qtbot: QtBot, shell: Shell) -> ModelsMode:
    shell.commands.register(SPEC.commands, SPEC.hints)
    shell.commands.enter_mode(SPEC.id)
    panel = ModelsMode(shell)
    qtbot.addWidget(panel)
    panel.resize(1100, 760)
    panel.show()
    panel.activated()
    at_rest(qtbot, shell)
    return panel


def until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    qtbot.waitUntil(holds, timeout=PATIENCE)


def at_rest(qtbot: QtBot, shell: Shell) -> None:
    until(qtbot, lambda: not shell.lanes.jobs)


def titles(mode: ModelsMode) -> list[str]:
    """What the list shows, headings included."""
    return [entry.title for entry in mode.list.rows.entries]

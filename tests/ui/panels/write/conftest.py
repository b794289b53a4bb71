"""Write mode over a desk in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from tests.support.fake_desk import fake_desk

from clausebench.ui.panels.write.spec import SPEC
from clausebench.ui.panels.write.write_mode import WriteMode
from clausebench.ui.shell import Shell


@pytest.fixture
def desk() -> Any:
    return fake_desk()


@pytest.fixture
def at_rest(qtbot: QtBot, shell: Shell) -> Callable[[], None]:
    """Wait until no job is in flight."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not shell.lanes.jobs)

    return wait


@pytest.fixture
def mode(qtbot: QtBot, shell: Shell, at_rest: Callable[[], None]) -> WriteMode:
    """Write mode with the desk's policy open, its first case shown and everything read."""
    shell.commands.register(SPEC.commands, SPEC.hints)
    shell.commands.enter_mode(SPEC.id)
    mode = WriteMode(shell)
    qtbot.addWidget(mode)
    mode.resize(1400, 900)
    mode.show()
    mode.activated()
    qtbot.waitUntil(lambda: bool(mode.panels.rule.parsed.clauses))
    at_rest()
    return mode

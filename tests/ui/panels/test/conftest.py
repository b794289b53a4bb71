"""A policy with cases whose answers a test decides, and Test mode over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.support.case_answers import Voice, keep_cases
from tests.support.desks import open_test_desk
from tests.support.policies import SPAM
from tests.support.resting import at_rest
from tests.support.spoken_engine import SpokenEngine

from clausebench.domain.policy import Policy
from clausebench.services.desk import Desk
from clausebench.ui.panels.test.spec import SPEC
from clausebench.ui.panels.test.suite_mode import SuiteMode
from clausebench.ui.shell import Shell


@pytest.fixture
def voice() -> Iterator[Voice]:
    voice = Voice()
    yield voice
    voice.go_on.set()


@pytest.fixture
def engine(voice: Voice) -> SpokenEngine:
    return SpokenEngine(voice.speak)


@pytest.fixture
def desk(workspace_path: Path, engine: SpokenEngine) -> Iterator[Desk]:
    with open_test_desk(workspace_path, engine) as desk:
        yield desk


@pytest.fixture
def policy(desk: Desk) -> Policy:
    policy = desk.library.create("Spam", SPAM).policy
    keep_cases(desk, policy)
    return policy


@pytest.fixture
def build(qtbot: QtBot, shell: Shell, voice: Voice) -> Iterator[Callable[[], SuiteMode]]:
    """Makes the mode as the window does, once there is something to show."""
    shell.commands.register(SPEC.commands, SPEC.hints)
    shell.commands.enter_mode(SPEC.id)

    def build() -> SuiteMode:
        mode = SPEC.build(shell)
        assert isinstance(mode, SuiteMode)
        qtbot.addWidget(mode)
        mode.resize(1240, 760)
        mode.show()
        mode.activated()
        at_rest(qtbot, shell)
        return mode

    yield build
    voice.go_on.set()
    at_rest(qtbot, shell)


@pytest.fixture
def mode(policy: Policy, build: Callable[[], SuiteMode]) -> SuiteMode:
    return build()

"""Release mode over a small policy with one test case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.support.desks import open_test_desk
from tests.support.resting import at_rest

from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.policy import Policy
from clausebench.engines.triage import TriageEngine
from clausebench.services.desk import Desk
from clausebench.ui.panels.release.release_mode import ReleaseMode
from clausebench.ui.panels.release.spec import SPEC
from clausebench.ui.shell import Shell

TEXT = (
    "# Words\n\n## Violates\n\n- R1 Posts that sell amber\n\n## Allowed\n\n- R9 Everything else\n"
)


@pytest.fixture
def desk(workspace_path: Path) -> Iterator[Desk]:
    with open_test_desk(workspace_path, TriageEngine()) as desk:
        yield desk


@pytest.fixture
def policy(desk: Desk) -> Policy:
    policy = desk.library.create("Words", TEXT).policy
    desk.library.keep_case(
        policy.id, "amber for sale, half price", Expectation(Decision.VIOLATES), name="sale"
    )
    return policy


@pytest.fixture
def mode(qtbot: QtBot, shell: Shell, policy: Policy) -> Iterator[ReleaseMode]:
    shell.commands.register(SPEC.commands, SPEC.hints)
    shell.commands.enter_mode(SPEC.id)
    mode = SPEC.build(shell)
    assert isinstance(mode, ReleaseMode)
    qtbot.addWidget(mode)
    mode.resize(1240, 760)
    mode.show()
    mode.activated()
    at_rest(qtbot, shell)
    yield mode
    at_rest(qtbot, shell)

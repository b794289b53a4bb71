"""History mode over a past."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.support.case_answers import Voice
from tests.support.desks import open_test_desk
from tests.support.pasts import Past, enter_history, make_past
from tests.support.spoken_engine import SpokenEngine

from clausebench.services.desk import Desk
from clausebench.ui.panels.history.history_mode import HistoryMode
from clausebench.ui.shell import Shell


@pytest.fixture
def desk(workspace_path: Path) -> Iterator[Desk]:
    with open_test_desk(workspace_path, SpokenEngine(Voice().speak)) as desk:
        yield desk


@pytest.fixture
def past(desk: Desk) -> Past:
    return make_past(desk)


@pytest.fixture
def mode(qtbot: QtBot, shell: Shell, past: Past) -> HistoryMode:
    shell.session.policy_id = past.policy.id
    return enter_history(qtbot, shell)

"""An open workspace with a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.workspaces import Clock, open_workspace

from clausebench.storage.workspace import Workspace


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(workspace_path: Path, clock: Clock) -> Iterator[Workspace]:
    opened = open_workspace(workspace_path, clock)
    yield opened
    opened.close()

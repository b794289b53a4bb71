"""The real services over a real workspace; only the clock and the engine are the test's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.workspaces import Clock

from clausebench.bootstrap import make_desk, new_id
from clausebench.engines.base import Engine
from clausebench.services.desk import Desk
from clausebench.settings import Settings
from clausebench.storage.workspace import Workspace


@contextmanager
def open_test_desk(path: Path, engine: Engine) -> Iterator[Desk]:
    """A desk that leaves nothing open."""
    desk = make_desk(
        Workspace.open(path, now=Clock(), new_id=new_id, app_version="0.0"), engine, Settings()
    )
    try:
        yield desk
    finally:
        desk.close()

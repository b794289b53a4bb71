"""The services that exchange policies, over a real workspace and the built-in engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.keys import signing_in
from tests.support.workspaces import Clock

from clausebench.bootstrap import new_id
from clausebench.domain.bundle.release import Release
from clausebench.engines.triage import TriageEngine
from clausebench.exporting.bundle import write_bundle
from clausebench.services.judging import Judging
from clausebench.services.library import Library
from clausebench.services.releasing import Releasing
from clausebench.services.suites import Suites
from clausebench.services.verifying import Verified, verify
from clausebench.storage.workspace import Workspace

TOOL = "clausebench 1.2.3"


@dataclass(frozen=True)
class Exchange:
    workspace: Workspace
    library: Library
    suites: Suites
    releasing: Releasing


@contextmanager
def open_test_exchange(path: Path) -> Iterator[Exchange]:
    """Closed at the end."""
    clock = Clock()
    workspace = Workspace.open(path, now=clock, new_id=new_id, app_version="0.0")
    judging = Judging(TriageEngine(), workspace.runs)

    def now() -> str:
        return clock().isoformat(timespec="seconds")

    try:
        yield Exchange(
            workspace,
            Library(workspace, path.parent),
            Suites(judging, workspace.runs),
            Releasing(workspace, now, TOOL),
        )
    finally:
        judging.engine.close()
        workspace.close()


class Verifier:
    """Writes releases as bundles into a folder and verifies them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, release: Release, tool: str = TOOL) -> Verified:
        path = self._folder / "received.zip"
        path.write_bytes(write_bundle(release))
        return verify(path, signing_in(self._folder / "keys"), tool)

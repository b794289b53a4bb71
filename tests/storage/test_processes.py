"""Processes that share a workspace, and processes that are killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.support.workspaces import VERDICT, open_workspace, start_run

from clausebench.domain.errors import WorkspaceBusyError
from clausebench.domain.run import RunStatus
from clausebench.storage.instance import InstanceLock
from clausebench.storage.places import backups
from clausebench.storage.workspace import Workspace

pytestmark = pytest.mark.process

ROOT = Path(__file__).resolve().parents[2]

HOLD_THE_FOLDER = """
import sys
from pathlib import Path
from clausebench.storage.instance import InstanceLock
from clausebench.domain.errors import WorkspaceBusyError
try:
    InstanceLock(Path(sys.argv[1])).acquire()
    print("mine", flush=True)
except WorkspaceBusyError:
    print("taken", flush=True)
sys.stdin.read()
"""

DIE_WHILE_MIGRATING = """
import os, signal, sys
from pathlib import Path
from clausebench.storage.migrations import STEPS
from tests.support.workspaces import open_workspace

def half_a_step(db):
    db.execute("ALTER TABLE policies ADD COLUMN colour TEXT")
    db.execute("UPDATE policies SET name = 'half'")
    os.kill(os.getpid(), signal.SIGKILL)

open_workspace(Path(sys.argv[1]), steps=(*STEPS, half_a_step))
"""


@contextmanager
def python(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "app"), str(ROOT)])}
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def write_until_killed(path: Path, first: int, count: int) -> list[int]:
    """Start a writer, kill it after ``count`` acknowledged verdicts; returns those it told of."""
    with python("-m", "tests.support.verdict_writer", str(path), str(first)) as writer:
        assert writer.stdout is not None
        told = [int(writer.stdout.readline()) for _ in range(count)]
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split("\n")[:-1]
    return told + [int(line) for line in rest]


def test_a_writer_killed_twenty_times_loses_nothing_it_acknowledged(workspace_path: Path) -> None:
    luck = random.Random(20)
    acknowledged: list[int] = []
    for life in range(20):
        acknowledged += write_until_killed(workspace_path, life * 10_000, luck.randint(1, 25))
    workspace = open_workspace(workspace_path)
    stored = [
        int(v.content.removeprefix("content "))
        for run in workspace.runs.recent(limit=100)
        for v in workspace.runs.verdicts(run.id)
    ]
    runs = workspace.runs.recent(limit=100)
    assert set(acknowledged) <= set(stored)
    assert len(stored) == len(set(stored))
    assert len(stored) - len(acknowledged) <= 20, "at most the one in flight at each kill"
    assert {run.status for run in runs} == {RunStatus.INTERRUPTED}
    assert sum(run.judged for run in runs) == len(stored)
    assert len(workspace.search.find("content", limit=10_000)) == len(stored)
    assert workspace.check().problems == ()
    workspace.close()


def test_two_processes_write_side_by_side(workspace: Workspace) -> None:
    run = start_run(workspace)
    with python("-m", "tests.support.verdict_writer", str(workspace.path), "1000") as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        for number in range(50):
            workspace.runs.add(run.id, f"ours {number}", VERDICT)
            writer.stdout.readline()
    assert workspace.runs.get(run.id).status is RunStatus.RUNNING
    assert workspace.runs.get(run.id).judged == 50
    assert workspace.check().problems == ()
    workspace.close()
    again = open_workspace(workspace.path)
    assert len(again.opened.interrupted_runs) == 2
    again.close()


def test_a_migration_that_is_killed_has_not_happened(workspace_path: Path) -> None:
    workspace = open_workspace(workspace_path)
    workspace.policies.add("Spam")
    workspace.close()
    with python("-c", DIE_WHILE_MIGRATING, str(workspace_path)) as migration:
        assert migration.wait() == -signal.SIGKILL
    assert backups(workspace_path)[0].reason == "migration"
    again = open_workspace(workspace_path)
    assert [p.name for p in again.policies.all()] == ["Spam"]
    assert again.check().problems == ()
    again.close()


def test_a_creation_that_is_killed_has_not_happened(workspace_path: Path) -> None:
    with python("-c", DIE_WHILE_MIGRATING, str(workspace_path)) as creation:
        assert creation.wait() == -signal.SIGKILL
    assert not workspace_path.exists()
    workspace = open_workspace(workspace_path)
    assert workspace.opened.created
    workspace.close()


def test_a_killed_window_leaves_its_folder_to_the_next(tmp_path: Path) -> None:
    with python("-c", HOLD_THE_FOLDER, str(tmp_path)) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "mine\n"
        with pytest.raises(WorkspaceBusyError, match=f"process {window.pid}"):
            InstanceLock(tmp_path).acquire()
        window.kill()
        window.wait()
        with InstanceLock(tmp_path):
            pass


def test_of_windows_that_start_together_exactly_one_stays(tmp_path: Path) -> None:
    for _ in range(3):
        with (
            python("-c", HOLD_THE_FOLDER, str(tmp_path)) as one,
            python("-c", HOLD_THE_FOLDER, str(tmp_path)) as two,
            python("-c", HOLD_THE_FOLDER, str(tmp_path)) as three,
        ):
            answers = [p.stdout.readline() for p in (one, two, three) if p.stdout is not None]
        assert sorted(answers) == ["mine\n", "taken\n", "taken\n"]

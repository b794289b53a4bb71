"""Putting a backup back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.support.workspaces import Clock, open_workspace

from clausebench.domain.errors import BadInputError, WorkspaceBusyError, WorkspaceError
from clausebench.storage import restoring
from clausebench.storage.restoring import restore
from clausebench.storage.workspace import Workspace


def policy_names(path: Path) -> list[str]:
    workspace = open_workspace(path)
    names = [p.name for p in workspace.policies.all()]
    workspace.close()
    return names


@pytest.fixture
def backup(workspace: Workspace) -> Path:
    """A backup with one policy; the workspace then has two, one of them only in its log."""
    workspace.policies.add("Spam")
    made = workspace.backup("import")
    assert made is not None
    workspace.policies.add("Fraud")
    return made


def test_a_restored_workspace_is_the_backup(
    workspace: Workspace, backup: Path, clock: Clock
) -> None:
    workspace.close()
    kept = restore(workspace.path, backup, clock())
    assert policy_names(workspace.path) == ["Spam"]
    assert kept == workspace.path.with_name("workspace.db.damaged-20260131T120000Z")
    assert policy_names(kept) == ["Fraud", "Spam"]
    assert policy_names(backup) == ["Spam"]


def test_a_log_left_by_a_crash_does_not_undo_the_restoring(
    workspace: Workspace, backup: Path, clock: Clock, tmp_path: Path
) -> None:
    crashed = _crashed_copy(workspace, tmp_path)
    kept = restore(crashed, backup, clock())
    assert kept is not None
    assert not crashed.with_name("workspace.db-wal").exists()
    assert policy_names(crashed) == ["Spam"]
    assert policy_names(kept) == ["Fraud", "Spam"], "what was in the log is not lost"


def test_a_damaged_file_is_kept_with_its_log(
    workspace: Workspace, backup: Path, clock: Clock, tmp_path: Path
) -> None:
    crashed = _crashed_copy(workspace, tmp_path)
    crashed.write_bytes(b"\0" * 100 + crashed.read_bytes()[100:])
    log = crashed.with_name("workspace.db-wal").read_bytes()
    kept = restore(crashed, backup, clock())
    assert kept is not None
    assert kept.read_bytes()[:100] == b"\0" * 100
    assert kept.with_name(kept.name + "-wal").read_bytes() == log
    assert policy_names(crashed) == ["Spam"]


def test_a_lost_file_is_restored(workspace: Workspace, backup: Path, clock: Clock) -> None:
    workspace.close()
    workspace.path.unlink()
    assert restore(workspace.path, backup, clock()) is None
    assert policy_names(workspace.path) == ["Spam"]


def test_a_disk_without_second_names_gets_a_copy(
    workspace: Workspace, backup: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    workspace.close()
    monkeypatch.setattr("clausebench.storage.files.os.link", unsupported)
    kept = restore(workspace.path, backup, clock())
    assert kept is not None
    assert policy_names(kept) == ["Fraud", "Spam"]


def test_restoring_twice_overwrites_nothing(
    workspace: Workspace, backup: Path, clock: Clock
) -> None:
    workspace.close()
    kept = [restore(workspace.path, backup, clock()) for _ in range(3)]
    assert [k.name.partition("Z")[2] for k in kept if k] == ["", "-2", "-3"]


def test_an_unsound_backup_is_refused(workspace: Workspace, backup: Path, clock: Clock) -> None:
    workspace.close()
    before = workspace.path.read_bytes()
    backup.write_bytes(b"garbage")
    with pytest.raises(BadInputError, match="not a sound backup"):
        restore(workspace.path, backup, clock())
    assert workspace.path.read_bytes() == before


def test_an_open_workspace_is_not_replaced(
    workspace: Workspace, backup: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "BUSY_SECONDS", 0.0)
    with pytest.raises(WorkspaceBusyError, match="is open"):
        restore(workspace.path, backup, clock())
    assert [p.name for p in workspace.policies.all()] == ["Fraud", "Spam"]


@pytest.mark.parametrize("step", ["copy_private_file", "move_log_aside", "move_into_place"])
def test_a_restoring_that_breaks_off_leaves_the_old_workspace(
    workspace: Workspace,
    backup: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
) -> None:
    def broken(*_: object) -> None:
        raise OSError(5, "power lost")

    workspace.close()
    with monkeypatch.context() as patch:
        patch.setattr(restoring, step, broken)
        with pytest.raises(WorkspaceError, match="power lost"):
            restore(workspace.path, backup, clock())
    assert policy_names(workspace.path) == ["Fraud", "Spam"]
    restore(workspace.path, backup, clock())
    assert policy_names(workspace.path) == ["Spam"]


def test_a_backup_copied_back_by_hand_is_not_undone_by_the_old_log(
    workspace: Workspace, backup: Path, tmp_path: Path
) -> None:
    crashed = _crashed_copy(workspace, tmp_path)
    crashed.write_bytes(backup.read_bytes())
    assert policy_names(crashed) == ["Spam"]
    aside = list(crashed.parent.glob("*.damaged-*-wal"))
    assert len(aside) == 1
    assert aside[0].stat().st_size > 0


def _crashed_copy(workspace: Workspace, folder: Path) -> Path:
    """The files as a power cut would leave them: the last write is only in the log."""
    crashed = folder / "crashed" / "workspace.db"
    crashed.parent.mkdir()
    for suffix in ("", "-wal"):
        source = workspace.path.with_name(workspace.path.name + suffix)
        crashed.with_name(crashed.name + suffix).write_bytes(source.read_bytes())
    main_only = sqlite3.connect(f"file:{crashed}?immutable=1", uri=True)
    assert main_only.execute("SELECT count(*) FROM policies").fetchone()[0] < 2
    main_only.close()
    return crashed

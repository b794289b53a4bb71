"""Backups: made, checked, thinned, and found again."""

from __future__ import annotations

import logging
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.support.workspaces import Clock, open_workspace

from clausebench.domain.errors import WorkspaceDamagedError, WorkspaceError
from clausebench.storage.backups import is_sound, last_good_backup, make_backup, thin
from clausebench.storage.places import backup_folder, backup_path, backups
from clausebench.storage.workspace import Workspace

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


def names(path: Path) -> list[str]:
    return sorted(p.name for p in backup_folder(path).iterdir())


def test_a_backup_is_a_whole_workspace(workspace: Workspace, tmp_path: Path) -> None:
    policy = workspace.policies.add("Spam")
    made = workspace.backup("import")
    assert made == backup_folder(workspace.path) / "workspace-20260131T120000Z-import.db"
    assert is_sound(made)
    copy = tmp_path / "elsewhere" / "copy.db"
    copy.parent.mkdir()
    copy.write_bytes(made.read_bytes())
    other = open_workspace(copy)
    assert other.policies.all() == (policy,)
    other.close()


def test_an_unchanged_workspace_is_not_backed_up_again(workspace: Workspace) -> None:
    assert workspace.backup("import") is None
    workspace.policies.add("Spam")
    assert workspace.backup("import") is not None
    assert workspace.backup("import") is None


def test_closing_backs_up_what_changed(workspace_path: Path, clock: Clock) -> None:
    workspace = open_workspace(workspace_path, clock)
    workspace.policies.add("Spam")
    workspace.close()
    assert names(workspace_path) == ["workspace-20260131T120000Z-close.db"]
    workspace.close()


@pytest.mark.parametrize(("minutes", "count"), [(29, 1), (31, 2)])
def test_closing_backs_up_every_half_hour_at_most(
    workspace_path: Path, clock: Clock, minutes: int, count: int
) -> None:
    for name in ("Spam", "Fraud"):
        workspace = open_workspace(workspace_path, clock)
        workspace.policies.add(name)
        workspace.close()
        clock.pass_by(minutes=minutes)
    assert len(names(workspace_path)) == count


def test_a_clock_that_once_ran_ahead_does_not_stop_backups(
    workspace_path: Path, clock: Clock
) -> None:
    workspace = open_workspace(workspace_path, clock)
    backup_folder(workspace_path).mkdir()
    backup_path(workspace_path, NOON + timedelta(days=30_000), "close").touch()
    workspace.policies.add("Spam")
    workspace.close()
    assert len(names(workspace_path)) == 2


def test_closing_without_a_change_backs_nothing_up(workspace_path: Path) -> None:
    open_workspace(workspace_path).close()
    assert not backup_folder(workspace_path).exists()


def test_a_backup_that_fails_does_not_keep_the_workspace_from_closing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    log = logging.Logger("apart")  # noqa: LOG001 - warnings in the shared log fail every test
    monkeypatch.setattr(log, "handle", lambda record: said.append(record.getMessage()))
    monkeypatch.setattr("clausebench.storage.workspace._log", log)
    workspace.policies.add("Spam")
    backup_folder(workspace.path).write_text("not a folder")
    workspace.close()
    assert "cannot be used" in said[0]
    open_workspace(workspace.path).close()


def test_a_damaged_workspace_is_never_copied_over_good_backups(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.policies.add("Spam")
    monkeypatch.setattr("clausebench.storage.backups.is_sound", lambda path: False)
    with pytest.raises(WorkspaceDamagedError, match="no backup of it"):
        workspace.backup("import")
    assert names(workspace.path) == []
    monkeypatch.undo()


def test_a_backup_that_does_not_fit_leaves_nothing_behind(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.policies.add("Spam")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("clausebench.storage.files.os.fsync", full)
    with pytest.raises(WorkspaceError, match="No space left on device"):
        workspace.backup("import")
    assert names(workspace.path) == []
    monkeypatch.undo()
    assert workspace.backup("import") is not None


def test_backups_of_a_neighbour_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in (
        "a-20260131T120000Z-close.db",
        "a-b-20260131T120000Z-close.db",
        "a-20260130T120000Z-import.db",
        "a-20260130T120000Z-close.part",
        "notes.txt",
    ):
        (folder / name).touch()
    assert [(b.at, b.reason) for b in backups(tmp_path / "a.db")] == [
        (NOON, "close"),
        (NOON - timedelta(days=1), "import"),
    ]


def test_backups_are_thinned_but_not_those_before_a_migration(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    backup_folder(path).mkdir()
    for n in range(20):
        backup_path(path, NOON - timedelta(minutes=n), "close").touch()
    for n in range(20):
        backup_path(path, NOON - timedelta(minutes=n), "migration").touch()
    thin(path)
    left = [b.reason for b in backups(path)]
    assert left.count("close") == 13
    assert left.count("migration") == 20


def test_a_new_backup_thins_the_old_ones(workspace: Workspace, clock: Clock) -> None:
    backup_folder(workspace.path).mkdir()
    for n in range(20):
        backup_path(workspace.path, NOON - timedelta(hours=1, minutes=n), "close").touch()
    workspace.policies.add("Spam")
    workspace.backup("import")
    assert len(names(workspace.path)) == 13


def test_the_last_good_backup_is_the_newest_sound_one(workspace: Workspace) -> None:
    assert last_good_backup(workspace.path) is None
    workspace.policies.add("Spam")
    good = workspace.backup("import")
    backup_path(workspace.path, NOON + timedelta(days=1), "close").write_bytes(b"garbage")
    assert last_good_backup(workspace.path) == good


def test_what_is_not_a_sound_workspace_is_not_a_backup(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    (tmp_path / "empty.db").touch()
    (tmp_path / "garbage.db").write_bytes(b"garbage" * 1000)
    for name in ("foreign.db", "empty.db", "garbage.db", "missing.db"):
        assert not is_sound(tmp_path / name)


def test_the_files_are_private(workspace: Workspace) -> None:
    workspace.policies.add("Spam")
    workspace.backup("import")
    folder = workspace.path.parent
    files = [p for p in folder.rglob("*") if p.is_file()]
    assert {p.name for p in files} >= {"workspace.db", "workspace.db-wal", "workspace.db.lock"}
    assert {oct(p.stat().st_mode & 0o777) for p in files} == {"0o600"}
    assert backup_folder(workspace.path).stat().st_mode & 0o777 == 0o700


def test_others_write_while_a_backup_is_made(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.policies.add("Spam")

    def while_copying(connection: sqlite3.Connection, *rest: object) -> Path:
        connection.execute("BEGIN")
        assert connection.execute("SELECT count(*) FROM policies").fetchone()[0] == 1
        with workspace.writing():
            for n in range(40):
                workspace.drafts.save(f"{n}", "x" * 200_000)
        connection.execute("COMMIT")
        return make_backup(connection, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("clausebench.storage.workspace.make_backup", while_copying)
    made = workspace.backup("import")
    assert made is not None
    assert is_sound(made)
    log = workspace.path.with_name("workspace.db-wal")
    assert log.stat().st_size > 8_000_000, "no checkpoint may run under a long reader"
    workspace.drafts.save("one", "more")
    assert log.stat().st_size == 0, "the next write may empty the log again"


def test_a_backup_is_due_only_after_a_while_and_after_writing(workspace_path: Path) -> None:
    clock = Clock()
    workspace = open_workspace(workspace_path, clock)
    workspace.policies.add("Spam")
    assert workspace.back_up_if_due() is not None
    workspace.policies.add("Scams")
    assert workspace.back_up_if_due() is None
    clock.pass_by(minutes=31)
    assert workspace.back_up_if_due() is not None
    clock.pass_by(minutes=31)
    assert workspace.back_up_if_due() is None
    workspace.close()

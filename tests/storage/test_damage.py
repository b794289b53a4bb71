"""Files that are not, or no longer, a workspace: told apart, and left as they are."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.support.workspaces import VERDICT, Clock, open_workspace, start_run

from clausebench.domain.errors import (
    WorkspaceDamagedError,
    WorkspaceError,
    WorkspaceNewerError,
)
from clausebench.storage import opening
from clausebench.storage.migrations import STEPS
from clausebench.storage.places import lock_file
from clausebench.storage.workspace import Workspace


@pytest.fixture
def closed(workspace_path: Path) -> Path:
    """A closed workspace of some dozens of pages, with one backup."""
    workspace = open_workspace(workspace_path)
    run = start_run(workspace)
    for n in range(50):
        workspace.runs.add(run.id, f"pills {n} " * 200, VERDICT)
    workspace.close()
    return workspace_path


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _zeroed_header(path: Path) -> None:
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])


def _too_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def _cut_off(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _overwritten_page(path: Path) -> None:
    """Loses the page that holds one of the contents."""
    data = bytearray(path.read_bytes())
    page = data.index(b"pills 7 pills") // 4096 * 4096
    data[page : page + 4096] = b"\xff" * 4096
    path.write_bytes(data)


def _another_programs(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE photos (id)")
    connection.close()


def _lost(path: Path) -> None:
    path.unlink()


DAMAGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "0 bytes": (_emptied, r"is damaged\. It is there, but empty \(0 bytes\)\."),
    "zeroed header": (_zeroed_header, "does not begin like an SQLite file"),
    "shorter than a header": (_too_short, "does not begin like an SQLite file"),
    "cut off": (_cut_off, r"It is cut off: [\d,]+ of [\d,]+ bytes are there"),
    "overwritten page": (_overwritten_page, "does not pass SQLite's check"),
    "of another program": (_another_programs, "is not a Clausebench workspace"),
    "gone": (_lost, "is gone"),
}


@pytest.mark.parametrize(("harm", "told"), DAMAGES.values(), ids=DAMAGES.keys())
def test_each_damage_is_told_apart_and_nothing_is_overwritten(
    closed: Path, harm: Callable[[Path], None], told: str
) -> None:
    harm(closed)
    before = closed.read_bytes() if closed.exists() else None
    with pytest.raises(WorkspaceDamagedError, match=told) as caught:
        open_workspace(closed)
    assert "31 January 2026, 12:00 UTC" in str(caught.value)
    assert "left as it is" in str(caught.value)
    assert (closed.read_bytes() if closed.exists() else None) == before


def test_without_a_backup_the_message_says_so(closed: Path) -> None:
    shutil.rmtree(closed.parent / "backups")
    _emptied(closed)
    with pytest.raises(WorkspaceDamagedError, match="There is no backup"):
        open_workspace(closed)


def test_a_changed_letter_is_found_by_the_check(closed: Path) -> None:
    data = closed.read_bytes()
    assert b"pills 7 pills" in data
    closed.write_bytes(data.replace(b"pills 7 pills", b"pills 7 pillz"))
    workspace = open_workspace(closed)
    (problem,) = workspace.check().problems
    workspace.close()
    assert "The text sha256:" in problem


def test_a_workspace_of_a_newer_version_is_refused_with_both_names(closed: Path) -> None:
    connection = sqlite3.connect(closed)
    connection.execute("UPDATE facts SET value = '9.0' WHERE name = 'app_version'")
    connection.execute("PRAGMA user_version = 7")
    connection.commit()
    connection.close()
    with pytest.raises(WorkspaceNewerError) as caught:
        open_workspace(closed)
    assert "Clausebench 9.0 (format 7)" in str(caught.value)
    assert f"Clausebench 1.2.3 (format {len(STEPS)})" in str(caught.value)
    assert closed.with_name("workspace.db-wal").exists() is False


def test_a_newer_workspace_that_forgot_its_writer_is_still_refused(closed: Path) -> None:
    connection = sqlite3.connect(closed)
    connection.execute("DELETE FROM facts")
    connection.execute("PRAGMA user_version = 7")
    connection.commit()
    connection.close()
    with pytest.raises(WorkspaceNewerError, match="a newer Clausebench"):
        open_workspace(closed)


@pytest.mark.parametrize(
    ("unclean", "days", "caught"), [(False, 0, False), (True, 0, True), (False, 8, True)]
)
def test_a_large_file_is_checked_after_a_crash_and_weekly(
    closed: Path, monkeypatch: pytest.MonkeyPatch, unclean: bool, days: int, caught: bool
) -> None:
    monkeypatch.setattr(opening, "_SMALL_BYTES", 0)
    clock = Clock()
    open_workspace(closed, clock).close()
    _overwritten_page(closed)
    if unclean:
        monkeypatch.setattr(opening, "has_pending_log", lambda path: True)
    clock.pass_by(days=days)
    if caught:
        with pytest.raises(WorkspaceDamagedError, match="does not pass SQLite's check"):
            open_workspace(closed, clock)
    else:
        open_workspace(closed, clock).close()


def test_damage_met_while_working_is_told_in_a_sentence(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_SMALL_BYTES", 0)
    open_workspace(closed).close()
    _overwritten_page(closed)
    workspace = open_workspace(closed)
    with pytest.raises(WorkspaceDamagedError, match="not what SQLite wrote"):
        workspace.runs.verdicts(workspace.runs.recent()[0].id)
    assert workspace.check().problems[0].startswith("SQLite: ")
    workspace.close()


def test_a_full_disk_loses_nothing_and_is_survived(workspace: Workspace) -> None:
    run = start_run(workspace)
    workspace.runs.add(run.id, "before", VERDICT)
    connection = workspace._db._connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 5}")
    kept: list[str] = []

    def judge_on() -> None:
        for n in range(100):
            stored = workspace.runs.add(run.id, f"{n} " + "x" * 5000, VERDICT)
            kept.append(stored.id)

    with pytest.raises(WorkspaceError, match="disk is full"):
        judge_on()
    assert [v.id for v in workspace.runs.verdicts(run.id)][1:] == kept
    connection.execute("PRAGMA max_page_count = 1000000")
    workspace.runs.add(run.id, "after", VERDICT)
    assert workspace.check().problems == ()


def test_a_disk_full_before_the_first_byte_leaves_no_half_workspace(
    workspace_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(opening, "connect", _no_checkpoint)
        with pytest.raises(WorkspaceError, match="disk is full"):
            open_workspace(workspace_path)
        assert list(workspace_path.parent.glob("workspace.db*")) == [lock_file(workspace_path)]
    open_workspace(workspace_path).close()


def _no_checkpoint(path: Path) -> sqlite3.Connection:
    """The write-ahead log still fits on the disk; the tables do not."""

    class FullDisk(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            if "wal_checkpoint" not in sql:
                return super().execute(sql, *values)
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

    connection = sqlite3.connect(path, isolation_level=None, factory=FullDisk)
    connection.execute("PRAGMA journal_mode=WAL")
    return connection


def test_a_file_removed_under_an_open_workspace_is_told_at_the_next_start(
    workspace: Workspace,
) -> None:
    workspace.path.unlink()
    with pytest.raises(WorkspaceError, match="cannot be opened"):
        open_workspace(workspace.path)


def test_a_folder_that_may_not_be_used_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WorkspaceError, match=r"cannot be used: .+\. Check that its folder"):
        open_workspace(tmp_path / "file" / "workspace.db")


def test_someone_elses_file_keeps_its_mode(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def not_ours(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", not_ours)
    open_workspace(closed).close()

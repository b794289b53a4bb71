"""From an older format to ours: wholly, or not at all, and never without a backup."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.support.workspaces import open_workspace

from clausebench.domain.case import Expectation, Split
from clausebench.domain.case_kind import CaseKind
from clausebench.domain.clause import Decision
from clausebench.domain.errors import WorkspaceBusyError, WorkspaceError
from clausebench.domain.text import text_hash
from clausebench.storage.backups import is_sound
from clausebench.storage.migrations import STEPS
from clausebench.storage.places import backups

if TYPE_CHECKING:
    from sqlite_utils import Database as PlainDatabase


def m002_colours(db: PlainDatabase) -> None:
    db.execute("ALTER TABLE policies ADD COLUMN colour TEXT")
    db.execute("UPDATE policies SET colour = 'red'")


def m003_breaks(db: PlainDatabase) -> None:
    db.execute("DROP TABLE drafts")
    raise OSError("power lost")


def m003_leaves_orphans(db: PlainDatabase) -> None:
    db.execute("UPDATE cases SET policy_id = 'nobody'")


def m003_runs_out_of_disk(db: PlainDatabase) -> None:
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages}")
    db.execute("CREATE TABLE big AS SELECT zeroblob(100000000) AS x")


@pytest.fixture
def old(workspace_path: Path) -> Path:
    workspace = open_workspace(workspace_path, app_version="0.9")
    policy = workspace.policies.add("Spam")
    workspace.cases.add(policy.id, "pills", "Buy pills")
    workspace.close()
    return workspace_path


def columns(path: Path) -> tuple[list[str], int, str]:
    connection = sqlite3.connect(path)
    found = [row[1] for row in connection.execute("PRAGMA table_info(policies)")]
    (known_format,) = connection.execute("PRAGMA user_version").fetchone()
    (writer,) = connection.execute("SELECT value FROM facts").fetchone()
    connection.close()
    return found, known_format, writer


def test_a_new_workspace_says_so(workspace_path: Path) -> None:
    workspace = open_workspace(workspace_path)
    assert workspace.opened.created
    assert workspace.opened.migrated_from is None
    workspace.close()
    assert columns(workspace_path)[1:] == (len(STEPS), "1.2.3")


def test_a_file_of_our_format_is_left_as_it_is(old: Path) -> None:
    workspace = open_workspace(old, app_version="1.0")
    assert not workspace.opened.created
    assert (workspace.opened.migrated_from, workspace.opened.backup) == (None, None)
    workspace.close()
    assert columns(old)[2] == "0.9"


def test_an_old_workspace_is_backed_up_and_brought_up_to_date(old: Path) -> None:
    workspace = open_workspace(old, app_version="2.0", steps=(*STEPS, m002_colours))
    assert workspace.opened.migrated_from == len(STEPS)
    backup = workspace.opened.backup
    assert [p.name for p in workspace.policies.all()] == ["Spam"]
    workspace.close()
    found, known_format, writer = columns(old)
    assert "colour" in found
    assert (known_format, writer) == (len(STEPS) + 1, "2.0")
    assert backup is not None
    assert is_sound(backup)
    assert columns(backup)[1:] == (len(STEPS), "0.9")


def test_a_workspace_of_format_1_keeps_its_cases_and_gets_what_is_new(
    workspace_path: Path,
) -> None:
    open_workspace(workspace_path, app_version="0.9", steps=STEPS[:1]).close()
    connection = sqlite3.connect(workspace_path)
    connection.execute("INSERT INTO policies VALUES ('p', 'Spam', 'spam', '2026', NULL)")
    connection.execute(
        "INSERT INTO cases VALUES (1, 'c', 'p', 'pills', 'Buy pills', ?,"
        """ '{"decision":"violates","label":null,"clauses":[]}', '', '', NULL, '2026', NULL)""",
        (text_hash("Buy pills"),),
    )
    connection.commit()
    connection.close()
    workspace = open_workspace(workspace_path)
    assert workspace.opened.migrated_from == 1
    (case,) = workspace.cases.all("p")
    assert (case.content, case.expected) == ("Buy pills", Expectation(Decision.VIOLATES))
    assert (case.kind, case.severity, case.split) == (CaseKind.POST, None, Split.OPEN)
    assert workspace.check().problems == ()
    workspace.close()


def test_a_workspace_made_today_needs_no_migration(workspace_path: Path) -> None:
    steps = (*STEPS, m002_colours)
    workspace = open_workspace(workspace_path, steps=steps)
    workspace.close()
    assert "colour" in columns(workspace_path)[0]
    workspace = open_workspace(workspace_path, steps=steps)
    assert workspace.opened.migrated_from is None
    workspace.close()


@pytest.mark.parametrize("step", [m003_breaks, m003_leaves_orphans, m003_runs_out_of_disk])
def test_a_migration_that_fails_leaves_the_old_file(
    old: Path, step: Callable[[PlainDatabase], None]
) -> None:
    before = old.read_bytes()
    with pytest.raises(WorkspaceError, match=f"from format {len(STEPS)}") as caught:
        open_workspace(old, steps=(*STEPS, m002_colours, step))
    newest = backups(old)[0]
    assert newest.reason == "migration"
    assert str(newest.path) in str(caught.value)
    assert old.read_bytes() == before
    workspace = open_workspace(old)
    assert [p.name for p in workspace.policies.all()] == ["Spam"]
    assert workspace.check().problems == ()
    workspace.close()


def test_an_open_workspace_is_not_migrated(old: Path) -> None:
    workspace = open_workspace(old)
    with pytest.raises(WorkspaceBusyError, match="open in an older Clausebench"):
        open_workspace(old, steps=(*STEPS, m002_colours))
    workspace.close()
    open_workspace(old, steps=(*STEPS, m002_colours)).close()


def test_a_creation_that_broke_off_is_begun_again(workspace_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="power lost"):
        open_workspace(workspace_path, steps=(*STEPS, m003_breaks))
    assert not workspace_path.exists()
    workspace = open_workspace(workspace_path)
    assert workspace.opened.created
    workspace.close()
    assert [p.name for p in workspace_path.parent.iterdir() if ".new" in p.name] == []


def test_plugins_of_other_programs_stay_out(workspace_path: Path) -> None:
    from sqlite_utils.plugins import pm

    called: list[str] = []

    class Plugin:
        def prepare_connection(self, conn: object) -> None:
            called.append("prepare_connection")

    pm.register(Plugin(), name="intruder")
    try:
        open_workspace(workspace_path).close()
    finally:
        pm.unregister(name="intruder")
    assert called == []

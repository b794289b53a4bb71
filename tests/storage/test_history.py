"""History is append-only, and shows it when it was changed all the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.workspaces import VERDICT, open_workspace, start_run

from clausebench.domain.clause import Clause, ClauseId, ClauseKind
from clausebench.domain.run import RunStatus
from clausebench.domain.text import Span
from clausebench.storage.schema import FIRST

SEALED = ("policy_versions", "clauses", "chain", "verdicts", "texts", "runs", "findings")
CLAUSE = Clause(ClauseId("SP2"), ClauseKind.VIOLATES, "Pills", Span(0, 9), Span(0, 9))


@pytest.fixture
def stranger(workspace_path: Path) -> Iterator[sqlite3.Connection]:
    """Another program with a workspace that has two versions, a run and two verdicts."""
    workspace = open_workspace(workspace_path)
    policy = workspace.policies.add("Spam")
    workspace.policies.add_version(policy.id, "No pills.", "Created", [CLAUSE])
    workspace.policies.add_version(policy.id, "No pills!", "Louder", [CLAUSE])
    run = start_run(workspace, policy_id=policy.id)
    workspace.runs.add(run.id, "pills", VERDICT)
    workspace.runs.add(run.id, "herbs", VERDICT)
    workspace.runs.finish(run.id, RunStatus.FINISHED)
    assert workspace.check().is_healthy
    workspace.close()
    connection = sqlite3.connect(workspace_path, isolation_level=None)
    connection.execute("PRAGMA recursive_triggers=ON")
    yield connection
    connection.close()


@pytest.mark.parametrize("table", SEALED)
def test_nothing_is_deleted_from_history(stranger: sqlite3.Connection, table: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        stranger.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    "change",
    [
        "policy_versions SET reason = 'another'",
        "clauses SET title = 'another'",
        "chain SET digest = 'another'",
        "verdicts SET decision = 'allowed'",
        "verdicts SET reasoning = ''",
        "texts SET text = 'another'",
        "runs SET engine = '{}'",
        "runs SET policy_hash = policy_hash || 'x'",
        "findings SET rule = 'another'",
    ],
)
def test_history_is_not_rewritten(stranger: sqlite3.Connection, change: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        stranger.execute(f"UPDATE {change}")


def test_replacing_a_row_counts_as_deleting_it(stranger: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        stranger.execute("INSERT OR REPLACE INTO texts SELECT hash, 'another', NULL FROM texts")


@pytest.mark.parametrize(
    ("forgery", "told"),
    [
        ("UPDATE policy_versions SET reason = 'x' WHERE number = 1", "policy version"),
        ("UPDATE runs SET engine = replace(engine, 'Triage', 'Llama')", "run"),
        ("UPDATE runs SET judged = 1", "end of run"),
        ("UPDATE verdicts SET digest = 'x' WHERE seq = 2", "end of run"),
        ("DELETE FROM verdicts WHERE seq = 2", "end of run"),
        ("DELETE FROM policy_versions WHERE number = 1", "policy version"),
        ("DELETE FROM chain WHERE number = 2", "link 3"),
        ("UPDATE chain SET ref = 'x' WHERE number = 2", "link 2"),
        ("UPDATE chain SET kind = 'x' WHERE number = 2", "link 2"),
        ("DELETE FROM chain WHERE number = 4", None),  # the last link leaves no gap
        ("DELETE FROM chain WHERE number > 2", "missing from the history chain"),
    ],
)
def test_a_forged_history_is_noticed(
    stranger: sqlite3.Connection, workspace_path: Path, forgery: str, told: str | None
) -> None:
    _break_seals(stranger)
    stranger.execute(forgery)
    workspace = open_workspace(workspace_path)
    problems = workspace.verify_chain()
    workspace.close()
    assert bool(problems) == bool(told)
    assert any((told or "") in p for p in problems) or told is None


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE texts SET text = 'herbz' WHERE text = 'herbs'", "The text sha256:"),
        ("UPDATE verdicts SET reasoning = 'Fine.' WHERE seq = 2", "The verdict"),
        ("UPDATE verdicts SET run_id = 'x' WHERE seq = 2", "points at a row of runs"),
        ("UPDATE policy_versions SET reason = 'x'", "policy version"),
    ],
)
def test_a_changed_row_is_noticed_by_the_check(
    stranger: sqlite3.Connection, workspace_path: Path, damage: str, told: str
) -> None:
    _break_seals(stranger)
    stranger.execute(damage)
    workspace = open_workspace(workspace_path)
    report = workspace.check()
    workspace.close()
    assert not report.is_healthy
    assert any(told in p for p in report.problems)


def test_a_changed_case_is_noticed_by_the_check(workspace_path: Path) -> None:
    workspace = open_workspace(workspace_path)
    policy = workspace.policies.add("Spam")
    case = workspace.cases.add(policy.id, "pills", "Buy pills")
    with workspace.writing():
        workspace._db.run("UPDATE cases SET content = 'Buy pillz'")
    assert [case.id in p for p in workspace.check().problems] == [True]
    workspace.close()


def test_every_table_is_strict() -> None:
    tables = [s for s in FIRST if s.startswith("CREATE TABLE")]
    assert len(tables) > 10
    assert all("STRICT" in s.rpartition(")")[2] for s in tables)


def _break_seals(connection: sqlite3.Connection) -> None:
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
        connection.execute(f"DROP TRIGGER {name}")

"""Opening, sharing and closing a workspace."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from tests.support.workspaces import VERDICT, Clock, open_workspace, start_run

from clausebench.domain.errors import WorkspaceBusyError
from clausebench.domain.run import RunStatus
from clausebench.storage import database
from clausebench.storage import workspace as module
from clausebench.storage.failures import plain_failures
from clausebench.storage.locks import FileLock
from clausebench.storage.migrations import STEPS
from clausebench.storage.places import lock_file
from clausebench.storage.workspace import Workspace


def test_everything_is_there_again_tomorrow(workspace_path: Path, clock: Clock) -> None:
    workspace = open_workspace(workspace_path, clock)
    policy = workspace.policies.add("Spam")
    version = workspace.policies.add_version(policy.id, "No pills.", "Created")
    run = start_run(workspace, policy_id=policy.id)
    stored = workspace.runs.add(run.id, "pills", VERDICT)
    ended = workspace.runs.finish(run.id, RunStatus.FINISHED)
    workspace.close()
    clock.pass_by(days=1)
    again = open_workspace(workspace_path, clock)
    assert again.policies.versions(policy.id) == (version,)
    assert again.runs.recent() == (ended,)
    assert again.runs.verdicts(run.id) == (stored,)
    assert again.opened.interrupted_runs == ()
    again.close()


def test_the_connection_keeps_its_promises(workspace: Workspace) -> None:
    asked = {
        name: workspace._db.rows(f"PRAGMA {name}")[0][0]
        for name in (
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "busy_timeout",
            "secure_delete",
            "trusted_schema",
            "cell_size_check",
            "wal_autocheckpoint",
        )
    }
    assert asked == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "wal_autocheckpoint": 0,
    }


def test_runs_found_running_are_interrupted(workspace_path: Path) -> None:
    workspace = open_workspace(workspace_path)
    run = start_run(workspace)
    done = start_run(workspace)
    workspace.runs.finish(done.id, RunStatus.FINISHED)
    workspace.close()
    again = open_workspace(workspace_path)
    assert again.opened.interrupted_runs == (run.id,)
    assert again.runs.get(run.id).status is RunStatus.INTERRUPTED
    assert again.runs.get(done.id).status is RunStatus.FINISHED
    assert again.verify_chain() == ()
    again.close()


def test_a_run_that_another_process_is_at_is_left_alone(workspace: Workspace) -> None:
    run = start_run(workspace)
    other = open_workspace(workspace.path)
    assert other.opened.interrupted_runs == ()
    assert other.runs.get(run.id).status is RunStatus.RUNNING
    other.close()
    workspace.runs.add(run.id, "pills", VERDICT)


def test_two_open_workspaces_see_each_others_writes(workspace: Workspace) -> None:
    other = open_workspace(workspace.path)
    policy = workspace.policies.add("Spam")
    other.policies.add_version(policy.id, "No pills.", "")
    assert workspace.policies.head(policy.id) == other.policies.head(policy.id)
    other.close()
    assert workspace.check().problems == ()


def test_a_writer_waits_for_another_instead_of_failing(workspace: Workspace) -> None:
    other = open_workspace(workspace.path)
    inside, done = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with other.writing():
            other.drafts.save("theirs", "first")
            inside.set()
            done.wait(0.2)

    thread = threading.Thread(target=write_slowly)
    thread.start()
    assert inside.wait(5)
    workspace.drafts.save("ours", "second")
    thread.join()
    assert workspace.drafts.find("theirs") is not None
    other.close()


def test_a_writer_that_waits_in_vain_says_so(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    other = open_workspace(workspace.path)
    with workspace.writing():
        assert workspace.drafts.find("ours") is None  # the lock is taken before the first write
        with pytest.raises(WorkspaceBusyError, match="busy: another program"):
            other.drafts.save("theirs", "first")
        workspace.drafts.save("ours", "second")
    other.close()
    assert workspace.drafts.find("ours") is not None


def test_a_workspace_being_restored_is_waited_for(
    workspace_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_workspace(workspace_path).close()
    lock = FileLock(lock_file(workspace_path))
    assert lock.try_acquire(shared=False)
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.0)
    with pytest.raises(WorkspaceBusyError, match="brought up to date or restored"):
        open_workspace(workspace_path)
    lock.release()
    open_workspace(workspace_path).close()


def test_many_threads_may_write_and_read(workspace: Workspace) -> None:
    run = start_run(workspace)
    failures: list[BaseException] = []

    def work(worker: int) -> None:
        try:
            for n in range(10):
                workspace.runs.add(run.id, f"{worker} {n}", VERDICT)
                workspace.runs.recent()
                workspace.search.find(f"{worker}")
        except BaseException as error:  # noqa: BLE001 - handed to the test
            failures.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert workspace.runs.get(run.id).judged == 40
    assert workspace.check().problems == ()


def test_a_failed_block_leaves_nothing_behind(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    run = start_run(workspace)

    def break_off() -> None:
        with workspace.writing():
            workspace.cases.add(policy.id, "one", "pills")
            workspace.runs.add(run.id, "pills", VERDICT)
            assert len(workspace.search.find("pills")) == 2
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert workspace.cases.all(policy.id) == ()
    assert workspace.search.find("pills") == ()
    assert workspace.runs.get(run.id).judged == 0


def test_a_write_outside_of_a_transaction_is_a_mistake(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError, match="outside of writing"):
        workspace._db.run("DELETE FROM drafts")


def test_a_long_log_is_moved_into_the_file(workspace: Workspace) -> None:
    for n in range(30):
        workspace.drafts.save("scratch", "x" * 200_000 + str(n))
    log = workspace.path.with_name("workspace.db-wal")
    assert log.stat().st_size <= database.LONG_LOG_BYTES


def test_a_log_that_has_vanished_is_not_long(workspace: Workspace) -> None:
    workspace.path.with_name("workspace.db-wal").unlink()
    assert not workspace._db._log_is_long()


def test_a_file_that_sqlite_refuses_is_not_left_open(tmp_path: Path) -> None:
    garbage = tmp_path / "garbage.db"
    garbage.write_bytes(b"garbage" * 1000)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        database.connect(garbage)


def test_failures_that_are_not_the_files_pass_untouched(workspace_path: Path) -> None:
    with pytest.raises(sqlite3.ProgrammingError), plain_failures(workspace_path):
        raise sqlite3.ProgrammingError("a mistake of ours")


def test_a_healthy_workspace_is_described(workspace: Workspace) -> None:
    workspace.policies.add("Spam")
    backup = workspace.backup("import")
    report = workspace.check()
    assert report.is_healthy
    assert report.sqlite_version == sqlite3.sqlite_version
    assert (report.path, report.format) == (workspace.path, len(STEPS))
    assert report.bytes > 0
    assert report.log_bytes > 0
    assert dict(report.counts)["policies"] == 1
    assert report.last_backup is not None
    assert report.last_backup.path == backup

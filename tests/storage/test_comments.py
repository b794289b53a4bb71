"""What reviewers said is kept for ever, once, and the chain covers it."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from tests.domain.bundle.test_commenting import SAID
from tests.support.workspaces import open_workspace

from clausebench.domain.bundle.commenting import Comment, EndKind, SubjectKind
from clausebench.domain.errors import NotFoundError
from clausebench.storage.migrations import STEPS
from clausebench.storage.workspace import Workspace


def commented(workspace: Workspace) -> Comment:
    policy = workspace.policies.add("Spam")
    version = workspace.policies.add_version(policy.id, "# Spam\n", "First")
    return replace(SAID, policy_id=policy.id, version_id=version.id, policy_hash=version.hash)


def test_what_came_in_twice_is_kept_once(workspace_path: Path) -> None:
    workspace = open_workspace(workspace_path)
    said = commented(workspace)
    (kept,) = workspace.comments.add_all([said])
    assert kept == replace(said, id=kept.id, received_at=kept.received_at)
    assert kept.received_at.startswith("2026-01-31")
    assert workspace.comments.add_all([said]) == ()
    changed = replace(said, text="Far too wide.")
    (again,) = workspace.comments.add_all([said, changed])
    first, second = workspace.comments.of_policy(said.policy_id)
    assert (first.comment, first.is_replaced, first.is_open) == (kept, True, False)
    assert (second.comment, second.is_replaced, second.is_open) == (again, False, True)
    assert workspace.verify_chain() == ()
    workspace.close()


def test_an_answer_is_added_and_so_is_opening_it_again(workspace_path: Path) -> None:
    workspace = open_workspace(workspace_path)
    (kept,) = workspace.comments.add_all([commented(workspace)])
    done = workspace.comments.end(kept.id, EndKind.DONE, "Bo", "Narrowed")
    (thread,) = workspace.comments.of_policy(kept.policy_id)
    assert (thread.end, thread.is_open) == (done, False)
    again = workspace.comments.end(kept.id, EndKind.REOPENED, "Ana", "Still wide")
    (thread,) = workspace.comments.of_policy(kept.policy_id)
    assert (thread.ends, thread.end, thread.is_open) == ((done, again), None, True)
    with pytest.raises(NotFoundError, match="no comment"):
        workspace.comments.end("nobody", EndKind.DONE, "Bo", "Narrowed")
    assert workspace.verify_chain() == ()
    workspace.close()


@pytest.mark.parametrize(
    ("table", "column", "problem"),
    [
        ("comments", "mark = 'agree'", "The comment .* is not what was written"),
        ("comments", "text = 'Fine.'", "The comment .* is not what was written"),
        ("comment_ends", "who = 'Cy'", "The answer to a comment .* is not what was written"),
        ("comment_ends", "reason = 'Fine.'", "The answer .* is not what was written"),
    ],
)
def test_what_was_changed_afterwards_shows(
    workspace_path: Path, table: str, column: str, problem: str
) -> None:
    workspace = open_workspace(workspace_path)
    (kept,) = workspace.comments.add_all([commented(workspace)])
    workspace.comments.end(kept.id, EndKind.ASIDE, "Bo", "Meant so")
    assert workspace.check().problems == ()
    workspace.close()
    with sqlite3.connect(workspace_path) as file:
        for sql in (f"UPDATE {table} SET {column}", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                file.execute(sql)
        file.execute(f"DROP TRIGGER {table}_stand")
        file.execute(f"UPDATE {table} SET {column}")
    file.close()
    workspace = open_workspace(workspace_path)
    (found,) = workspace.check().problems
    workspace.close()

    assert re.search(problem, found)


def test_purging_a_content_blanks_what_was_said_about_it(workspace_path: Path) -> None:
    workspace = open_workspace(workspace_path)
    said = commented(workspace)
    case = workspace.cases.add(said.policy_id, "pills", "Buy pills")
    about = replace(
        said, subject=SubjectKind.CASE, ref=case.id, name="pills", text="“Buy pills” is harmless."
    )
    kept = workspace.comments.add_all([about, said])
    workspace.comments.end(kept[0].id, EndKind.ASIDE, "Bo", "“Buy pills” is not.")
    workspace.purge_content("Buy pills")
    first, second = workspace.comments.of_policy(said.policy_id)
    assert (first.comment.text, first.ends[0].reason) == ("", "")
    assert second.comment.text == "Too wide."
    assert workspace.comments.add_all([about, said]) == ()
    assert workspace.check().problems == ()
    workspace.close()
    assert "Buy pills" not in workspace_path.read_bytes().decode("utf-8", "replace")


def test_a_workspace_of_format_3_gets_room_for_comments_and_terms(workspace_path: Path) -> None:
    workspace = open_workspace(workspace_path, steps=STEPS[:3], app_version="0.9")
    policy = workspace.policies.add("Spam")
    workspace.policies.add_version(policy.id, "# Spam\n", "First")
    workspace.close()
    workspace = open_workspace(workspace_path)
    assert workspace.opened.migrated_from == 3
    assert workspace.comments.of_policy(policy.id) == ()
    assert workspace.terms.of_policy(policy.id).licence == ""
    assert workspace.check().problems == ()
    workspace.close()

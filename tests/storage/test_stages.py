"""Steps of versions are kept for ever, and the chain covers them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.support.releases import full_release
from tests.support.workspaces import open_workspace

from clausebench.domain.bundle.approval import Approval, Stage


def test_steps_come_oldest_first_with_their_time(workspace_path: Path) -> None:
    workspace = open_workspace(workspace_path)
    policy = workspace.policies.add("Spam")
    version = workspace.policies.add_version(policy.id, "# Spam\n", "First")
    assert workspace.stages.of_version(version.id) == ()
    metrics = full_release().metrics
    first = workspace.stages.add(version.id, Approval(Stage.REVIEW, "Ana", "Ready", ""), metrics)
    second = workspace.stages.add(
        version.id, Approval(Stage.APPROVED, "Bo", "Good", "", "Only one locale"), None
    )
    assert first.at < second.at
    assert second.override == "Only one locale"
    assert workspace.stages.of_version(version.id) == (first, second)
    assert workspace.verify_chain() == ()
    workspace.close()
    assert _reopened(workspace_path) == (first, second)


def _reopened(path: Path) -> tuple[Approval, ...]:
    workspace = open_workspace(path)
    try:
        head = workspace.policies.head(workspace.policies.all()[0].id)
        assert head is not None
        return workspace.stages.of_version(head.id)
    finally:
        workspace.close()


def test_a_step_that_was_changed_afterwards_shows(workspace_path: Path) -> None:
    workspace = open_workspace(workspace_path)
    policy = workspace.policies.add("Spam")
    version = workspace.policies.add_version(policy.id, "# Spam\n", "First")
    workspace.stages.add(version.id, Approval(Stage.REVIEW, "Ana", "Ready", ""), None)
    workspace.close()
    with sqlite3.connect(workspace_path) as file:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            file.execute("UPDATE stages SET stage = 'approved'")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            file.execute("DELETE FROM stages")
        file.execute("DROP TRIGGER stages_stand")
        file.execute("UPDATE stages SET stage = 'approved'")
    file.close()
    workspace = open_workspace(workspace_path)
    (problem,) = workspace.verify_chain()
    workspace.close()
    assert "step of a version" in problem

"""Deleting a content for good."""

from __future__ import annotations

import pytest
from tests.support.workspaces import VERDICT, judged, start_run

from clausebench.domain.run import RunStatus
from clausebench.domain.verdict import VerdictStatus
from clausebench.storage.drafts import DraftKind
from clausebench.storage.workspace import Workspace

CANARY = "zyxwcanary"


@pytest.fixture
def run_id(workspace: Workspace) -> str:
    """A run with two verdicts; everything about the first speaks of the canary."""
    policy = workspace.policies.add("Spam")
    case = workspace.cases.add(policy.id, "bird", f"see {CANARY} fly", note=f"{CANARY}!")
    run = start_run(workspace, policy_id=policy.id, planned=2)
    verdict = judged(
        **dict.fromkeys(("reasoning", "final", "rationale", "category"), f"about {CANARY}")
    )
    stored = workspace.runs.add(run.id, case.content, verdict, case=case)
    workspace.runs.add(run.id, "harmless", VERDICT)
    workspace.notes.add(stored.id, f"{CANARY} again")
    workspace.drafts.save("sample", f"see {CANARY} fly", kind=DraftKind.SCRATCH)
    workspace.runs.finish(run.id, RunStatus.FINISHED)
    workspace.cases.remove(case.id)
    return run.id


def test_nothing_of_a_purged_content_is_left_in_the_file(workspace: Workspace, run_id: str) -> None:
    assert CANARY.encode() in b"".join(p.read_bytes() for p in workspace.path.parent.glob("*.db*"))
    report = workspace.purge_content(f"see {CANARY} fly")
    assert (report.cases, report.verdicts, report.backups) == (1, 1, ())
    assert workspace.search.find(CANARY) == ()
    left = b"".join(p.read_bytes() for p in workspace.path.parent.glob("*.db*"))
    assert CANARY.encode() not in left


def test_a_purged_verdict_still_counts(workspace: Workspace, run_id: str) -> None:
    workspace.purge_content(f"see {CANARY} fly")
    purged, other = workspace.runs.verdicts(run_id)
    assert (purged.content, purged.verdict.reasoning, purged.verdict.rationale) == ("", "", None)
    assert purged.verdict.status is VerdictStatus.REPAIRED
    assert purged.verdict.decision is VERDICT.decision
    assert (other.content, other.verdict) == ("harmless", VERDICT)
    assert workspace.runs.get(run_id).judged == 2


def test_history_stays_whole_after_a_purge(workspace: Workspace, run_id: str) -> None:
    workspace.purge_content(f"see {CANARY} fly")
    assert workspace.check().problems == ()


def test_purging_twice_finds_nothing_more(workspace: Workspace, run_id: str) -> None:
    workspace.purge_content(f"see {CANARY} fly")
    again = workspace.purge_content(f"see {CANARY} fly")
    assert (again.cases, again.verdicts) == (0, 0)


def test_backups_that_may_still_hold_it_are_named(workspace: Workspace, run_id: str) -> None:
    backup = workspace.backup("import")
    assert workspace.purge_content("harmless").backups == (backup,)


def test_a_purged_content_may_be_judged_again(workspace: Workspace, run_id: str) -> None:
    workspace.purge_content("harmless")
    run = start_run(workspace)
    assert workspace.runs.add(run.id, "harmless", VERDICT).content == "harmless"
    assert workspace.check().problems == ()


def test_a_policy_text_is_not_purged_as_a_content(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    workspace.policies.add_version(policy.id, "No pills.", "")
    workspace.runs.add(start_run(workspace).id, "No pills.", VERDICT)
    workspace.purge_content("No pills.")
    head = workspace.policies.head(policy.id)
    assert head is not None
    assert head.text == "No pills."

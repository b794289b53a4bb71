"""Drafts are replaced, notes pile up."""

from __future__ import annotations

import pytest
from tests.support.workspaces import VERDICT, Clock, start_run

from clausebench.domain.policy import Draft
from clausebench.storage.drafts import DraftKind
from clausebench.storage.workspace import Workspace


def test_a_policy_has_one_draft_the_last(workspace: Workspace, clock: Clock) -> None:
    workspace.drafts.save("p1", "on", 2)
    clock.pass_by(seconds=1)
    last = workspace.drafts.save("p1", "one", 3)
    assert last == Draft("p1", "one", 3, last.at)
    assert workspace.drafts.find("p1") == last
    assert workspace.drafts.find("p2") is None


def test_a_discarded_draft_is_gone(workspace: Workspace) -> None:
    workspace.drafts.save("p1", "one")
    workspace.drafts.discard("p1")
    assert workspace.drafts.find("p1") is None


def test_scratch_text_and_policies_do_not_meet(workspace: Workspace) -> None:
    workspace.drafts.save("p1", "policy")
    scratch = workspace.drafts.save("p1", "content", kind=DraftKind.SCRATCH)
    workspace.drafts.discard("p1")
    assert workspace.drafts.find("p1", kind=DraftKind.SCRATCH) == scratch


@pytest.mark.parametrize("text", ["", "a\r\nb\0c", "half \ud800"])
def test_a_draft_is_returned_as_it_will_be_read(workspace: Workspace, text: str) -> None:
    assert workspace.drafts.save("p1", text) == workspace.drafts.find("p1")


def test_notes_pile_up_on_a_verdict(workspace: Workspace) -> None:
    run = start_run(workspace)
    stored = workspace.runs.add(run.id, "pills", VERDICT)
    other = workspace.runs.add(run.id, "herbs", VERDICT)
    first = workspace.notes.add(stored.id, "wrong clause")
    second = workspace.notes.add(stored.id, "no, it is right")
    workspace.notes.add(other.id, "fine")
    assert workspace.notes.on(stored.id) == (first, second)
    assert first.text == "wrong clause"

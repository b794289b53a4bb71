"""Policies, versions and their clauses."""

from __future__ import annotations

import pytest
from tests.support.workspaces import Clock

from clausebench.domain.clause import Clause, ClauseId, ClauseKind, Decision, QuotedExample
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.text import Span, text_hash
from clausebench.storage.workspace import Workspace

CLAUSES = (
    Clause(ClauseId("SP2"), ClauseKind.VIOLATES, "Pills", Span(0, 40), Span(0, 20), code="SP2"),
    Clause(
        ClauseId("c-1f"),
        ClauseKind.EXAMPLE,
        "Examples",
        Span(20, 40),
        Span(20, 40),
        parent=ClauseId("SP2"),
        depth=1,
        label="1",
        examples=(QuotedExample("buy ยา", Span(25, 31), "1", Decision.VIOLATES),),
    ),
)


def test_a_policy_is_found_by_name_in_any_case_and_by_id(workspace: Workspace) -> None:
    policy = workspace.policies.add("  Späm  ")
    assert policy.name == "Späm"
    assert workspace.policies.find("sPÄM") == policy
    assert workspace.policies.find(policy.id) == policy
    assert workspace.policies.find("harassment") is None


def test_an_id_wins_over_a_name_that_looks_like_it(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    workspace.policies.add(policy.id)
    assert workspace.policies.find(policy.id) == policy


def test_policies_are_listed_by_name(workspace: Workspace) -> None:
    for name in ("spam", "Fraud", "harassment"):
        workspace.policies.add(name)
    assert [p.name for p in workspace.policies.all()] == ["Fraud", "harassment", "spam"]


@pytest.mark.parametrize("name", ["", "  \n", "SPAM"])
def test_an_empty_or_taken_name_is_refused(workspace: Workspace, name: str) -> None:
    workspace.policies.add("Spam")
    other = workspace.policies.add("Fraud")
    with pytest.raises(BadInputError, match="name"):
        workspace.policies.add(name)
    with pytest.raises(BadInputError, match="name"):
        workspace.policies.rename(other.id, name)
    assert [p.name for p in workspace.policies.all()] == ["Fraud", "Spam"]


def test_renaming_keeps_the_policy(workspace: Workspace) -> None:
    policy = workspace.policies.add("spam")
    renamed = workspace.policies.rename(policy.id, "Spam")
    assert renamed.id == policy.id
    assert workspace.policies.find("spam") == renamed
    assert renamed.name == "Spam"


@pytest.mark.parametrize("ask", ["get", "version"])
def test_what_is_not_there_is_said_to_be_missing(workspace: Workspace, ask: str) -> None:
    with pytest.raises(NotFoundError, match="no policy"):
        getattr(workspace.policies, ask)("nothing")


def test_a_policy_has_no_head_before_its_first_save(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    assert workspace.policies.head(policy.id) is None
    assert workspace.policies.versions(policy.id) == ()


def test_versions_count_up_and_know_their_parent(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    first = workspace.policies.add_version(policy.id, "one", "Created")
    second = workspace.policies.add_version(policy.id, "two", "Tightened")
    assert (first.number, first.parent, first.hash) == (1, None, text_hash("one"))
    assert (second.number, second.parent, second.reason) == (2, first.id, "Tightened")
    assert workspace.policies.head(policy.id) == second
    assert workspace.policies.versions(policy.id) == (second, first)
    assert workspace.policies.version(first.id) == first


def test_saving_the_heads_text_again_makes_no_version(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    first = workspace.policies.add_version(policy.id, "one", "Created")
    assert workspace.policies.add_version(policy.id, "one", "Again") == first


def test_going_back_to_an_old_text_is_a_new_version(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    for text in ("one", "two", "one"):
        head = workspace.policies.add_version(policy.id, text, "")
    assert head.number == 3


def test_clauses_come_back_exactly_with_their_ids(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    version = workspace.policies.add_version(policy.id, "text", "", CLAUSES)
    assert workspace.policies.clauses(version.id) == CLAUSES


def test_a_version_whose_clauses_cannot_be_kept_is_not_kept_either(workspace: Workspace) -> None:
    policy = workspace.policies.add("Spam")
    with pytest.raises(AttributeError):
        workspace.policies.add_version(policy.id, "text", "", [CLAUSES[0], "no clause"])  # type: ignore[list-item]
    assert workspace.policies.head(policy.id) is None
    assert workspace.search.find("text") == ()


def test_a_summary_tells_what_a_list_shows(workspace: Workspace, clock: Clock) -> None:
    bare = workspace.policies.add("Fraud")
    full = workspace.policies.add("Spam")
    version = workspace.policies.add_version(full.id, "one", "")
    kept = workspace.cases.add(full.id, "a", "pills")
    workspace.cases.remove(workspace.cases.add(full.id, "b", "more pills").id)
    clock.pass_by(hours=1)
    draft = workspace.drafts.save(full.id, "one and a half")

    first, second = workspace.policies.summaries()
    assert (first.policy, first.version_number, first.case_count) == (bare, None, 0)
    assert (first.changed_at, first.has_draft) == (bare.created_at, False)
    assert (second.policy, second.version_number, second.case_count) == (full, 1, 1)
    assert (second.changed_at, second.has_draft) == (draft.at, True)

    workspace.drafts.discard(full.id)
    assert workspace.policies.summaries()[1].changed_at == version.at
    assert workspace.cases.all(full.id) == (kept,)

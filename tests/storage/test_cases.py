"""Test cases: kept, changed, removed and brought back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.policy import Policy
from clausebench.storage.workspace import Workspace


@pytest.fixture
def policy(workspace: Workspace) -> Policy:
    return workspace.policies.add("Spam")


def test_a_case_comes_back_as_it_was_kept(workspace: Workspace, policy: Policy) -> None:
    expected = Expectation(Decision.VIOLATES, "SP2", ("SP2.a",))
    case = workspace.cases.add(
        policy.id,
        "pills",
        "Buy pills",
        expected,
        language="en",
        tags=("hard", "cold", "hard"),
        note="From a report",
        twin="no-pills",
    )
    assert (case.name, case.content, case.expected) == ("pills", "Buy pills", expected)
    assert (case.tags, case.twin) == (("hard", "cold", "hard"), "no-pills")
    assert workspace.cases.get(case.id) == case
    assert workspace.cases.all(policy.id) == (case,)


def test_cases_stand_in_the_order_they_were_added(workspace: Workspace, policy: Policy) -> None:
    other = workspace.policies.add("Fraud")
    for name in ("z", "a", "m"):
        workspace.cases.add(policy.id, name, name, tags=(f"tag-{name}",))
    workspace.cases.add(other.id, "a", "the same name elsewhere")
    assert [(c.name, c.tags) for c in workspace.cases.all(policy.id)] == [
        ("z", ("tag-z",)),
        ("a", ("tag-a",)),
        ("m", ("tag-m",)),
    ]
    assert workspace.cases.count(policy.id) == 3


def test_a_taken_name_is_refused(workspace: Workspace, policy: Policy) -> None:
    workspace.cases.add(policy.id, "pills", "one")
    other = workspace.cases.add(policy.id, "more", "two")
    with pytest.raises(BadInputError, match="“pills”"):
        workspace.cases.add(policy.id, "pills", "three")
    with pytest.raises(BadInputError, match="“pills”"):
        workspace.cases.change(replace(other, name="pills"))


def test_a_changed_case_keeps_its_identity(workspace: Workspace, policy: Policy) -> None:
    case = workspace.cases.add(policy.id, "pills", "Buy pills", tags=("a",))
    wanted = replace(case, content="Buy herbs", tags=("b", "c"), note="softer", name="herbs")
    assert workspace.cases.change(wanted) == wanted
    assert workspace.cases.all(policy.id) == (wanted,)


def test_a_removed_case_can_be_brought_back(workspace: Workspace, policy: Policy) -> None:
    case = workspace.cases.add(policy.id, "pills", "Buy pills", tags=("a",))
    workspace.cases.remove(case.id)
    assert workspace.cases.all(policy.id) == ()
    with pytest.raises(NotFoundError):
        workspace.cases.get(case.id)
    assert workspace.cases.restore(case.id) == case
    assert workspace.cases.all(policy.id) == (case,)


def test_a_case_that_comes_back_to_a_taken_name_gets_the_next(
    workspace: Workspace, policy: Policy
) -> None:
    case = workspace.cases.add(policy.id, "pills", "one")
    workspace.cases.remove(case.id)
    workspace.cases.add(policy.id, "pills", "two")
    workspace.cases.add(policy.id, "pills-2", "three")
    assert workspace.cases.restore(case.id).name == "pills-3"


def test_a_free_name_is_left_as_it_is(workspace: Workspace, policy: Policy) -> None:
    assert workspace.cases.free_name(policy.id, "pills") == "pills"


def test_only_what_was_removed_can_be_restored(workspace: Workspace, policy: Policy) -> None:
    case = workspace.cases.add(policy.id, "pills", "one")
    with pytest.raises(NotFoundError, match="no removed test case"):
        workspace.cases.restore(case.id)


def test_what_is_not_there_cannot_be_changed_or_removed(
    workspace: Workspace, policy: Policy
) -> None:
    case = workspace.cases.add(policy.id, "pills", "one")
    workspace.cases.remove(case.id)
    with pytest.raises(NotFoundError):
        workspace.cases.change(case)
    with pytest.raises(NotFoundError):
        workspace.cases.remove(case.id)


def test_many_cases_are_imported_wholly_or_not_at_all(workspace: Workspace, policy: Policy) -> None:
    def import_all() -> None:
        with workspace.writing():
            for content in ("one", "two"):
                workspace.cases.add(policy.id, "a", content)

    with pytest.raises(BadInputError):
        import_all()
    assert workspace.cases.all(policy.id) == ()


def test_a_caught_failure_undoes_only_itself(workspace: Workspace, policy: Policy) -> None:
    with workspace.writing():
        kept = workspace.cases.add(policy.id, "a", "one")
        with pytest.raises(BadInputError):
            workspace.cases.add(policy.id, "a", "two")
    assert workspace.cases.all(policy.id) == (kept,)

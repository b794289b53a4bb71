"""Labels are only ever added; cases that came in together go together."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from clausebench.domain.case import Case, CaseSeverity, Expectation, Split, Tolerance
from clausebench.domain.case_kind import CaseKind
from clausebench.domain.clause import Decision
from clausebench.domain.labelling import CaseLabel, LabelKind
from clausebench.domain.policy import Policy
from clausebench.storage.imports import Import
from clausebench.storage.workspace import Workspace


@pytest.fixture
def policy(workspace: Workspace) -> Policy:
    return workspace.policies.add("Spam")


def draft(name: str) -> Case:
    return Case("", "", name, f"content of {name}")


def test_everything_about_a_case_comes_back(workspace: Workspace, policy: Policy) -> None:
    given = Case(
        "",
        policy.id,
        "twin-a",
        "[User]\nhi\n\n[Assistant]\nno",
        Expectation(Decision.ALLOWED, tolerance=Tolerance.VARY),
        kind=CaseKind.EXCHANGE,
        severity=CaseSeverity.HIGH,
        split=Split.LOCKED,
        source="a set",
        licence="CC-BY-4.0",
        twin="twin-b",
        twin_change="the reply refuses",
    )
    kept = workspace.cases.keep(given)
    assert kept == replace(given, id=kept.id, created_at=kept.created_at)
    assert workspace.cases.get(kept.id) == kept
    changed = workspace.cases.change(replace(kept, severity=None, split=Split.OPEN))
    assert workspace.cases.get(kept.id) == changed


def test_an_import_is_taken_back_and_brought_back_whole(
    workspace: Workspace, policy: Policy
) -> None:
    workspace.cases.add(policy.id, "a", "mine")
    *cases, made = workspace.imports.keep(
        policy.id, "set.csv", [draft("a"), draft("a"), draft("b")]
    )
    assert isinstance(made, Import)
    assert (made.source, made.cases) == ("set.csv", 3)
    assert [case.name for case in cases if isinstance(case, Case)] == ["a-2", "a-3", "b"]
    assert workspace.imports.undo(made.id) == 3
    assert [case.name for case in workspace.cases.all(policy.id)] == ["a"]
    assert workspace.imports.of_policy(policy.id)[0].undone_at
    assert workspace.imports.redo(made.id) == 3
    assert workspace.cases.count(policy.id) == 4


def test_a_case_removed_before_the_undo_stays_away(workspace: Workspace, policy: Policy) -> None:
    first, *_, made = workspace.imports.keep(policy.id, "s", [draft("a"), draft("b")])
    assert isinstance(first, Case)
    assert isinstance(made, Import)
    workspace.cases.remove(first.id)
    assert workspace.imports.undo(made.id) == 1


def test_an_import_that_is_broken_off_leaves_nothing(workspace: Workspace, policy: Policy) -> None:
    coming = workspace.imports.keep(policy.id, "s", [draft("a"), draft("b")])
    next(coming)
    coming.close()
    assert workspace.cases.count(policy.id) == 0
    assert workspace.imports.of_policy(policy.id) == ()


def test_labels_belong_to_the_words_that_were_labelled(
    workspace: Workspace, policy: Policy
) -> None:
    case = workspace.cases.add(policy.id, "a", "words")
    given = CaseLabel(
        "", case.id, LabelKind.LABEL, "ana", Decision.VIOLATES, "SP2", ("SP2.a",), "clear", True
    )
    kept = workspace.labels.add(given)
    assert workspace.labels.on(case.id) == (kept,)
    assert workspace.labels.of_policy(policy.id) == {case.id: (kept,)}
    assert replace(kept, id="", at="") == given
    workspace.cases.change(replace(case, content="other words"))
    assert workspace.labels.on(case.id) == ()


def test_nobody_changes_what_was_said(workspace: Workspace, policy: Policy) -> None:
    case = workspace.cases.add(policy.id, "a", "words")
    workspace.labels.add(CaseLabel("", case.id, LabelKind.LABEL, "ana", Decision.ALLOWED))
    with sqlite3.connect(workspace.path) as connection:
        for statement in ("DELETE FROM labels", "UPDATE labels SET decision = 'violates'"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)
    connection.close()


def test_a_purge_takes_the_notes_of_labels_along(workspace: Workspace, policy: Policy) -> None:
    case = workspace.cases.add(policy.id, "a", "secret words")
    workspace.labels.add(
        CaseLabel("", case.id, LabelKind.LABEL, "ana", Decision.ALLOWED, note="secret words")
    )
    workspace.purge_content("secret words")
    assert b"secret words" not in workspace.path.read_bytes()

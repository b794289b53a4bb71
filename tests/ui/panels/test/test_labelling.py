"""Labelling, noting and removing test cases."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.case_answers import CONTENTS, kept_cases
from tests.support.policies import SPAM
from tests.support.resting import at_rest
from tests.support.suite_steps import at, go_to, outcomes, run_all

from clausebench.domain.case import Expectation, Outcome
from clausebench.domain.clause import Decision
from clausebench.domain.policy import Policy
from clausebench.services.desk import Desk
from clausebench.ui.panels.test.suite_mode import SuiteMode
from clausebench.ui.shell import Shell

Key = Qt.Key


def test_digits_label_and_go_on_and_undo_takes_it_back(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: SuiteMode
) -> None:
    told: list[str] = []
    shell.relay.cases_changed.connect(told.append)
    go_to(mode, "pills")
    for key in (Key.Key_2, Key.Key_3, Key.Key_0):
        qtbot.keyClick(mode.cases.view, key)
    assert at(mode) == "stray"
    at_rest(qtbot, shell)
    assert told == [policy.id]
    expected = {name: case.expected for name, case in kept_cases(desk, policy).items()}
    assert expected["pills"] == Expectation(Decision.ALLOWED)
    assert expected["receipt"] == Expectation(Decision.ESCALATE)
    assert expected["mumble"] == Expectation()
    for _ in range(3):
        shell.commands.run("test.undo")
    at_rest(qtbot, shell)
    before = {name: pair[1] for name, pair in CONTENTS.items()}
    assert {n: case.expected for n, case in kept_cases(desk, policy).items()} == before
    shell.commands.run("test.redo")
    at_rest(qtbot, shell)
    assert kept_cases(desk, policy)["pills"].expected == Expectation(Decision.ALLOWED)


def test_labels_change_the_outcome_at_once(qtbot: QtBot, shell: Shell, mode: SuiteMode) -> None:
    run_all(qtbot, shell)
    go_to(mode, "receipt")
    qtbot.keyClick(mode.cases.view, Key.Key_1)
    assert outcomes(mode)["receipt"] is Outcome.FAILED
    shell.commands.run("test.undo")
    assert outcomes(mode)["receipt"] is Outcome.PASSED


def test_several_cases_are_labelled_together_and_nobody_moves(
    qtbot: QtBot, shell: Shell, mode: SuiteMode
) -> None:
    mode.cases.view.selectAll()
    qtbot.keyClick(mode.cases.view, Key.Key_3)
    assert {row.case.expected.decision for row in mode.cases.rows} == {Decision.ESCALATE}
    assert at(mode) == "pills"
    shell.commands.run("test.undo")
    assert mode.cases.rows[1].case.expected.decision is Decision.ALLOWED


def test_a_removed_case_comes_back_with_undo(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: SuiteMode
) -> None:
    go_to(mode, "receipt")
    qtbot.keyClick(mode.cases.view, Key.Key_Delete)
    assert at(mode) == "mumble"
    at_rest(qtbot, shell)
    assert "receipt" not in kept_cases(desk, policy)
    shell.commands.run("test.undo")
    at_rest(qtbot, shell)
    assert "receipt" in kept_cases(desk, policy)
    assert "receipt" in outcomes(mode)


def test_each_policy_has_its_own_undo(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: SuiteMode
) -> None:
    other = desk.library.create("Other", SPAM).policy
    qtbot.keyClick(mode.cases.view, Key.Key_2)
    at_rest(qtbot, shell)
    shell.relay.policy_opened.emit(other.id)
    at_rest(qtbot, shell)
    assert shell.commands.reason("test.undo")
    shell.relay.policy_opened.emit(policy.id)
    at_rest(qtbot, shell)
    assert not shell.commands.reason("test.undo")


def test_a_note_is_written_from_the_list_and_can_be_undone(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: SuiteMode
) -> None:
    mode.activateWindow()
    qtbot.keyClick(mode.cases.view, "n")
    note = mode.details.bar.note
    qtbot.waitUntil(note.hasFocus)
    qtbot.keyClicks(note, "clear case")
    qtbot.keyClick(note, Key.Key_Return)
    assert mode.cases.view.hasFocus()
    at_rest(qtbot, shell)
    assert kept_cases(desk, policy)["pills"].note == "clear case"
    shell.commands.run("test.undo")
    at_rest(qtbot, shell)
    assert kept_cases(desk, policy)["pills"].note == ""
    assert note.text() == ""

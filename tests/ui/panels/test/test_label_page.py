"""Labelling with the keyboard, blind first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.case_answers import CONTENTS
from tests.support.resting import at_rest
from tests.support.suite_steps import at, run_all

from clausebench.domain.clause import Decision
from clausebench.domain.policy import Policy
from clausebench.domain.reading_policy import parse
from clausebench.services.desk import Desk
from clausebench.ui.panels.test.label_page import LabelPage, choices_of
from clausebench.ui.panels.test.suite_mode import SuiteMode
from clausebench.ui.shell import Shell

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, shell: Shell, mode: SuiteMode) -> LabelPage:
    run_all(qtbot, shell)
    shell.preferences.change(person="Ana")
    shell.commands.run("test.label")
    at_rest(qtbot, shell)
    assert mode.stack.currentWidget() is mode.labelling
    return mode.labelling


def press(qtbot: QtBot, shell: Shell, page: LabelPage, keys: str) -> None:
    qtbot.keyClicks(page, keys)
    at_rest(qtbot, shell)


def test_what_the_model_says_is_shown_only_afterwards(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, page: LabelPage
) -> None:
    assert page.content.view.text == CONTENTS["pills"][0]
    assert "The model" not in page.after.text()
    press(qtbot, shell, page, "1")
    assert page.after.text().splitlines()[0].startswith("You: ")
    assert "before seeing anything" in page.after.text()
    assert "The model: violates." in page.after.text()
    entries = next(iter(desk.labelling.entries(policy.id).values()))
    assert (entries[0].who, entries[0].is_blind) == ("Ana", True)
    assert "1 labelled by Ana" in page.progress.text()
    press(qtbot, shell, page, "2")
    entries = next(iter(desk.labelling.entries(policy.id).values()))
    assert (len(entries), entries[1].is_blind) == (2, False)


def test_keys_step_escalate_note_and_undo(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, page: LabelPage
) -> None:
    press(qtbot, shell, page, "j")
    assert page.content.view.text == CONTENTS["receipt"][0]
    page.note.setText("not sure")
    press(qtbot, shell, page, "e")
    case = next(c for c in desk.library.cases(policy.id) if c.name == "receipt")
    assert case.expected.decision is Decision.ESCALATE
    assert desk.labelling.entries(policy.id)[case.id][0].note == "not sure"
    press(qtbot, shell, page, "jk")
    press(qtbot, shell, page, "u")
    case = next(c for c in desk.library.cases(policy.id) if c.name == "receipt")
    assert case.expected.decision is None
    qtbot.keyClick(page, Key.Key_N)
    assert page.note.hasFocus() or not page.window().isActiveWindow()


def test_what_people_differ_about_is_settled_with_a_reason(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: SuiteMode, page: LabelPage
) -> None:
    case = next(c for c in desk.library.cases(policy.id) if c.name == "pills")
    desk.labelling.label(case.id, "Bo", Decision.ALLOWED)
    page.closed.emit()
    at_rest(qtbot, shell)
    shell.commands.run("test.label")
    at_rest(qtbot, shell)
    press(qtbot, shell, page, "1")
    assert "People differ" in page.after.text()
    assert "Bo: allowed" in page.after.text()
    page.settle.click()
    assert "Say why" in page.after.text()
    page.note.setText("it sells")
    page.settle.click()
    press(qtbot, shell, page, "1")
    case = next(c for c in desk.library.cases(policy.id) if c.name == "pills")
    assert case.expected.decision is Decision.VIOLATES
    assert desk.library.disputed(policy.id) == frozenset()


def test_esc_goes_back_to_the_case_in_the_table(
    qtbot: QtBot, shell: Shell, mode: SuiteMode, page: LabelPage
) -> None:
    press(qtbot, shell, page, "j")
    qtbot.keyClick(page, Key.Key_Escape)
    at_rest(qtbot, shell)
    assert mode.stack.currentWidget() is mode.splitter
    assert at(mode) == "receipt"


def test_labels_are_the_policys_own() -> None:
    policy = parse("# P\n\n## Violates\n\n- SP1 Ads\n\nOutput `BAD` or `GOOD`, nothing else.\n")
    assert len(choices_of(policy)) == len(policy.labels) or len(choices_of(policy)) == 3
    assert [c.decision for c in choices_of(parse("# P"))] == list(Decision)

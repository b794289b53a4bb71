"""Two sides chosen, judged and read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.case_answers import CONTENTS, keep_cases
from tests.support.desks import open_test_desk
from tests.support.policies import SPAM
from tests.support.resting import at_rest
from tests.support.spoken_engine import SpokenEngine, answer, rationale

from clausebench.domain.blast import Missed
from clausebench.domain.effort import Effort
from clausebench.domain.judging import JudgeRequest
from clausebench.domain.policy import Policy
from clausebench.domain.run import RunSettings
from clausebench.domain.verdict import RawAnswer
from clausebench.services.desk import Desk
from clausebench.services.recording import Subject
from clausebench.ui.panels.compare.compare_mode import CompareMode
from clausebench.ui.panels.compare.result_panel import missed_words
from clausebench.ui.panels.compare.spec import SPEC
from clausebench.ui.shell import Shell

Key = Qt.Key
EDITED = SPAM.replace("SP1", "SP4")


def speak(request: JudgeRequest) -> RawAnswer:
    """Sales violate SP1; without it nothing is wrong with them."""
    if "Buy" not in request.content:
        return answer(rationale(0, None, "SP7"), "SP7 is about this.")
    if "SP1" in request.policy_text:
        return answer(rationale(1, "SP1", "SP1"), "It sells. SP1 forbids that.")
    return answer(rationale(0, None, "SP7"), "It sells. SP7 allows that.")


@pytest.fixture
def desk(workspace_path: Path) -> Iterator[Desk]:
    with open_test_desk(workspace_path, SpokenEngine(speak)) as desk:
        yield desk


@pytest.fixture
def policy(desk: Desk) -> Policy:
    policy = desk.library.create("Spam", SPAM).policy
    keep_cases(desk, policy)
    desk.library.save_draft(policy.id, EDITED, 0)
    return policy


@pytest.fixture
def mode(qtbot: QtBot, shell: Shell, policy: Policy) -> Iterator[CompareMode]:
    shell.commands.register(SPEC.commands, SPEC.hints)
    shell.commands.enter_mode(SPEC.id)
    mode = SPEC.build(shell)
    assert isinstance(mode, CompareMode)
    qtbot.addWidget(mode)
    mode.resize(1240, 760)
    mode.show()
    mode.activated()
    at_rest(qtbot, shell)
    yield mode
    at_rest(qtbot, shell)


def changes(mode: CompareMode) -> dict[str, str]:
    return {
        row.case.name: row.change.changes[0].value if row.change.changes else "same"
        for row in mode.results.model.shown
    }


def test_the_draft_stands_against_the_version_before_it(mode: CompareMode) -> None:
    before, after = mode.bar.before.choice, mode.bar.after.choice
    assert before is not None
    assert after is not None
    assert (before.title, after.title) == ("Version 1 · Created", "Draft, as typed")
    assert mode.stack.currentWidget() is mode.intro


def test_only_what_changed_is_shown_until_all_is_wanted(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: CompareMode
) -> None:
    shell.commands.run("compare.run")
    at_rest(qtbot, shell)
    assert changes(mode) == {"pills": "broken", "stray": "broken"}
    assert mode.results.sentence.text().startswith("2 broken (n=5).")
    assert "could be chance" in mode.results.sentence.text()
    mode.results.changed_only.setChecked(False)
    assert len(changes(mode)) == 5
    assert desk.history.latest(policy.id) == {}


def test_both_reasonings_are_read_side_by_side_from_where_they_part(
    qtbot: QtBot, shell: Shell, mode: CompareMode
) -> None:
    shell.commands.run("compare.run")
    at_rest(qtbot, shell)
    qtbot.keyClick(mode.results.table, Key.Key_Return)
    at_rest(qtbot, shell)
    details = mode.details
    assert details.isVisible()
    assert details.content.view.text == CONTENTS["pills"][0]
    assert "SP1 forbids" in details.before.page.text.text
    assert "SP7 allows" in details.after.page.text.text
    assert details.titles[1].text() == "After: Draft, as typed"
    assert "They part at SP1, which only the reasoning before" in details.words.text()
    steps = details.steps.current_row
    assert (steps.name, steps.is_parting) == ("SP1", True)
    assert details.before.page.text.textCursor().selectedText().startswith("SP1 forbids")
    qtbot.keyClick(mode.results.table, "j")
    at_rest(qtbot, shell)
    assert details.content.view.text == CONTENTS["stray"][0]
    qtbot.keyClick(mode.results.table, Key.Key_Escape)
    assert details.isHidden()


def test_an_edit_is_asked_stage_by_stage(qtbot: QtBot, shell: Shell, mode: CompareMode) -> None:
    mode.bar.staged.setChecked(True)
    shell.commands.run("compare.run")
    at_rest(qtbot, shell)
    assert {row.case.name: row.stage for row in mode.results.model.rows}["pills"] == "reached"
    assert changes(mode) == {"pills": "broken", "stray": "broken"}
    assert mode.results.rest.isHidden()  # so few cases are all drawn


def test_the_rest_is_asked_on_demand(qtbot: QtBot, shell: Shell, mode: CompareMode) -> None:
    mode.bar.staged.setChecked(True)
    shell.commands.run("compare.run")
    at_rest(qtbot, shell)
    assert mode.found is not None
    mode.results.rest_pressed.emit()
    at_rest(qtbot, shell)
    assert len(mode.found.stages) == 5
    words = missed_words(Missed(1, 10, 40, 4.0, 16))
    assert words == (
        "1 of 10 cases drawn from the others changed: of the 40 not asked, about 4 may have "
        "changed, at most 16 (95 %)."
    )


def test_a_run_of_the_past_can_stand_on_a_side(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: CompareMode
) -> None:
    cases = desk.library.cases(policy.id)
    subject = Subject(SPAM, "Spam", policy.id, 1)
    from clausebench.domain.cancel import CancelToken

    list(desk.suites.run(subject, cases, RunSettings(), CancelToken()))
    shell.relay.verdicts_changed.emit(policy.id)
    at_rest(qtbot, shell)
    titles = [mode.bar.before.what.itemText(n) for n in range(mode.bar.before.what.count())]
    assert titles[2].startswith("Run of ")
    assert titles[2].endswith("version 1 · medium · spoken by a test")
    mode.bar.before.what.setCurrentIndex(2)
    assert mode.bar.before.effort.isHidden()
    shell.commands.run("compare.run")
    at_rest(qtbot, shell)
    assert changes(mode) == {"pills": "broken", "stray": "broken"}


def test_the_same_on_both_sides_says_nothing(mode: CompareMode) -> None:
    mode.bar.before.what.setCurrentIndex(0)
    assert not mode.bar.compare.isEnabled()
    assert "Choose another" in mode.bar.words.text()
    mode.bar.after.effort.choose(Effort.HIGH)
    mode.bar.after.effort.chosen.emit(Effort.HIGH)
    assert mode.bar.compare.isEnabled()
    mode.bar.swap.click()
    assert mode.bar.before.effort.value is Effort.HIGH


def test_nothing_changed_is_said_in_words(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: CompareMode
) -> None:
    desk.library.save_draft(policy.id, SPAM + "\nOne more line.\n", 0)
    shell.relay.draft_changed.emit(policy.id, "")
    at_rest(qtbot, shell)
    shell.commands.run("compare.draft")
    at_rest(qtbot, shell)
    assert mode.results.sentence.text() == "No verdict changed (n=5)."
    assert mode.results.nothing.isVisible()
    mode.results.nothing.pressed.emit()
    assert len(changes(mode)) == 5


def test_without_cases_there_is_nothing_to_compare(
    qtbot: QtBot, shell: Shell, desk: Desk, mode: CompareMode
) -> None:
    other = desk.library.create("Empty", SPAM).policy
    shell.relay.policy_opened.emit(other.id)
    at_rest(qtbot, shell)
    assert mode.stack.currentWidget() is mode.empty
    assert not mode.bar.compare.isEnabled()

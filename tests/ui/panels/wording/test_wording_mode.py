"""What everything asked says about the clauses, and asking more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.desks import open_test_desk
from tests.support.resting import at_rest
from tests.support.spoken_engine import SpokenEngine, answer, rationale

from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.judging import JudgeRequest
from clausebench.domain.policy import Policy
from clausebench.domain.verdict import RawAnswer
from clausebench.services.desk import Desk
from clausebench.ui.panels.wording.entries import View
from clausebench.ui.panels.wording.spec import SPEC
from clausebench.ui.panels.wording.wording_mode import WordingMode
from clausebench.ui.shell import Shell

Key = Qt.Key
POLICY = (
    "# Words\n\n## Violates\n\n- R1 Posts that must not mention amber\n- R2 Posts about birch\n"
    "- R3 Posts about cedar\n\n## Allowed\n\n- R9 Everything else\n"
)


def speak(request: JudgeRequest) -> RawAnswer:
    """R1 wavers with the seed, R2 does not, and nothing ever rests on R3."""
    text, policy = request.content, request.policy_text
    if "amber" in text and "R1" in policy and request.seed % 2:
        return answer(rationale(1, "R1", "R1"), "R1 fits.")
    if "birch" in text and "R2" in policy:
        return answer(rationale(1, "R2", "R2"), "R2 fits, R3 does not.")
    return answer(rationale(0, None, "R9"), "R9, though R1 could be meant.")


@pytest.fixture
def desk(workspace_path: Path) -> Iterator[Desk]:
    with open_test_desk(workspace_path, SpokenEngine(speak)) as desk:
        yield desk


@pytest.fixture
def policy(desk: Desk) -> Policy:
    policy = desk.library.create("Words", POLICY).policy
    for name in ("amber", "birch", "plain"):
        desk.library.keep_case(
            policy.id, f"a post with {name}", Expectation(Decision.ALLOWED), name=name
        )
    return policy


@pytest.fixture
def mode(qtbot: QtBot, shell: Shell, policy: Policy) -> Iterator[WordingMode]:
    shell.commands.register(SPEC.commands, SPEC.hints)
    shell.commands.enter_mode(SPEC.id)
    mode = SPEC.build(shell)
    assert isinstance(mode, WordingMode)
    qtbot.addWidget(mode)
    mode.resize(1240, 760)
    mode.show()
    mode.activated()
    at_rest(qtbot, shell)
    yield mode
    at_rest(qtbot, shell)


def cells(mode: WordingMode, view: View) -> list[list[str]]:
    return [[cell.words for cell in entry.cells] for entry in mode.models[view].shown]


def ask(qtbot: QtBot, shell: Shell, mode: WordingMode, view: View, repeats: int = 1) -> None:
    mode.bar.repeats.setValue(repeats)
    mode.show_view(view)
    shell.commands.run("wording.ask")
    at_rest(qtbot, shell)


def test_before_anything_was_asked_it_says_what_to_do(mode: WordingMode) -> None:
    assert mode.left.currentWidget() is mode.empty
    assert "No case was asked more than once" in mode.sentence.text()
    assert mode.bar.estimate.text() == "15 verdicts"


def test_repeats_show_the_ambiguous_clause_and_the_firmly_wrong_case(
    qtbot: QtBot, shell: Shell, mode: WordingMode
) -> None:
    ask(qtbot, shell, mode, View.DOUBTS, repeats=4)
    found = cells(mode, View.DOUBTS)
    assert found[0][0] == "R1"
    assert "of" in found[0][2]
    assert found[0][3] == "not enough cases"
    assert found[0][4] == "repeats"
    assert [row.name for row in mode.case_model.shown] == ["amber"]
    assert mode.case_model.shown[0].says == "2 of 4 the same, over repeats"
    mode.show_view(View.WRONG)
    assert [entry.cells[0].words for entry in mode.models[View.WRONG].shown] == ["birch"]
    assert "change the rule, or what is expected" in mode.sentence.text()


def test_coverage_names_what_nothing_tests(qtbot: QtBot, shell: Shell, mode: WordingMode) -> None:
    ask(qtbot, shell, mode, View.COVERAGE, repeats=2)
    words = {row[0]: row[-1] for row in cells(mode, View.COVERAGE)}
    assert words["R3"] == "Never the reason"
    assert words["R1"] == "Against R9"
    assert "pull cases both ways" in mode.sentence.text()


def test_knocking_out_shows_what_carries(qtbot: QtBot, shell: Shell, mode: WordingMode) -> None:
    mode.show_view(View.CARRIES)
    assert mode.bar.ask.text() == "Knock out"
    assert mode.bar.estimate.text().startswith("75 verdicts")
    ask(qtbot, shell, mode, View.CARRIES)
    first = cells(mode, View.CARRIES)[0]
    assert (first[0], first[2]) in (("R2", "1 of 3"), ("R1", "1 of 3"))
    assert mode.case_model.shown[0].says == "violates → allowed"


def test_mutants_that_nobody_notices_come_first(
    qtbot: QtBot, shell: Shell, mode: WordingMode
) -> None:
    ask(qtbot, shell, mode, View.MUTANTS)
    found = mode.models[View.MUTANTS].shown
    assert found
    assert found[0].cells[0].look is not None
    assert found[0].cells[0].look.word == "Unnoticed"
    assert "changes of meaning were noticed" in mode.sentence.text()


def test_shaking_lists_what_did_not_hold(qtbot: QtBot, shell: Shell, mode: WordingMode) -> None:
    ask(qtbot, shell, mode, View.SHAKEN)
    by_name = {row[0]: row[2] for row in cells(mode, View.SHAKEN)}
    assert by_name["capitals"] in ("1 of 3", "2 of 3")  # amber wavers by itself
    assert "none should" in mode.sentence.text()


def test_one_step_leads_to_the_clause_and_one_to_its_cases(
    qtbot: QtBot, shell: Shell, mode: WordingMode
) -> None:
    asked: list[str] = []
    cases: list[object] = []
    shell.relay.clause_requested.connect(asked.append)
    shell.relay.case_requested.connect(cases.append)
    ask(qtbot, shell, mode, View.DOUBTS, repeats=4)
    table = mode.tables[View.DOUBTS]
    qtbot.keyClick(table, Key.Key_Return)
    mode.cases.opened.emit(mode.case_model.shown[0])
    assert [getattr(case, "name", "") for case in cases] == ["amber"]
    mode.commands._open_clause()
    assert asked == ["R1"]


def test_other_words_make_what_trials_said_void(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: WordingMode
) -> None:
    ask(qtbot, shell, mode, View.CARRIES)
    assert mode.models[View.CARRIES].shown
    desk.library.save_draft(policy.id, POLICY + "\nMore.\n", 0)
    shell.relay.draft_changed.emit(policy.id, "")
    at_rest(qtbot, shell)
    assert not mode.models[View.CARRIES].shown
    assert mode.sentence.text() == "Not asked yet under this wording."


def test_asking_can_be_stopped(qtbot: QtBot, shell: Shell, mode: WordingMode) -> None:
    mode.show_view(View.CARRIES)
    shell.commands.run("wording.ask")
    qtbot.keyClick(mode, Key.Key_Escape)
    at_rest(qtbot, shell)
    assert not mode.flow.is_asking
    assert mode.bar.ask.isEnabled()


def test_an_empty_policy_says_so(qtbot: QtBot, shell: Shell, desk: Desk, mode: WordingMode) -> None:
    other = desk.library.create("Empty", POLICY).policy
    shell.relay.policy_opened.emit(other.id)
    at_rest(qtbot, shell)
    assert mode.empty.isVisible()
    assert not mode.bar.ask.isEnabled()

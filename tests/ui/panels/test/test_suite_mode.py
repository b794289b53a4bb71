"""Test mode, as a person looks at it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from tests.support.case_answers import CONTENTS, kept_cases
from tests.support.policies import SPAM
from tests.support.resting import at_rest
from tests.support.suite_steps import at, go_to, outcomes, run_all

from clausebench.domain.case import Expectation
from clausebench.domain.errors import AppError
from clausebench.domain.masking import MASK, Concealment
from clausebench.domain.policy import Policy
from clausebench.services.desk import Desk
from clausebench.ui.panels.test.presets import PRESETS
from clausebench.ui.panels.test.suite_mode import SuiteMode
from clausebench.ui.shell import Shell

Key = Qt.Key


def test_the_policy_and_its_cases_are_there_when_the_mode_is_entered(mode: SuiteMode) -> None:
    assert mode.bar.policy.text() == "Spam"
    assert mode.bar.state.text() == "version 1"
    assert list(outcomes(mode)) == list(CONTENTS)
    assert at(mode) == "pills"
    assert mode.cases.outcomes.text() == "5 not judged"


def test_the_table_is_a_model_without_fault(qtmodeltester: ModelTester, mode: SuiteMode) -> None:
    qtmodeltester.check(mode.cases.model)


def test_filters_and_words_narrow_the_table(qtbot: QtBot, shell: Shell, mode: SuiteMode) -> None:
    run_all(qtbot, shell)
    filters = mode.cases.filters
    unreadable = next(p for p in PRESETS if p.title == "Unreadable")
    filters.choose(unreadable)
    assert [row.case.name for row in mode.cases.model.shown] == ["mumble"]
    assert at(mode) == "mumble"
    filters.clear()
    qtbot.keyClicks(filters.field, "watch")
    assert [row.case.name for row in mode.cases.model.shown] == ["stray"]
    qtbot.keyClicks(filters.field, "zzz")
    assert mode.cases.none_fits.isVisible()
    mode.cases.none_fits.pressed.emit()
    assert len(mode.cases.model.shown) == 5


def test_return_opens_the_case_and_the_panes_follow_the_list(
    qtbot: QtBot, shell: Shell, mode: SuiteMode
) -> None:
    run_all(qtbot, shell)
    assert mode.details.isHidden()
    qtbot.keyClick(mode.cases.view, Key.Key_Return)
    at_rest(qtbot, shell)
    panes = mode.details.panes
    assert panes.policy.editor.source.text == SPAM
    assert panes.content.view.text == CONTENTS["pills"][0]
    assert CONTENTS["pills"][0] in panes.reasoning.page.text.text
    qtbot.keyClick(mode.cases.view, "j")
    at_rest(qtbot, shell)
    assert panes.content.view.text == CONTENTS["receipt"][0]
    qtbot.keyClick(mode.cases.view, Key.Key_Escape)
    assert mode.details.isHidden()


def test_an_open_case_shows_its_new_verdict_when_it_comes(
    qtbot: QtBot, shell: Shell, mode: SuiteMode
) -> None:
    mode.open_row(mode.cases.view.current_row)
    assert mode.details.panes.reasoning.empty.isVisible()
    run_all(qtbot, shell)
    assert mode.details.panes.reasoning.page.header.chip.look.word == "Violates"


def test_f8_goes_round_what_did_not_pass(qtbot: QtBot, shell: Shell, mode: SuiteMode) -> None:
    run_all(qtbot, shell)
    seen = []
    for _ in range(3):
        shell.commands.run("test.next-problem")
        seen.append(at(mode))
    assert seen == ["mumble", "stray", "mumble"]
    shell.commands.run("test.previous-problem")
    assert at(mode) == "stray"


def test_a_case_is_handed_to_write(shell: Shell, qtbot: QtBot, mode: SuiteMode) -> None:
    go_to(mode, "stray")
    with qtbot.waitSignal(shell.relay.case_requested) as asked:
        shell.commands.run("test.open-in-write")
    assert asked.args[0].name == "stray"


def test_nothing_of_a_concealed_content_is_in_the_table_or_the_panes(
    qtbot: QtBot, shell: Shell, mode: SuiteMode
) -> None:
    run_all(qtbot, shell)
    mode.open_row(mode.cases.view.current_row)
    shell.concealment.set_base(Concealment.CONCEALED)
    at_rest(qtbot, shell)
    assert "pills from my shop" not in seen_words(mode)
    qtbot.keyClick(mode.cases.view, Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    content = [column.title for column in mode.cases.model.columns].index("Content")
    assert mode.cases.model.index(0, content).data() == CONTENTS["pills"][0]
    assert MASK in mode.cases.model.index(1, content).data()
    qtbot.keyClick(mode.cases.view, "j")
    assert shell.concealment.level is Concealment.CONCEALED
    assert "pills from my shop" not in seen_words(mode)


def seen_words(mode: SuiteMode) -> str:
    model, panes = mode.cases.model, mode.details.panes
    cells = [
        str(model.index(row, column).data(role))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    ]
    shown = (panes.content.view.editor.toPlainText(), panes.reasoning.page.text.text)
    return "\n".join((*cells, *shown))


def test_without_cases_it_says_where_they_come_from(
    desk: Desk, build: Callable[[], SuiteMode]
) -> None:
    desk.library.create("Empty", SPAM)
    mode = build()
    assert mode.empty.isVisible()
    assert mode.empty.accessibleName() == "No test cases yet"


def test_without_any_policy_it_says_so(build: Callable[[], SuiteMode]) -> None:
    mode = build()
    assert mode.empty.accessibleName() == "No policy yet"
    assert mode.bar.policy.text() == "No policy"


def test_cases_that_cannot_be_read_can_be_read_again(
    qtbot: QtBot,
    shell: Shell,
    desk: Desk,
    policy: Policy,
    build: Callable[[], SuiteMode],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_policy_id: str) -> None:
        raise AppError("The disk is full of sand.")

    with monkeypatch.context() as broken:
        broken.setattr(type(desk.library), "cases", lambda _library, _id: refuse(_id))
        mode = build()
    assert mode.broken.isVisible()
    mode.broken.pressed.emit()
    at_rest(qtbot, shell)
    assert len(mode.cases.rows) == 5


def test_changes_made_elsewhere_are_read_when_they_can_be_seen(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: SuiteMode
) -> None:
    desk.library.keep_case(policy.id, "A new one", Expectation(), name="new")
    shell.relay.cases_changed.emit("some other policy")
    assert not shell.lanes.jobs
    mode.hide()
    shell.relay.cases_changed.emit(policy.id)
    assert not shell.lanes.jobs
    mode.show()
    mode.activated()
    at_rest(qtbot, shell)
    assert "new" in outcomes(mode)


def test_the_case_of_last_time_is_at_hand_again(
    shell: Shell, desk: Desk, policy: Policy, build: Callable[[], SuiteMode]
) -> None:
    shell.session.policy_id = policy.id
    shell.session.remember_case(policy.id, kept_cases(desk, policy)["stray"].id)
    mode = build()
    assert at(mode) == "stray"
    go_to(mode, "receipt")
    assert shell.session.case_id(policy.id) == kept_cases(desk, policy)["receipt"].id

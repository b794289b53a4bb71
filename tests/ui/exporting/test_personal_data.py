"""Nothing personal leaves unseen, and what a person decides reaches the file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from tests.support.qt import nameless, unreachable
from tests.support.resting import at_rest
from tests.ui.exporting.conftest import Opened
from tests.ui.exporting.test_export_dialog import export

from clausebench.domain.case import Expectation
from clausebench.domain.masking import MASK, Concealment
from clausebench.domain.policy import Policy
from clausebench.services.desk import Desk
from clausebench.ui.exporting.export_dialog import ExportDialog
from clausebench.ui.shell import Shell

CONTENTS = {
    "first": "Write to jo@shopmail.com or to @best_deals",
    "second": "Write to @best_deals, or call +44 20 7946 0958",
}


@pytest.fixture(autouse=True)
def _people(desk: Desk, policy: Policy) -> None:
    for name, content in CONTENTS.items():
        desk.library.keep_case(policy.id, content, Expectation(), name=name)


def _found(dialog: ExportDialog) -> list[str]:
    model = dialog.form.personal.model
    return [model.data(model.index(row, 2)) for row in range(model.rowCount())]


def _contents(desk: Desk, path: str) -> dict[str, str]:
    """The letters of pseudonyms are the workspace's own; here each is an x."""
    release = desk.exchange().verify(Path(path)).release
    return {
        case.name: re.sub(r"(?<=[-_ ])[bcdfghjklmnpqrst]{8}\b", "x", case.content)
        for case in release.cases
        if case.name in CONTENTS
    }


def test_personal_data_waits_for_somebody_who_looks(
    qtbot: QtBot, shell: Shell, desk: Desk, opened: Opened
) -> None:
    dialog = opened()
    personal = dialog.form.personal
    assert _found(dialog) == ["jo@shopmail.com", "@best_deals", "+44 20 7946 0958"]
    assert not dialog.export.isEnabled()
    assert dialog.words.text().startswith("Look through what tells who somebody is")
    assert personal.approved.text() == "I have looked through the list: replace 3, keep 0"
    personal.approved.click()
    export(qtbot, shell, dialog)
    assert _contents(desk, dialog.outcome.path.text()) == {
        "first": "Write to person-x@mail.example or to @person_x",
        "second": "Write to @person_x, or call [phone x]",
    }
    dialog.reject()


def test_what_is_not_ticked_stays_everywhere(
    qtbot: QtBot, shell: Shell, desk: Desk, opened: Opened
) -> None:
    dialog = opened()
    personal = dialog.form.personal
    personal.approved.click()
    handle = personal.model.index(1, 0)
    role = Qt.ItemDataRole.CheckStateRole
    assert personal.model.setData(handle, Qt.CheckState.Unchecked, role)
    assert not personal.approved.isChecked(), "they said so of another list"
    assert personal.approved.text().endswith("replace 2, keep 1")
    personal.approved.click()
    export(qtbot, shell, dialog)
    found = _contents(desk, dialog.outcome.path.text())
    assert found["second"] == "Write to @best_deals, or call [phone x]"
    dialog.reject()


def test_space_decides_for_the_selected_rows(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened()
    personal = dialog.form.personal
    personal.table.select(["1", "2"])
    qtbot.keyClick(personal.table, Qt.Key.Key_Space)
    assert [row.is_replaced for row in personal.model.rows] == [False, False, True]
    personal.keep_all.click()
    assert personal.keep is None
    personal.replace_all.click()
    assert personal.keep == frozenset()
    dialog.reject()


def test_keeping_everything_is_a_choice_too(
    qtbot: QtBot, shell: Shell, desk: Desk, opened: Opened
) -> None:
    dialog = opened()
    dialog.form.personal.keep_all.click()
    dialog.form.personal.approved.click()
    export(qtbot, shell, dialog)
    assert _contents(desk, dialog.outcome.path.text()) == CONTENTS
    dialog.reject()


def test_what_the_policy_says_stays_and_is_shown(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, opened: Opened
) -> None:
    text = desk.library.open(policy.id).text + "\nAsk ana@spam-desk.org.\n"
    desk.library.save_version(policy.id, text, "Whom to ask")
    dialog = opened()
    personal = dialog.form.personal
    model = personal.model
    first = model.index(0, 0)
    assert [model.data(model.index(0, column)) for column in (0, 3, 4)] == [
        "Stays",
        "–",
        "the policy text",
    ]
    assert model.data(first, Qt.ItemDataRole.CheckStateRole) is None
    assert not model.setData(first, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert personal.approved.text().endswith("replace 3, keep 0, 1 stay in the policy")
    personal.approved.click()
    export(qtbot, shell, dialog)
    assert desk.exchange().verify(Path(dialog.outcome.path.text())).release.text == text
    dialog.reject()


def test_found_texts_are_concealed_like_contents(shell: Shell, opened: Opened) -> None:
    shell.concealment.set_base(Concealment.CONCEALED)
    dialog = opened()
    assert not any(set(text) - {MASK, " "} for text in _found(dialog))
    reveal = dialog.form.personal.reveal
    assert reveal.text() == "Show the texts"
    reveal.click()
    assert _found(dialog)[0] == "jo@shopmail.com"
    assert reveal.text() == "Conceal the texts"
    dialog.reject()
    assert shell.concealment.level is Concealment.CONCEALED
    shell.concealment.set_base(Concealment.PLAIN)


def test_the_table_is_a_sound_model_with_a_name(qtmodeltester: ModelTester, opened: Opened) -> None:
    dialog = opened()
    qtmodeltester.check(dialog.form.personal.model)
    assert not nameless(dialog)
    assert not unreachable(dialog)
    dialog.reject()


def test_looking_again_keeps_what_was_decided(qtbot: QtBot, shell: Shell, opened: Opened) -> None:
    dialog = opened()
    personal = dialog.form.personal
    personal.model.decide(personal.model.rows[:1], is_replaced=False)
    personal.approved.click()
    dialog.look()
    at_rest(qtbot, shell)
    assert [row.is_replaced for row in personal.model.rows] == [False, True, True]
    assert personal.approved.isChecked()
    dialog.reject()

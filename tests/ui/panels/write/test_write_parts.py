"""Expectation, segments, file drops, dialogs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.support.fake_desk import AT, POLICY

from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.judging import RenderedPrompt
from clausebench.domain.policy import Policy
from clausebench.domain.reading_policy import parse
from clausebench.services.library import PolicyCard
from clausebench.ui.appearance import Appearance
from clausebench.ui.dialogs.exact_prompt import prompt_facts
from clausebench.ui.dialogs.one_line_question import OneLineQuestion
from clausebench.ui.dialogs.policy_picker import card_facts, fitting
from clausebench.ui.panels.write.content_panel import ContentPanel
from clausebench.ui.panels.write.expectation_row import ExpectationRow


@pytest.fixture
def row(qtbot: QtBot, appearance: Appearance) -> ExpectationRow:
    row = ExpectationRow(appearance.icons)
    qtbot.addWidget(row)
    row.show_clauses(parse(POLICY))
    return row


@pytest.mark.parametrize(
    "expected",
    [
        Expectation(),
        Expectation(Decision.ESCALATE),
        Expectation(Decision.VIOLATES, "INVALID", ("SP1.a", "SP2.a")),
        Expectation(Decision.ALLOWED, None, ("GONE.9",)),
    ],
)
def test_an_expectation_that_is_only_shown_stays_as_it_was(
    qtbot: QtBot, row: ExpectationRow, expected: Expectation
) -> None:
    with qtbot.assertNotEmitted(row.changed):
        row.show_expectation(expected, "why")
        row.show_clauses(parse(POLICY))
    assert row.expectation == expected
    assert row.note.text() == "why"


def test_digits_choose_the_decision_and_drop_the_former_label(
    qtbot: QtBot, row: ExpectationRow
) -> None:
    row.show_expectation(Expectation(Decision.VIOLATES, "INVALID"), "")
    with qtbot.waitSignal(row.changed):
        qtbot.keyClick(row.decision, "2")
    assert row.expectation == Expectation(Decision.ALLOWED)
    qtbot.keyClick(row.decision, "0")
    assert row.expectation == Expectation()


def test_letters_choose_nothing(qtbot: QtBot, row: ExpectationRow) -> None:
    with qtbot.assertNotEmitted(row.changed):
        qtbot.keyClicks(row.decision, "va")
        qtbot.keyClick(row.decision, "1", Qt.KeyboardModifier.ControlModifier)


def test_a_chosen_clause_survives_an_edit_of_the_policy(row: ExpectationRow) -> None:
    row.show_expectation(Expectation(Decision.VIOLATES, None, ("SP1.a",)), "")
    row.show_clauses(parse(POLICY.replace("SP1.a", "SP6.a")))
    assert row.expectation.clauses == ("SP1.a",)


@pytest.mark.parametrize(("name", "is_taken"), [("post.txt", True), ("picture.png", False)])
def test_only_a_text_file_can_be_dropped_on_the_sample(
    qtbot: QtBot, appearance: Appearance, tmp_path: Path, name: str, is_taken: bool
) -> None:
    panel = ContentPanel(appearance)
    qtbot.addWidget(panel)
    dropped: list[Path] = []
    panel.file_dropped.connect(dropped.append)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    panel.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert dropped == ([tmp_path / name] if is_taken else [])


def _card(
    name: str, version: int | None = 3, cases: int = 24, *, draft: bool = False
) -> PolicyCard:
    return PolicyCard(Policy(name, name, AT), version, cases, AT, draft)


def test_policies_that_fit_the_letters_come_best_first() -> None:
    cards = [_card("Harassment"), _card("Spam"), _card("Scams and fraud")]
    assert [c.policy.name for c in fitting(cards, "sp")] == ["Spam"]
    assert [c.policy.name for c in fitting(cards, "sf")] == ["Scams and fraud"]
    assert fitting(cards, " ") == tuple(cards)


def test_a_card_says_what_there_is_of_a_policy() -> None:
    assert card_facts(_card("x", draft=True)) == "version 3 · draft · 24 test cases"
    assert card_facts(_card("x", None, 1)) == "not saved yet · 1 test case"


def test_a_prompt_without_ids_says_why() -> None:
    assert "need a loaded model" in prompt_facts(RenderedPrompt("text"))
    assert prompt_facts(RenderedPrompt("t", tuple(range(1200)), 900)) == (
        "1,200 tokens, the first 900 are read once and shared by all contents."
    )


def test_a_question_that_needs_an_answer_cannot_be_left_empty(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    question = OneLineQuestion(parent, "Name", "What?", "Create")
    question.field.setText("   ")
    assert not question.accept_button.isEnabled()
    question.field.setText(" Spam ")
    with qtbot.waitSignal(question.answered) as answered:
        question.accept_button.click()
    assert answered.args == ["Spam"]

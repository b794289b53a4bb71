"""The policy column: reading while one writes, the outline, jumping about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot
from tests.support.fake_desk import POLICY

from clausebench.domain.judging import TokenCount
from clausebench.ui.appearance import Appearance
from clausebench.ui.jobs import Lanes
from clausebench.ui.panels.write.rule_panel import RulePanel
from clausebench.ui.text.faithful_text import FaithfulText

AtRest = Callable[[], None]
PROBLEMATIC = POLICY.replace("SP2.a Rep", "SP1.b Rep").replace("sent to", "usually sent to")


@pytest.fixture
def panel(qtbot: QtBot, appearance: Appearance, lanes: Lanes) -> RulePanel:
    panel = RulePanel(appearance, lanes)
    qtbot.addWidget(panel)
    panel.resize(800, 600)
    panel.show()
    return panel


@pytest.fixture
def opened(qtbot: QtBot, panel: RulePanel) -> Callable[[str], RulePanel]:
    def show(text: str) -> RulePanel:
        with qtbot.waitSignal(panel.policy_read):
            panel.show_policy(FaithfulText(text, panel))
        return panel

    return show


Opened = Callable[[str], RulePanel]


def _line(panel: RulePanel) -> str:
    return panel.editor.textCursor().block().text()


def test_an_edit_is_read_a_moment_later(qtbot: QtBot, opened: Opened) -> None:
    panel = opened(POLICY)
    panel.editor.moveCursor(QTextCursor.MoveOperation.End)
    with qtbot.waitSignal(panel.policy_read) as read:
        panel.editor.insertPlainText("\n## Escalation\n- SP9 Ask a person.\n")
    assert read.args[0].parsed.clause("SP9") is not None
    assert "SP9" in [row.code for row in panel.outline.model.rows]


def test_the_reading_of_a_text_that_changed_never_comes(qtbot: QtBot, opened: Opened) -> None:
    panel = opened(POLICY)
    read: list[str] = []
    panel.policy_read.connect(lambda report: read.append(report.parsed.text))
    for letter in "abc":
        panel.editor.insertPlainText(letter)
        panel._reader.read_now()
    qtbot.waitUntil(lambda: bool(read))
    assert read == ["abc" + POLICY]


def test_clauses_are_read_at_once_when_somebody_cannot_wait(opened: Opened) -> None:
    panel = opened(POLICY)
    panel.editor.insertPlainText("# Another title\n")
    assert panel.read().text.startswith("# Another title")


def test_the_outline_follows_the_cursor_and_leads_to_clauses(qtbot: QtBot, opened: Opened) -> None:
    panel = opened(POLICY)
    with qtbot.waitSignal(panel.clause_entered) as entered:
        panel.outline.clause_chosen.emit("SP7")
    assert entered.args == ["SP7"]
    assert _line(panel).startswith("- SP7")
    assert panel.outline.view.currentIndex().data().startswith("SP7")


def test_a_few_letters_find_a_clause(qtbot: QtBot, opened: Opened) -> None:
    panel = opened(POLICY)
    panel.outline.ask()
    qtbot.keyClicks(panel.outline.finder, "own work")
    assert [row.code for row in panel.outline.model.rows] == ["SP8"]
    qtbot.keyClick(panel.outline.finder, Qt.Key.Key_Return)
    assert _line(panel).startswith("- SP8")
    assert len(panel.outline.model.rows) > 1


def test_escape_in_the_finder_returns_to_the_text(qtbot: QtBot, opened: Opened) -> None:
    panel = opened(POLICY)
    panel.outline.ask()
    qtbot.keyClicks(panel.outline.finder, "own")
    qtbot.keyClick(panel.outline.finder, Qt.Key.Key_Escape)
    assert panel.outline.finder.text() == ""
    assert panel.focusWidget() is panel.editor


def test_a_mention_of_a_code_leads_to_its_clause_and_back(opened: Opened) -> None:
    panel = opened(POLICY)
    at = POLICY.rindex("SP1.a") + 2
    cursor = QTextCursor(panel.editor.document())
    cursor.setPosition(at)
    panel.editor.setTextCursor(cursor)
    panel.go_to_code_at_cursor()
    assert _line(panel).startswith("- SP1.a")
    panel.go_back()
    assert panel.editor.textCursor().position() == at


def test_problems_are_listed_underlined_and_walked(opened: Opened) -> None:
    panel = opened(PROBLEMATIC)
    listed = [panel.problems.item(i).text() for i in range(panel.problems.count())]
    assert any("SP1.b" in text for text in listed)
    assert panel.problems.isVisible()
    panel.step_problem(forward=True)
    first = panel.editor.cursor_offset
    panel.step_problem(forward=True)
    assert panel.editor.cursor_offset > first
    panel.step_problem(forward=False)
    assert panel.editor.cursor_offset == first


def test_an_exact_count_is_shown_only_for_the_text_it_belongs_to(
    qtbot: QtBot, opened: Opened
) -> None:
    panel = opened(POLICY)
    assert panel.meter.text().startswith("≈")
    panel.show_token_count("another text", TokenCount(9, exact=True))
    assert panel.meter.text().startswith("≈")
    with qtbot.waitSignal(panel.policy_read):
        panel.show_token_count(POLICY, TokenCount(512, exact=True))
    assert panel.meter.text() == "512 tokens ✓ 400–600"


def test_the_draft_is_handed_over_once_and_with_its_cursor(qtbot: QtBot, opened: Opened) -> None:
    panel = opened("😀 policy")
    with qtbot.waitSignal(panel.draft_changed) as handed:
        panel.editor.moveCursor(QTextCursor.MoveOperation.End)
        panel.editor.insertPlainText("!")
    source, cursor = handed.args
    assert (source.text, cursor) == ("😀 policy!", 9)
    with qtbot.assertNotEmitted(panel.draft_changed):
        panel.hand_over_draft()


def test_the_hint_how_to_leave_shows_when_escape_was_pressed(qtbot: QtBot, opened: Opened) -> None:
    panel = opened(POLICY)
    qtbot.keyClick(panel.editor, Qt.Key.Key_Escape)
    assert panel.leave_hint.isVisible()
    qtbot.keyClick(panel.editor, Qt.Key.Key_Right)
    assert not panel.leave_hint.isVisible()

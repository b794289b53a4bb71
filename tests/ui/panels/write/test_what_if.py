"""Clauses switched off, the saved wording's ghost, and the ladder to a flip."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from tests.support.fake_desk import CONTENT, POLICY, stored, streamed, verdict

from clausebench.domain.clause import Decision
from clausebench.ui.panels.write.ladder import change_words
from clausebench.ui.panels.write.write_mode import WriteMode
from clausebench.ui.shell import Shell
from clausebench.ui.text.mark_layers import Layer

AtRest = Callable[[], None]


def put_cursor(mode: WriteMode, words: str) -> None:
    editor = mode.panels.rule.editor
    cursor = editor.textCursor()
    cursor.setPosition(POLICY.index(words))
    editor.setTextCursor(cursor)


def test_a_clause_is_switched_off_and_judged_without(
    mode: WriteMode, desk: Any, shell: Shell, at_rest: AtRest
) -> None:
    rule = mode.panels.rule
    put_cursor(mode, "Cold offer")
    shell.commands.run("policy.switch-clause")
    assert "Judged without SP1.a" in rule.off_bar.sentence.text()
    assert rule.editor.marks.shown(Layer.OFF)
    mode.samples.judge()
    at_rest()
    order = desk.judging.orders[-1]
    assert "Cold offer" not in order.policy_text
    assert (order.case, order.policy_id) == (None, None)
    assert rule.editor.source.text == POLICY
    rule.off_bar.on.click()
    assert rule.off_bar.isHidden()
    mode.samples.judge()
    at_rest()
    assert desk.judging.orders[-1].policy_text == POLICY


def test_the_eye_stands_in_the_gutter(qtbot: QtBot, mode: WriteMode, at_rest: AtRest) -> None:
    rule = mode.panels.rule
    gutter = rule.editor.gutter
    line = POLICY[: POLICY.index("Cold offer")].count("\n")
    tops = {b.blockNumber(): top for b, top, _ in rule.editor.visible_blocks(gutter.rect())}
    place = QPoint(4, tops[line] + 5)
    qtbot.mouseMove(gutter, place)
    qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=place)
    assert rule.off_bar.isVisible()
    gutter.grab()
    qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=place)
    assert rule.off_bar.isHidden()
    qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=QPoint(4, tops[0] + 5))
    assert rule.off_bar.isHidden()  # a heading decides nothing; the click goes to the line


def test_what_decides_nothing_cannot_be_switched_off(mode: WriteMode, shell: Shell) -> None:
    editor = mode.panels.rule.editor
    cursor = editor.textCursor()
    cursor.setPosition(0)
    editor.setTextCursor(cursor)
    shell.commands.run("policy.switch-clause")
    assert "Put the cursor into a clause" in shell.banners.banners[0].title
    assert mode.panels.rule.off_bar.isHidden()


def edit(mode: WriteMode, qtbot: QtBot) -> None:
    qtbot.keyClicks(mode.panels.rule.editor, " ")


def test_the_saved_wording_stands_beside_the_draft(
    qtbot: QtBot, mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    header = mode.panels.reasoning.page.header
    mode.samples.judge()
    at_rest()
    assert header.ghost.isHidden()  # nothing has been changed
    desk.history.saved = (stored(verdict()), stored(verdict(decision=Decision.ALLOWED)),
                          stored(verdict()))  # fmt: skip
    edit(mode, qtbot)
    mode.samples.judge()
    at_rest()
    assert header.ghost.text() == "Saved wording, version 1: violates, 2 of 3 by SP1.a"
    assert header.ghost_ask.isHidden()


def test_a_wording_that_was_not_asked_can_be_asked(
    qtbot: QtBot, mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    header = mode.panels.reasoning.page.header
    edit(mode, qtbot)
    mode.samples.judge()
    at_rest()
    assert "not judged with this content" in header.ghost.text()
    assert not header.ghost_ask.isHidden()
    desk.judging.script = streamed(verdict(decision=Decision.ALLOWED, clauses=("SP7",)))
    header.ghost_ask.click()
    at_rest()
    assert header.ghost.text() == "Saved wording, version 1: allowed by SP7"
    order = desk.judging.orders[-1]
    assert (order.policy_text, order.version_number, order.case) == (POLICY, 1, None)


def judge_content(mode: WriteMode, text: str, at_rest: AtRest) -> None:
    mode.panels.content.view.editor.selectAll()
    mode.panels.content.view.editor.insertPlainText(text)
    mode.samples.judge()
    at_rest()


def test_the_way_to_a_flip_is_kept_as_cases(
    mode: WriteMode, desk: Any, shell: Shell, at_rest: AtRest
) -> None:
    mode.samples.judge()
    at_rest()
    judge_content(mode, CONTENT + " please", at_rest)
    assert not shell.banners.banners
    desk.judging.script = streamed(verdict(decision=Decision.ALLOWED))
    judge_content(mode, CONTENT + " please, friend", at_rest)
    (banner,) = shell.banners.banners
    assert banner.title == "It flipped: violates → allowed."
    mode.ladder.keep()
    at_rest()
    cases = [c for c in desk.library.cases(mode.policies.current.policy.id) if "ladder" in c.tags]
    assert [c.content[len(CONTENT) :] for c in cases] == ["", " please", " please, friend"]
    assert [c.twin for c in cases] == [None, cases[0].name, cases[1].name]
    assert cases[1].twin_change == "“” → “please”"
    assert cases[2].note == "Judged allowed when it was kept."


def test_another_content_begins_another_ladder(
    mode: WriteMode, desk: Any, shell: Shell, at_rest: AtRest
) -> None:
    mode.samples.judge()
    at_rest()
    desk.judging.script = streamed(verdict(decision=Decision.ALLOWED))
    judge_content(mode, "Something else altogether", at_rest)
    assert not shell.banners.banners
    assert len(mode.ladder.rungs) == 1


def test_changes_are_told_in_words() -> None:
    assert change_words("buy cheap pills", "buy free pills now") == "“cheap” → “free”; “” → “now”"


def test_a_sample_is_written_around_the_rule_and_on(
    mode: WriteMode, shell: Shell, at_rest: AtRest
) -> None:
    shell.commands.run("sample.as-capitals")
    sample = mode.panels.content.sample
    assert (sample.content, sample.case) == (CONTENT.upper(), None)
    assert sample.expected.decision is Decision.VIOLATES
    shell.commands.run("sample.as-no-spaces")
    assert mode.panels.content.sample.content == CONTENT.upper().replace(" ", "")
    assert mode.panels.content.sample.name == "cold-seo, capitals, no-spaces"

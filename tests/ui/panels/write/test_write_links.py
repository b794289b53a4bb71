"""Links between reasoning, clauses and content; concealment; narrow windows; the exact prompt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.fake_desk import CONTENT, POLICY

from clausebench.domain.linking import Link, LinkKind
from clausebench.domain.masking import MASK, Concealment
from clausebench.ui.dialogs.exact_prompt import ExactPromptDialog
from clausebench.ui.panels.write.write_mode import WriteMode
from clausebench.ui.shell import Shell
from clausebench.ui.text.mark_layers import Layer

AtRest = Callable[[], None]


@pytest.fixture
def judged(mode: WriteMode, at_rest: AtRest) -> WriteMode:
    mode.samples.judge()
    at_rest()
    return mode


def _link(mode: WriteMode, kind: LinkKind) -> Link:
    return next(link for link in mode.panels.reasoning.page.text.links if link.kind is kind)


def _cursor_line(mode: WriteMode) -> str:
    return mode.panels.rule.editor.textCursor().block().text()


def test_following_a_citation_goes_to_its_clause_and_back_again(judged: WriteMode) -> None:
    judged.panels.reasoning.link_followed.emit(_link(judged, LinkKind.CITATION))
    assert _cursor_line(judged).startswith("- SP1.a Cold offer")
    judged.panels.rule.go_back()
    assert _cursor_line(judged) == "# Spam policy"


def test_pointing_at_a_quotation_marks_it_in_the_content(judged: WriteMode) -> None:
    link = _link(judged, LinkKind.CONTENT_QUOTE)
    judged.panels.reasoning.link_hovered.emit(link)
    (mark,) = judged.panels.content.view.editor.marks.shown(Layer.MENTION)
    assert mark.span.of(CONTENT) == "My team can fix that within 30 days"
    judged.panels.reasoning.link_hovered.emit(None)
    assert judged.panels.content.view.editor.marks.shown(Layer.MENTION) == ()


def test_pointing_at_a_policy_quotation_marks_it_in_the_policy(judged: WriteMode) -> None:
    link = next(
        x for x in judged.panels.reasoning.page.text.links if x.kind is LinkKind.POLICY_QUOTE
    )
    judged.panels.reasoning.link_hovered.emit(link)
    (mark,) = judged.panels.rule.editor.marks.shown(Layer.MENTION)
    assert link.policy_span is not None
    assert mark.span == link.policy_span


def test_quotations_of_a_content_that_was_edited_are_not_marked(judged: WriteMode) -> None:
    link = _link(judged, LinkKind.CONTENT_QUOTE)
    judged.panels.content.view.editor.insertPlainText("Other words. ")
    judged.panels.reasoning.link_hovered.emit(link)
    assert judged.panels.content.view.editor.marks.shown(Layer.MENTION) == ()


def test_the_clause_under_the_cursor_is_marked_in_the_reasoning(judged: WriteMode) -> None:
    judged.panels.rule.go_to_clause("SP1.a")
    text = judged.panels.reasoning.page.text
    mentioned = text.marks.shown(Layer.MENTION)
    assert mentioned
    offset = text.offset_at(mentioned[0].span.start)
    assert text.text[offset : offset + 5] == "SP1.a"


def test_a_clause_chip_leads_to_the_clause(judged: WriteMode) -> None:
    judged.panels.reasoning.page.header.clause_chosen.emit("SP1.a")
    assert _cursor_line(judged).startswith("- SP1.a")


def test_concealing_hides_the_content_and_what_the_reasoning_repeats_of_it(
    shell: Shell, judged: WriteMode
) -> None:
    shell.concealment.set_base(Concealment.CONCEALED)
    reasoning = judged.panels.reasoning.page.text.text
    assert "My team can fix" not in reasoning
    assert MASK in reasoning
    assert "SP1.a" in reasoning
    assert judged.panels.content.view.is_concealed
    assert "My team" not in judged.panels.reasoning.page.copied_text()


def test_the_space_bar_reveals_for_this_case_only(
    qtbot: QtBot, shell: Shell, judged: WriteMode
) -> None:
    shell.concealment.set_base(Concealment.CONCEALED)
    view = judged.panels.content.view
    qtbot.keyClick(view.placeholder, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert view.editor.source.shown == CONTENT
    assert judged.panels.content.header.conceal.isVisible()
    judged.samples.step(1)
    assert view.is_concealed


def test_a_concealed_content_is_judged_as_it_is(
    shell: Shell, mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    shell.concealment.set_base(Concealment.CONCEALED)
    mode.samples.judge()
    at_rest()
    assert desk.judging.orders[0].content == CONTENT


def test_a_narrow_window_shows_sample_and_reasoning_in_turn(
    qtbot: QtBot, judged: WriteMode, at_rest: AtRest
) -> None:
    judged.resize(1050, 700)
    qtbot.waitUntil(lambda: judged.panels.columns.is_narrow)
    judged.panels.columns.tabs.setCurrentWidget(judged.panels.content)
    judged.samples.judge()
    assert judged.panels.columns.tabs.currentWidget() is judged.panels.reasoning
    at_rest()
    judged.resize(1400, 900)
    qtbot.waitUntil(lambda: not judged.panels.columns.is_narrow)
    assert judged.panels.content.isVisible()
    assert judged.panels.reasoning.isVisible()


def test_the_exact_prompt_shows_control_tokens_and_ids(
    shell: Shell, mode: WriteMode, at_rest: AtRest
) -> None:
    shell.commands.run("prompt.show")
    at_rest()
    (dialog,) = mode.findChildren(ExactPromptDialog)
    text = dialog.text.toPlainText()
    assert "<|start|>user<|message|>Hello!" in text
    assert POLICY.splitlines()[3] in text
    assert dialog.tabs.count() == 2


def test_the_exact_prompt_conceals_what_is_concealed(
    shell: Shell, mode: WriteMode, at_rest: AtRest
) -> None:
    shell.concealment.set_base(Concealment.CONCEALED)
    shell.commands.run("prompt.show")
    at_rest()
    (dialog,) = mode.findChildren(ExactPromptDialog)
    assert "My team can fix" not in dialog.text.toPlainText()

"""Looking at the past, read-only, and coming back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QTextCursor
from tests.support.fake_desk import POLICY, stored, verdict

from clausebench.ui.panels.write.write_mode import WriteMode
from clausebench.ui.shell import Shell

AtRest = Callable[[], None]


def test_a_verdict_of_the_past_is_shown_as_it_was_and_cannot_be_changed(
    shell: Shell, mode: WriteMode, at_rest: AtRest
) -> None:
    shell.relay.verdict_requested.emit(stored(verdict(), content="Old content"))
    at_rest()
    panels = mode.panels
    assert panels.past.isVisible()
    assert panels.rule.editor.isReadOnly()
    assert panels.content.view.editor.isReadOnly()
    assert panels.content.sample.content == "Old content"
    assert panels.reasoning.page.header.chip.look.word == "Violates"
    assert shell.commands.reason("sample.judge") == "Go back to the present first."


def test_going_back_finds_text_undo_and_unkept_sample_as_they_were(
    shell: Shell, mode: WriteMode, at_rest: AtRest
) -> None:
    panels = mode.panels
    panels.rule.editor.moveCursor(QTextCursor.MoveOperation.End)
    panels.rule.editor.insertPlainText("typed")
    mode.samples.new_sample()
    panels.content.view.editor.insertPlainText("Half an idea")
    shell.relay.verdict_requested.emit(stored(verdict(), content="Old content"))
    panels.past.back_button.click()
    at_rest()
    assert not panels.past.isVisible()
    assert not panels.rule.editor.isReadOnly()
    assert panels.content.sample.content == "Half an idea"
    assert panels.rule.editor.source.text == POLICY + "typed"
    panels.rule.editor.undo()
    assert panels.rule.editor.source.text == POLICY


def test_content_of_the_past_can_be_used_again(
    shell: Shell, mode: WriteMode, at_rest: AtRest
) -> None:
    shell.relay.verdict_requested.emit(stored(verdict(), content="Old content"))
    mode.panels.past.use_button.click()
    at_rest()
    assert mode.panels.content.sample.content == "Old content"
    assert not mode.panels.content.view.editor.isReadOnly()


def test_a_version_can_be_restored_as_one_step_of_undo(
    shell: Shell, mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    (version,) = desk.library.versions("id-1")
    mode.panels.rule.editor.insertPlainText("Changed ")
    shell.relay.version_requested.emit(version)
    assert mode.panels.rule.editor.source.text == POLICY
    mode.panels.past.use_button.click()
    at_rest()
    assert mode.panels.rule.editor.source.text == POLICY
    mode.panels.rule.editor.undo()
    assert mode.panels.rule.editor.source.text == "Changed " + POLICY


def test_opening_a_policy_leaves_the_past(
    shell: Shell, mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    other = desk.library.create("Other", "# Other\n").policy
    shell.relay.verdict_requested.emit(stored(verdict()))
    mode.policies.open(other.id)
    at_rest()
    assert not mode.panels.past.isVisible()
    assert not mode.panels.rule.editor.isReadOnly()

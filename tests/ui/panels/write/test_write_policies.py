"""Opening, drafting, saving and switching policies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot
from tests.support.fake_desk import POLICY

from clausebench.ui.dialogs.one_line_question import OneLineQuestion
from clausebench.ui.dialogs.policy_picker import PolicyPicker
from clausebench.ui.panels.write.policy_flow import PolicyFlow
from clausebench.ui.panels.write.spec import SPEC
from clausebench.ui.panels.write.write_mode import WriteMode
from clausebench.ui.shell import Shell

AtRest = Callable[[], None]


def _type(mode: WriteMode, text: str) -> None:
    mode.panels.rule.editor.moveCursor(QTextCursor.MoveOperation.End)
    mode.panels.rule.editor.insertPlainText(text)


def _current(flow: PolicyFlow) -> Any:
    assert flow.current is not None
    return flow.current


def test_it_opens_the_policy_with_its_clauses_counts_and_first_case(mode: WriteMode) -> None:
    rows = {row.code: row.count for row in mode.panels.rule.outline.model.rows}
    assert rows["SP1.a"] == 12
    assert rows["SP2.a"] == 0
    assert mode.panels.header.words.text().startswith("version 1 · saved")
    assert mode.panels.content.sample.name == "cold-seo"


def test_typing_becomes_a_draft_without_being_asked(
    qtbot: QtBot, mode: WriteMode, desk: Any
) -> None:
    _type(mode, "one more line\n")
    qtbot.waitUntil(lambda: bool(desk.library.drafts))
    (draft,) = desk.library.drafts.values()
    assert draft.text == POLICY + "one more line\n"
    assert draft.cursor == len(draft.text)
    qtbot.waitUntil(lambda: "draft saved" in mode.panels.header.words.text())


def test_leaving_the_window_hands_over_what_was_typed_last(
    mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    _type(mode, "last words")
    mode.parting()
    at_rest()
    (draft,) = desk.library.drafts.values()
    assert draft.text.endswith("last words")


def test_saving_a_version_ends_the_draft(
    qtbot: QtBot, shell: Shell, mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    _type(mode, "more")
    qtbot.waitUntil(lambda: bool(desk.library.drafts))
    at_rest()
    with qtbot.waitSignal(shell.relay.versions_changed):
        mode.policies.save_version("One more line")
    assert desk.library.drafts == {}
    assert mode.panels.header.words.text().startswith("version 2 · saved")
    assert shell.commands.reason("policy.save-version") == (
        "Nothing has changed since the last version."
    )


def test_the_save_dialog_asks_why_and_saves(
    qtbot: QtBot, mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    _type(mode, "more")
    mode.commands.ask_version()
    (question,) = mode.findChildren(OneLineQuestion)
    question.field.setText("  clearer wording ")
    question.accept_button.click()
    at_rest()
    head = desk.library.versions(_current(mode.policies).policy.id)[0]
    assert (head.number, head.reason) == (2, "clearer wording")


def test_undo_survives_looking_at_another_policy(
    mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    other = desk.library.create("Other", "# Other\n").policy
    first = _current(mode.policies).policy.id
    _type(mode, "typed")
    mode.policies.open(other.id)
    at_rest()
    assert mode.panels.rule.editor.source.shown == "# Other\n"
    mode.policies.open(first)
    at_rest()
    mode.panels.rule.editor.undo()
    assert mode.panels.rule.editor.source.text == POLICY


def test_a_draft_typed_before_switching_belongs_to_its_own_policy(
    mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    other = desk.library.create("Other", "# Other\n").policy
    first = _current(mode.policies).policy.id
    _type(mode, "typed")
    mode.policies.open(other.id)
    at_rest()
    assert set(desk.library.drafts) == {first}


def test_the_picker_finds_a_policy_by_a_few_letters(
    qtbot: QtBot, mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    other = desk.library.create("Harassment", "# Harassment\n").policy
    mode.commands.ask_policy()
    at_rest()
    (picker,) = mode.findChildren(PolicyPicker)
    picker.field.setText("hrs")
    assert picker.list.count() == 1
    qtbot.keyClick(picker.field, "\r")
    at_rest()
    assert _current(mode.policies).policy.id == other.id


def test_a_new_policy_begins_with_the_five_sections(mode: WriteMode, at_rest: AtRest) -> None:
    mode.commands.ask_new()
    (question,) = mode.findChildren(OneLineQuestion)
    assert not question.accept_button.isEnabled()
    question.field.setText("Scams")
    question.accept_button.click()
    at_rest()
    text = mode.panels.rule.editor.source.text
    assert text.startswith("# Scams\n")
    assert text.count("\n## ") == 5


def test_renaming_changes_the_header_and_the_windows_title(
    qtbot: QtBot, shell: Shell, mode: WriteMode, at_rest: AtRest
) -> None:
    with qtbot.waitSignal(shell.relay.document_named) as named:
        mode.policies.rename("Junk")
    assert named.args == ["Junk"]
    assert mode.panels.header.name.text() == "Junk"


def test_a_workspace_without_policies_offers_to_write_one(
    qtbot: QtBot, shell: Shell, at_rest: AtRest
) -> None:
    shell.desk.library.forget_everything()
    shell.commands.register(SPEC.commands)
    mode = WriteMode(shell)
    qtbot.addWidget(mode)
    mode.show()
    mode.activated()
    at_rest()
    assert mode.empty.isVisible()
    assert shell.commands.reason("sample.judge") == "Open a policy first."


def test_where_one_was_can_be_kept_and_found_again(
    qtbot: QtBot, shell: Shell, mode: WriteMode, at_rest: AtRest
) -> None:
    mode.samples.step(1)
    state = mode.state()
    assert mode.panels.content.sample.name == "parcel"
    mode.samples.step(1)
    mode.restore(state)
    at_rest()
    assert mode.panels.content.sample.name == "parcel"

"""From the command to the dialog, with what is being typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from tests.support.resting import at_rest

from clausebench.domain.policy import Policy
from clausebench.services.desk import Desk
from clausebench.ui.commands import Command
from clausebench.ui.exporting.export_commands import COMMANDS, EXPORT, KEYS, REVIEW
from clausebench.ui.exporting.export_dialog import ExportDialog
from clausebench.ui.exporting.exports import Exports
from clausebench.ui.main_window import MainWindow
from clausebench.ui.panels.write.spec import SPEC
from clausebench.ui.panels.write.write_mode import WriteMode
from clausebench.ui.shell import Shell


@pytest.fixture
def mode(qtbot: QtBot, shell: Shell, policy: Policy) -> Iterator[WriteMode]:
    shell.commands.register((*SPEC.commands, *COMMANDS))
    mode = SPEC.build(shell)
    assert isinstance(mode, WriteMode)
    qtbot.addWidget(mode)
    Exports(shell, mode)
    shell.commands.enter_mode(SPEC.id)
    mode.show()
    assert shell.commands.reason(EXPORT) == "Open a policy first."
    mode.activated()
    at_rest(qtbot, shell)
    yield mode
    at_rest(qtbot, shell)


def opened(qtbot: QtBot, shell: Shell, mode: WriteMode) -> ExportDialog:
    at_rest(qtbot, shell)
    qtbot.waitUntil(lambda: mode.findChild(ExportDialog) is not None)
    dialog = mode.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    qtbot.waitUntil(lambda: dialog.body.currentWidget() is dialog.form)
    return dialog


def test_the_command_exports_the_open_policy(
    qtbot: QtBot, shell: Shell, mode: WriteMode, policy: Policy
) -> None:
    assert shell.commands.reason(EXPORT) == ""
    mode.panels.header.export_button.click()
    dialog = opened(qtbot, shell, mode)
    assert dialog.title.text() == f"Export {policy.name}"
    assert not dialog.form.signature.keys.isVisibleTo(dialog), "nobody answers it here"
    dialog.reject()


def test_a_review_package_is_asked_for_by_name(qtbot: QtBot, shell: Shell, mode: WriteMode) -> None:
    shell.commands.run(REVIEW)
    dialog = opened(qtbot, shell, mode)
    assert dialog.form.formats.offer.name == "review"
    dialog.reject()


def test_what_is_being_typed_is_seen_and_saved_as_a_version(
    qtbot: QtBot, shell: Shell, mode: WriteMode, desk: Desk, policy: Policy
) -> None:
    qtbot.keyClicks(mode.panels.rule.editor, "Hello")
    shell.commands.run(EXPORT)
    dialog = opened(qtbot, shell, mode)
    assert dialog.words.text() == "Save a version, or export the last one."
    dialog.form.standing.save.click()
    at_rest(qtbot, shell)
    assert dialog.export.isEnabled()
    assert "Hello" in desk.library.versions(policy.id)[0].text
    assert mode.panels.header.words.text().startswith("version 2 · saved")
    assert not mode.panels.header.save_button.isEnabled()
    dialog.reject()


def test_keys_are_a_step_away_where_somebody_shows_them(
    qtbot: QtBot, shell: Shell, mode: WriteMode
) -> None:
    asked: list[str] = []
    shell.commands.register((Command(KEYS, "Signing keys…", "File"),))
    shell.commands.handle(KEYS, lambda: asked.append("keys"))
    shell.commands.run(EXPORT)
    dialog = opened(qtbot, shell, mode)
    dialog.form.signature.keys.click()
    assert asked == ["keys"]
    dialog.reject()


def test_the_window_has_the_command(window: MainWindow, shell: Shell) -> None:
    assert shell.commands.action(EXPORT) in window.actions()
    assert shell.commands.reason(EXPORT) == "Open a policy first."
    shell.relay.policy_opened.emit("p")
    assert shell.commands.reason(EXPORT) == ""

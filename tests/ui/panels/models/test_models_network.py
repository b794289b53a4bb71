"""Tokens, the network's settings and leftovers, from Models."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from tests.ui.panels.models.conftest import at_rest, until

from clausebench.engines.weights.secret_store import SecretStore
from clausebench.services.tokens import Tokens
from clausebench.ui.dialogs.access_token import AccessTokenDialog
from clausebench.ui.dialogs.confirmation import Confirmation
from clausebench.ui.panels.models.models_mode import ModelsMode
from clausebench.ui.shell import Shell


def test_a_token_is_entered_kept_and_forgotten(
    qtbot: QtBot, mode: ModelsMode, desk: Any, shell: Shell
) -> None:
    kept = Tokens(SecretStore())
    desk.tokens = lambda: kept
    endpoint = shell.preferences.settings.endpoint
    shell.commands.run("models.token")
    dialog = mode.findChild(AccessTokenDialog)
    at_rest(qtbot, shell)
    assert dialog.place.text() == "No token is kept for it."
    assert dialog.field.echoMode() is QLineEdit.EchoMode.Password
    dialog.field.setText("hf_canary")
    dialog.keep.click()
    until(qtbot, lambda: bool(shell.banners.banners))
    assert "no keyring" in shell.banners.banners[0].detail
    assert kept.get(endpoint) == "hf_canary"
    shell.commands.run("models.token")
    dialog = [d for d in mode.findChildren(AccessTokenDialog) if d.isVisible()][-1]
    until(qtbot, dialog.forget.isEnabled)
    dialog.forget.click()
    at_rest(qtbot, shell)
    assert kept.get(endpoint) == ""


def test_the_network_settings_are_one_press_away(
    qtbot: QtBot, mode: ModelsMode, shell: Shell
) -> None:
    with qtbot.waitSignal(shell.relay.setting_requested) as asked:
        mode.pages.offer.network.click()
    assert asked.args == ["endpoint"]


def test_leftovers_are_shown_and_removed_only_with_consent(
    qtbot: QtBot, mode: ModelsMode, desk: Any, shell: Shell
) -> None:
    shell.commands.run("models.tidy")
    until(qtbot, lambda: bool(shell.banners.banners))
    assert shell.banners.banners[0].title == "Nothing is left over."
    folder = desk.models().folder / "org--gone-01234567"
    folder.mkdir(parents=True)
    half = folder / "model.gguf.part"
    half.write_bytes(b"x" * 5_000_000)
    shell.commands.run("models.tidy")
    until(qtbot, lambda: mode.findChild(Confirmation) is not None)
    dialog = mode.findChild(Confirmation)
    assert "5.0 MB" in dialog.windowTitle()
    assert half.exists()
    dialog.accept_button.click()
    until(qtbot, lambda: not half.exists())
    at_rest(qtbot, shell)

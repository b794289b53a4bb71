"""What the window's own commands do, and the engine's place in it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from clausebench.domain.judging import EngineState, EngineStatus
from clausebench.domain.masking import Concealment
from clausebench.settings import ThemeChoice
from clausebench.ui.dialogs.about import AboutDialog
from clausebench.ui.dialogs.preferences import PreferencesDialog
from clausebench.ui.jobs import Lane
from clausebench.ui.main_window import MainWindow
from clausebench.ui.shell import Shell
from clausebench.ui.shortcut_sheet import ShortcutSheet


def test_theme_commands_change_the_setting_and_the_look(window: MainWindow, shell: Shell) -> None:
    shell.commands.run("view.theme-dark")
    assert shell.preferences.settings.theme is ThemeChoice.DARK
    assert shell.appearance.theme.is_dark
    assert not shell.commands.action("view.theme-light").isChecked()
    shell.preferences.change(theme=ThemeChoice.LIGHT)
    assert shell.commands.action("view.theme-light").isChecked()
    assert not shell.appearance.theme.is_dark


def test_text_size_commands_step_within_bounds(window: MainWindow, shell: Shell) -> None:
    for _ in range(12):
        shell.commands.run("view.larger")
    assert shell.preferences.settings.text_size == 8
    shell.commands.run("view.smaller")
    assert shell.appearance.zoom == 7
    shell.commands.run("view.normal-size")
    assert shell.appearance.zoom == 0


def test_hiding_everything_conceals_and_is_remembered(window: MainWindow, shell: Shell) -> None:
    shell.commands.run("view.hide-all")
    assert shell.concealment.level is Concealment.CONCEALED
    assert shell.preferences.settings.concealment is Concealment.CONCEALED
    shell.commands.run("view.plain")
    assert shell.concealment.level is Concealment.PLAIN


def test_hiding_works_even_when_it_cannot_be_remembered(
    window: MainWindow, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_values: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shell.preferences, "change", refuse)
    shell.commands.run("view.hide-all")
    assert shell.concealment.level is Concealment.CONCEALED
    assert shell.banners.banners[0].title == "The setting could not be saved."


def test_f6_goes_to_a_pane_of_the_current_mode(window: MainWindow, shell: Shell) -> None:
    window.start()
    window.show()
    shell.commands.run("view.next-pane")
    assert isinstance(window.focusWidget(), QLineEdit)
    assert window.panel("write").isAncestorOf(window.focusWidget())


@pytest.mark.parametrize(
    ("command_id", "kind"),
    [
        ("app.settings", PreferencesDialog),
        ("help.shortcuts", ShortcutSheet),
        ("help.about", AboutDialog),
    ],
)
def test_dialogs_open_without_stopping_the_window(
    window: MainWindow, shell: Shell, command_id: str, kind: type[QWidget]
) -> None:
    window.start()
    window.show()
    shell.commands.run(command_id)
    dialog = window.findChild(kind)
    assert dialog.isVisible()
    dialog.close()


def test_the_engine_s_state_is_shown_and_kept_up_to_date(
    qtbot: QtBot, window: MainWindow, shell: Shell
) -> None:
    button = next(
        b for b in shell.status.findChildren(QToolButton) if b.property("kind") == "status"
    )
    qtbot.waitUntil(lambda: button.text() == "Built-in engine · Not loaded")
    shell.desk.judging.status = EngineStatus(EngineState.READY)
    shell.lanes.start(Lane.ENGINE, lambda _token: None, title="Judging")
    qtbot.waitUntil(lambda: button.text() == "Built-in engine · Ready")


def test_pressing_the_engine_part_leads_to_the_models(
    qtbot: QtBot, window: MainWindow, shell: Shell
) -> None:
    window.start()
    with qtbot.waitSignal(shell.relay.models_requested):
        shell.status.engine_pressed.emit()


def test_the_engine_is_made_again_when_its_settings_change_and_only_then(
    qtbot: QtBot, window: MainWindow, shell: Shell
) -> None:
    made: list[str] = []
    window.engine_watch.change_with(lambda settings: made.append(settings.weights))
    shell.preferences.change(text_size=1)
    shell.preferences.change(weights="/models/a.gguf")
    qtbot.waitUntil(lambda: not shell.lanes.jobs)
    assert made == ["/models/a.gguf"]

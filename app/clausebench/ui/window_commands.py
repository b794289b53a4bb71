"""What the window's own commands do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWhatsThis

from clausebench.domain.errors import AppError
from clausebench.domain.masking import Concealment
from clausebench.settings import Settings, ThemeChoice
from clausebench.ui.app_commands import CONCEAL_COMMANDS, THEME_COMMANDS
from clausebench.ui.appearance import MAX_ZOOM, MIN_ZOOM
from clausebench.ui.banner import announce
from clausebench.ui.panes import focus_neighbour
from clausebench.ui.shell import Shell

if TYPE_CHECKING:
    from clausebench.ui.main_window import MainWindow

_LEVEL_SENTENCES = {
    Concealment.CONCEALED: "Content is concealed",
    Concealment.SOFTENED: "Content is softened",
    Concealment.PLAIN: "Content is shown as it is",
}


class WindowCommands(QObject):
    """Handlers of ``APP_COMMANDS``; settings changed anywhere take effect here."""

    def __init__(self, window: MainWindow, shell: Shell) -> None:
        super().__init__(window)
        self._window, self._shell = window, shell
        shell.preferences.changed.connect(self._on_preferences_changed)
        shell.concealment.level_changed.connect(self._on_concealment_level_changed)
        shell.status.engine_pressed.connect(lambda: shell.relay.models_requested.emit(""))
        shell.relay.setting_requested.connect(self._open_settings_at)
        self._bind()
        self._show_choices(shell.preferences.settings)

    def _bind(self) -> None:
        window, handle = self._window, self._shell.commands.handle
        handle("app.palette", window.open_palette)
        handle("app.settings", self._open_settings)
        handle("app.quit", window.close)
        handle("view.next-pane", lambda: focus_neighbour(window.page, 1))
        handle("view.previous-pane", lambda: focus_neighbour(window.page, -1))
        handle("view.larger", lambda: self._zoom(1))
        handle("view.smaller", lambda: self._zoom(-1))
        handle("view.normal-size", lambda: self._change(text_size=0))
        handle("view.hide-all", self._hide_everything)
        handle("view.full-screen", self._set_full_screen)
        handle("help.welcome", self._welcome)
        handle("help.tour", self._take_tour)
        handle("help.shortcuts", self._open_shortcuts)
        handle("help.whats-this", QWhatsThis.enterWhatsThisMode)
        handle("help.about", self._open_about)
        for command_id, choice in THEME_COMMANDS.items():
            handle(command_id, partial(self._choose, "theme", choice))
        for command_id, level in CONCEAL_COMMANDS.items():
            handle(command_id, partial(self._choose, "concealment", level))

    def _choose(self, field: str, value: ThemeChoice | Concealment, is_on: bool) -> None:  # noqa: FBT001 - Qt's toggled(bool)
        if is_on:
            self._change(**{field: value})

    def _change(self, **values: ThemeChoice | Concealment | int) -> None:
        try:
            self._shell.preferences.change(**values)
        except OSError as error:
            reason = error.strerror or "The disk refused."
            self._shell.banners.show_error(AppError("The setting could not be saved.", reason))

    def _zoom(self, step: int) -> None:
        wanted = self._shell.appearance.zoom + step
        self._change(text_size=min(max(wanted, MIN_ZOOM), MAX_ZOOM))

    def _hide_everything(self) -> None:
        self._shell.concealment.hide_everything()  # first, whatever the disk says
        self._change(concealment=Concealment.CONCEALED)

    def _set_full_screen(self, is_on: bool) -> None:  # noqa: FBT001 - Qt's toggled(bool)
        (self._window.showFullScreen if is_on else self._window.showNormal)()

    def _open_settings(self) -> None:
        self._open_settings_at("theme")

    @Slot(str)
    def _open_settings_at(self, name: str) -> None:
        from clausebench.ui.dialogs.preferences import PreferencesDialog

        dialog = PreferencesDialog(self._shell.preferences, self._window)
        dialog.open()
        dialog.field(name).widget.setFocus()

    def _welcome(self) -> None:
        self._window.first_steps.welcome()

    def _take_tour(self) -> None:
        self._window.first_steps.take_tour()

    def _open_shortcuts(self) -> None:
        from clausebench.ui.shortcut_sheet import ShortcutSheet

        ShortcutSheet(self._shell.commands, self._window).open()

    def _open_about(self) -> None:
        from clausebench.ui.dialogs.about import AboutDialog

        AboutDialog(self._window).open()

    @Slot(object, object)
    def _on_preferences_changed(self, new: Settings, old: Settings) -> None:
        if (new.theme, new.text_size) != (old.theme, old.text_size):
            self._shell.appearance.wear(new.theme, new.text_size)
        if new.concealment is not old.concealment:
            self._shell.concealment.set_base(new.concealment)
        self._show_choices(new)

    @Slot(object)
    def _on_concealment_level_changed(self, level: Concealment) -> None:
        announce(self._window, _LEVEL_SENTENCES[level])

    def _show_choices(self, settings: Settings) -> None:
        commands = self._shell.commands
        for command_id, choice in THEME_COMMANDS.items():
            commands.action(command_id).setChecked(settings.theme is choice)
        for command_id, level in CONCEAL_COMMANDS.items():
            commands.action(command_id).setChecked(settings.concealment is level)

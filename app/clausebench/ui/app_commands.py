"""The commands that belong to the window and not to a mode."""

from __future__ import annotations

from collections.abc import Iterable

from clausebench.domain.masking import Concealment
from clausebench.settings import ThemeChoice
from clausebench.ui.bundles.receive_commands import RECEIVE_COMMANDS
from clausebench.ui.commands import Command
from clausebench.ui.exporting.export_commands import COMMANDS as EXPORT_COMMANDS
from clausebench.ui.shell import PanelSpec

THEME_COMMANDS = {
    "view.theme-system": ThemeChoice.SYSTEM,
    "view.theme-light": ThemeChoice.LIGHT,
    "view.theme-dark": ThemeChoice.DARK,
    "view.theme-contrast": ThemeChoice.CONTRAST,
}

CONCEAL_COMMANDS = {
    "view.conceal": Concealment.CONCEALED,
    "view.soften": Concealment.SOFTENED,
    "view.plain": Concealment.PLAIN,
}

_THEME = "Theme"
_CONTENT = "Sensitive content"

APP_COMMANDS = (
    *EXPORT_COMMANDS,
    *RECEIVE_COMMANDS,
    Command("app.settings", "Settings…", "File", ("Ctrl+,",), "settings", group=8),
    Command("app.quit", "Quit", "File", ("Ctrl+Q",), group=9),
    Command("app.palette", "Commands…", "View", ("Ctrl+Shift+P", "Ctrl+K"), "commands", group=0),
    Command("view.next-pane", "Go to next pane", "View", ("F6",), group=2),
    Command("view.previous-pane", "Go to previous pane", "View", ("Shift+F6",), group=2),
    Command(
        "view.theme-system",
        "Follow the system",
        "View",
        icon="theme",
        group=3,
        checkable=True,
        submenu=_THEME,
    ),
    Command(
        "view.theme-light", "Light", "View", icon="sun", group=3, checkable=True, submenu=_THEME
    ),
    Command(
        "view.theme-dark", "Dark", "View", icon="moon", group=3, checkable=True, submenu=_THEME
    ),
    Command(
        "view.theme-contrast",
        "High contrast",
        "View",
        icon="theme",
        group=3,
        checkable=True,
        submenu=_THEME,
    ),
    Command("view.larger", "Larger text", "View", ("Ctrl+=", "Ctrl++"), group=4),
    Command("view.smaller", "Smaller text", "View", ("Ctrl+-",), group=4),
    Command("view.normal-size", "Normal text size", "View", ("Ctrl+0",), group=4),
    Command(
        "view.conceal", "Conceal", "View", icon="eye-off", group=5, checkable=True, submenu=_CONTENT
    ),
    Command("view.soften", "Soften", "View", icon="eye", group=5, checkable=True, submenu=_CONTENT),
    Command(
        "view.plain", "Show as it is", "View", icon="eye", group=5, checkable=True, submenu=_CONTENT
    ),
    Command(
        "view.hide-all",
        "Hide all content now",
        "View",
        ("Ctrl+Shift+H",),
        "eye-off",
        group=5,
        help="Conceals content and what repeats it, everywhere, at once.",
    ),
    Command("view.full-screen", "Full screen", "View", ("F11",), group=6, checkable=True),
    Command("help.welcome", "Welcome", "Help", icon="info"),
    Command("help.tour", "Guided tour", "Help", icon="help", help="Two minutes, at your pace."),
    Command("help.shortcuts", "Keyboard shortcuts", "Help", ("Ctrl+/",), "keyboard"),
    Command("help.whats-this", "What is this?", "Help", ("Shift+F1",), "help"),
    Command("help.about", "About Clausebench", "Help", icon="info", group=9),
)


def mode_command_id(mode: str) -> str:
    return f"mode.{mode}"


def mode_commands(specs: Iterable[PanelSpec]) -> tuple[Command, ...]:
    """Ctrl+1, Ctrl+2, … in the order of the rail."""
    return tuple(
        Command(
            mode_command_id(spec.id),
            spec.title,
            "View",
            (f"Ctrl+{number}",),
            spec.icon,
            group=1,
            help=spec.help,
        )
        for number, spec in enumerate(specs, 1)
    )

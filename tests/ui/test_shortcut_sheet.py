"""The shortcut sheet shows all keys there are."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from clausebench.ui.appearance import Appearance
from clausebench.ui.commands import Command, CommandRegistry, KeyHint
from clausebench.ui.shortcut_sheet import ShortcutSheet, sections


def registry_of(appearance: Appearance) -> CommandRegistry:
    registry = CommandRegistry(appearance.icons)
    registry.register(
        [
            Command("help.x", "Help", "Help", ("F1",)),
            Command("app.palette", "Commands", "View", ("Ctrl+Shift+P", "Ctrl+K")),
            Command("view.dark", "Dark", "View", submenu="Theme"),
            Command("file.open", "Open", "File", ("Ctrl+O",)),
        ],
        [KeyHint(("J", "K"), "Next and previous case", "Case list")],
    )
    return registry


def test_sections_follow_the_menus_then_the_places(appearance: Appearance) -> None:
    assert sections(registry_of(appearance)) == (
        ("File", ((("Ctrl+O",), "Open"),)),
        ("View", ((("Ctrl+Shift+P", "Ctrl+K"), "Commands"),)),
        ("Help", ((("F1",), "Help"),)),
        ("Case list", ((("J", "K"), "Next and previous case"),)),
    )


def test_the_sheet_shows_every_title_and_key(qtbot: QtBot, appearance: Appearance) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    sheet = ShortcutSheet(registry_of(appearance), parent)
    sheet.open()
    words = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"File", "Open", "Ctrl+O", "Ctrl+K", "Case list", "J", "K"} <= words
    assert "Dark" not in words

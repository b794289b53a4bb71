"""Asking before something that cannot be taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from clausebench.settings import ThemeChoice
from clausebench.ui.appearance import Appearance
from clausebench.ui.dialogs.confirmation import Confirmation


def test_enter_changes_nothing_also_after_the_theme_changed(
    qtbot: QtBot, appearance: Appearance
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = Confirmation(parent, "Delete it?", "It is gone then.", "Delete")
    heard: list[str] = []
    dialog.confirmed.connect(lambda: heard.append("confirmed"))
    dialog.open()
    appearance.wear(ThemeChoice.DARK, 0)
    qtbot.waitUntil(lambda: dialog.focusWidget() is not dialog.accept_button)
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert heard == []

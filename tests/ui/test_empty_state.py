"""Empty states."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from clausebench.ui.appearance import Appearance
from clausebench.ui.empty_state import EmptyState


def test_it_says_what_the_panel_is_for_and_offers_one_thing(
    qtbot: QtBot, appearance: Appearance
) -> None:
    state = EmptyState(appearance, "test", "No test cases yet", "Keep one.", "Import…")
    qtbot.addWidget(state)
    state.show()
    assert [label.text() for label in state.findChildren(QLabel)] == [
        "No test cases yet",
        "Keep one.",
    ]
    with qtbot.waitSignal(state.pressed):
        qtbot.mouseClick(state.findChild(QPushButton), Qt.MouseButton.LeftButton)


def test_without_an_action_there_is_no_button(qtbot: QtBot, appearance: Appearance) -> None:
    state = EmptyState(appearance, "search", "Nothing found", "Try fewer words.")
    qtbot.addWidget(state)
    state.show()
    assert not state.findChild(QPushButton).isVisible()
    state.say("Nothing yet", "Search for something.")
    assert state.accessibleName() == "Nothing yet"

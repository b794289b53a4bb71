"""What stands where nothing is."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from clausebench.ui.empty_state import EmptyState
from clausebench.ui.shell import Shell


def test_a_long_title_is_seen_whole(qtbot: QtBot, shell: Shell) -> None:
    title = "No case was asked more than once under this wording, nor under another one"
    state = EmptyState(shell.appearance, "test", title, "Run it with repeats.")
    qtbot.addWidget(state)
    state.resize(600, 500)
    state.show()
    (said,) = (found for found in state.findChildren(QLabel) if found.text() == title)
    assert said.heightForWidth(said.width()) <= said.height()
    assert said.minimumSizeHint().width() <= said.width()

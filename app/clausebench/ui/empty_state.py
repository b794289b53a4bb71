"""What a panel shows while it has nothing to show: what it is for, and one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from clausebench.ui.appearance import Appearance
from clausebench.ui.parts import IconLabel, label, primary_button
from clausebench.ui.roles import Role

_TEXT_WIDTH = 380


class EmptyState(QWidget):
    """An icon, a title, a sentence or two, one primary button."""

    pressed = Signal()

    def __init__(
        self, appearance: Appearance, icon: str, title: str, purpose: str, action: str = ""
    ) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._title = label(title, "title")
        self._purpose = label(purpose, "muted", wraps=True)
        self._button = primary_button(action)
        self._button.setVisible(bool(action))
        self._button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconLabel(appearance, icon, Role.TEXT_MUTED, 32), 0, centre)
        column.addSpacing(4)
        for words in (self._title, self._purpose):
            self._centre(words)
            column.addWidget(words, 0, centre)
        column.addSpacing(8)
        column.addWidget(self._button, 0, centre)
        column.addStretch(3)

    def say(self, title: str, purpose: str) -> None:
        """Change the words, for a panel that is empty for more than one reason."""
        self.setAccessibleName(title)
        self._title.setText(title)
        self._purpose.setText(purpose)

    def _centre(self, words: QLabel) -> None:
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setMinimumWidth(min(_TEXT_WIDTH, 200))
        words.setMaximumWidth(_TEXT_WIDTH)

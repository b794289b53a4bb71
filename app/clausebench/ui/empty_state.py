"""What a panel shows while it has nothing to show: what it is for, and one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clausebench.ui.appearance import Appearance
from clausebench.ui.parts import IconLabel, label, primary_button
from clausebench.ui.roles import Role

_TEXT_WIDTH = 400


class EmptyState(QWidget):
    """An icon, a title, a sentence or two, one primary button."""

    pressed = Signal()

    def __init__(
        self, appearance: Appearance, icon: str, title: str, purpose: str, action: str = ""
    ) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._title = label(title, "title", wraps=True)
        self._purpose = label(purpose, "muted", wraps=True)
        self._button = primary_button(action)
        self._button.setVisible(bool(action))
        self._button.clicked.connect(self.pressed)
        self._lay_out(IconLabel(appearance, icon, Role.TEXT_MUTED, 32))

    def _lay_out(self, picture: IconLabel) -> None:
        middle = QWidget()
        middle.setMaximumWidth(_TEXT_WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(2)
        column.addWidget(picture, 0, centre)
        for words in (self._title, self._purpose):
            words.setAlignment(centre)
            column.addWidget(words)
        column.addSpacing(8)
        column.addWidget(self._button, 0, centre)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)

    def say(self, title: str, purpose: str) -> None:
        """Change the words, for a panel that is empty for more than one reason."""
        self.setAccessibleName(title)
        self._title.setText(title)
        self._purpose.setText(purpose)

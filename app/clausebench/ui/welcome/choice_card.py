"""One way to begin: what it gives, how long it takes, and its button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from clausebench.ui.appearance import Appearance
from clausebench.ui.flow_layout import FlowLayout
from clausebench.ui.parts import IconLabel, label
from clausebench.ui.roles import Role


class ChoiceCard(QFrame):
    """Icon, title, words; its buttons below."""

    def __init__(
        self, appearance: Appearance, icon: str, title: str, words: str, *buttons: QPushButton
    ) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setAccessibleName(title)
        self.words = label(words, "muted", wraps=True)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(title, "title", wraps=True))
        column.addWidget(self.words)
        row = QWidget()
        flow = FlowLayout(row)
        for button in buttons:
            flow.addWidget(button)
        column.addSpacing(6)
        column.addWidget(row)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(16)
        picture = IconLabel(appearance, icon, Role.ACCENT, 28)
        whole.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(column, 1)

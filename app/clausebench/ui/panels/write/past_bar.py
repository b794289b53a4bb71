"""Says that one is looking at something of the past, and leads back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from clausebench.ui.appearance import Appearance
from clausebench.ui.parts import IconLabel, button, label, quiet_button
from clausebench.ui.roles import Role
from clausebench.ui.text.showable import one_line


class PastBar(QFrame):
    """Hidden in the present."""

    use_pressed = Signal()
    """Restore this wording, or judge this content again."""
    back_pressed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setProperty("banner", "info")
        self.sentence = label("", "body", wraps=True)
        self.use_button = button("")
        self.back_button = quiet_button("Back to the present")
        self.use_button.clicked.connect(self.use_pressed)
        self.back_button.clicked.connect(self.back_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(IconLabel(appearance, "history", Role.FINDING_HINT, 16))
        row.addWidget(self.sentence, 1)
        row.addWidget(self.use_button)
        row.addWidget(self.back_button)
        self.hide()

    def show_past(self, sentence: str, use: str) -> None:
        """``use`` is what one can do with it."""
        self.sentence.setText(one_line(sentence, 200))
        self.use_button.setText(use)
        self.use_button.setAccessibleName(use)
        self.show()

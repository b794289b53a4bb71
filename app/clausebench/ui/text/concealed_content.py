"""What stands in a concealed content's place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from clausebench.ui.appearance import Appearance
from clausebench.ui.parts import IconLabel, label
from clausebench.ui.roles import Role


class ConcealedContent(QFrame):
    """Title and facts, none of the words. Takes the focus so that Space can reveal."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = label("", "strong", wraps=True)
        self.facts = label("", "muted", wraps=True)
        keys = label("Space: show softened\nShift+Space: show as it is", "small")
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(6)
        column.addStretch()
        column.addWidget(IconLabel(appearance, "eye-off", Role.TEXT_MUTED, 24), 0, centre)
        for words in (self.title, self.facts, keys):
            words.setAlignment(centre)
            column.addWidget(words)
        column.addStretch()
        self.describe("Sample", "")

    def describe(self, title: str, facts: str) -> None:
        """What may be said of the content."""
        self.title.setText(title)
        self.facts.setText(facts)
        self.setAccessibleName(
            f"Concealed content: {title}, {facts}. Space shows it softened, Shift+Space as it is."
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes the focus; it reveals nothing, so that no accident can."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

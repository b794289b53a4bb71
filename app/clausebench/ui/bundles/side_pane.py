"""One side of a change: its words, and the button that lets them stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clausebench.ui.appearance import Appearance
from clausebench.ui.bundles.diff_text import DiffText
from clausebench.ui.parts import button, label
from clausebench.ui.text.showable import one_line


class SidePane(QWidget):
    """A caption, a text, a button that stays pressed."""

    def __init__(self, appearance: Appearance, choice: str) -> None:
        super().__init__()
        self.caption = label("", "section")
        self.text = DiffText(appearance, choice)
        self.choose = button(choice)
        self.choose.setCheckable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.caption)
        column.addWidget(self.text, 1)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)

    def describe(self, caption: str, name: str) -> None:
        """What the text is, for eyes and for screen readers."""
        self.caption.setText(caption)
        self.text.setAccessibleName(f"{caption}: {one_line(name)}")

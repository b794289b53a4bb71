"""While something is being written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from clausebench.ui.parts import label

_WIDTH = 420


class BusyPage(QWidget):
    """How far it is."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "title")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.bar.setFixedWidth(_WIDTH)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self.words, 0, centre)
        column.addWidget(self.bar, 0, centre)
        column.addWidget(label("It is there when all of it is.", "muted"), 0, centre)
        column.addStretch(3)

    def show_progress(self, words: str, fraction: float) -> None:
        """``fraction`` is 0..1; 0: unknown."""
        self.words.setText(f"{words}…")
        self.bar.setRange(0, 1000 if fraction else 0)
        self.bar.setValue(round(fraction * 1000))

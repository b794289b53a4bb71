"""What is inside a bundle, and how it came to be so."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from clausebench.services.verifying import Verified
from clausebench.ui.bundles.receive_words import facts
from clausebench.ui.parts import label
from clausebench.ui.text.showable import showable

_LONGEST = 20_000


class FactsPage(QScrollArea):
    """Pairs of a name and a value; values can be selected."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("What is inside")
        self.values: dict[str, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        self._changes_title = label("What its maker changed", "section")
        self.changes = label("", "body", wraps=True)
        self.changes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 12, 8, 8)
        column.setSpacing(8)
        column.addLayout(self._grid)
        column.addSpacing(6)
        column.addWidget(self._changes_title)
        column.addWidget(self.changes)
        column.addStretch(1)
        self.setWidget(body)

    def show_bundle(self, verified: Verified) -> None:
        """Another bundle, or the same with another signer."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.values.clear()
        for row, (name, value) in enumerate(facts(verified)):
            shown = label(value, "body", wraps=True)
            shown.setAccessibleName(f"{name}: {value}")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(shown, row, 1)
            self.values[name] = shown
        changes = verified.release.changelog.strip()[:_LONGEST]
        self.changes.setText(showable(changes))
        for part in (self._changes_title, self.changes):
            part.setVisible(bool(changes))

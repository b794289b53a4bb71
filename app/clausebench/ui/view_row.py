"""A row of buttons that says which of several views is shown, and how much each holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget


class ViewRow(QWidget):
    """Emits only what a person chose, not what ``choose`` was told."""

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._titles = tuple(titles)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 6)
        row.setSpacing(4)
        for number, title in enumerate(self._titles):
            made = QPushButton(title)
            made.setProperty("kind", "filter")
            made.setCheckable(True)
            made.setAutoDefault(False)
            self._group.addButton(made, number)
            row.addWidget(made)
        row.addStretch(1)
        self._group.idClicked.connect(self.chosen)
        self.choose(0)

    @property
    def number(self) -> int:
        return self._group.checkedId()

    def choose(self, number: int) -> None:
        """Press a button without telling anybody."""
        self._group.button(number).setChecked(True)

    def show_counts(self, counts: Sequence[int | None]) -> None:
        """None: no number."""
        for number, (title, count) in enumerate(zip(self._titles, counts, strict=True)):
            made = self._group.button(number)
            made.setText(title if count is None else f"{title} {count:,}")
            made.setAccessibleName(made.text())

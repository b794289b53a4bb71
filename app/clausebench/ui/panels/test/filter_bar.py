"""Which test cases to look at: named filters with their counts, and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QWidget

from clausebench.ui.flow_layout import FlowLayout
from clausebench.ui.icons import Icons
from clausebench.ui.panels.test.case_row import CaseRow
from clausebench.ui.panels.test.presets import ALL, PRESETS, Preset, counts, fits


class FilterBar(QWidget):
    """``filter`` says which rows are wanted now."""

    changed = Signal()
    left = Signal()
    """Esc or Return in the field: back to the list."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setAccessibleName("Filter")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(4)
        presets = QWidget()  # in two rows where the numbers stand beside the cases
        flow = FlowLayout(presets, 4)
        for number, preset in enumerate(PRESETS):
            button = self._button(preset)
            self._group.addButton(button, number)
            flow.addWidget(button)
        row.addWidget(presets, 4)
        self.field = _Field(icons)
        row.addWidget(self.field, 1)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self.changed)
        self.field.textChanged.connect(self.changed)
        self.field.left.connect(self.left)
        self.show_counts(())

    @property
    def preset(self) -> Preset:
        return PRESETS[self._group.checkedId()]

    @property
    def is_on(self) -> bool:
        """Whether anything is filtered out."""
        return self.preset is not ALL or bool(self.field.text().strip())

    def filter(self) -> Callable[[CaseRow], bool]:
        """Made once for thousands of rows."""
        wants, words = self.preset.wants, tuple(self.field.text().casefold().split())
        return lambda row: wants(row) and fits(row, words)

    def show_counts(self, rows: Sequence[CaseRow]) -> None:
        """How many test cases each filter would show."""
        for number, (preset, count) in enumerate(zip(PRESETS, counts(rows), strict=True)):
            button = self._group.button(number)
            button.setText(f"{preset.title} {count:,}")
            button.setAccessibleName(f"{preset.title}: {count:,}. {preset.help}.")
            button.setProperty("empty", count == 0)
            button.style().polish(button)

    def clear(self) -> None:
        """Show everything again."""
        self._group.button(0).setChecked(True)
        self.field.clear()
        self.changed.emit()

    def choose(self, preset: Preset) -> None:
        """Turn a named filter on."""
        self._group.button(PRESETS.index(preset)).setChecked(True)
        self.changed.emit()

    def _button(self, preset: Preset) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "filter")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setToolTip(preset.help)
        return button


class _Field(QLineEdit):
    """Esc empties it, then leaves."""

    left = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setPlaceholderText("Find by name, content, tag, clause")
        self.setAccessibleName("Find test cases")
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(120)
        self.setMaximumWidth(280)
        icon = QAction(icons.icon("search"), "", self)
        self.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)

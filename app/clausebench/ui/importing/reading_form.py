"""How a file is read, where a person knows better: sheet, encoding, header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from clausebench.domain.importing.grid import Grid
from clausebench.ui.parts import label

_ENCODINGS = (
    "utf-8", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "utf-16",
    "shift_jis", "euc_kr", "gb18030", "big5",
)  # fmt: skip
_FOUND, _NO_HEADER = "As found", "There is none"
_LINES = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """None: as found. ``header`` is a line; 0: there is none."""

    sheet: str | None = None
    encoding: str | None = None
    header: int | None = None


class ReadingForm(QWidget):
    """Shows only what the kind of file has."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sheet, self.encoding, self.header = QComboBox(), QComboBox(), QComboBox()
        self._titles: dict[QComboBox, QLabel] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        named = (("Sheet", self.sheet), ("Encoding", self.encoding), ("Header", self.header))
        for title, box in named:
            box.setAccessibleName(title)
            box.activated.connect(self._on_box_activated)
            self._titles[box] = label(title, "small")
            self._titles[box].setBuddy(box)
            row.addWidget(self._titles[box])
            row.addWidget(box)
        row.addStretch(1)
        lines = [f"Line {number}" for number in range(1, _LINES + 1)]
        self._fill(self.header, [_FOUND, _NO_HEADER, *lines], _FOUND)

    @property
    def reading(self) -> Reading:
        """What was chosen."""
        header = self.header.currentIndex()
        return Reading(
            self.sheet.currentText() or None,
            self.encoding.currentText() if self.encoding.currentIndex() > 0 else None,
            header - 1 if header > 0 else None,
        )

    def show_grid(self, grid: Grid) -> None:
        """Offer what there is to choose; a choice that was made stays."""
        self._fill(self.sheet, grid.sheets, grid.sheet)
        chosen = self.reading.encoding
        found = f"{_FOUND}: {grid.encoding}"
        if not chosen:
            self._fill(self.encoding, [found, *_ENCODINGS], found)
        is_table = bool(grid.sheets or grid.encoding) and "JSON" not in grid.form
        self._offer(self.sheet, len(grid.sheets) > 1)
        self._offer(self.encoding, bool(grid.encoding))
        self._offer(self.header, is_table)
        self.setVisible(any(not box.isHidden() for box in self._titles))

    def _offer(self, box: QComboBox, is_offered: bool) -> None:  # noqa: FBT001 - it is a property
        box.setVisible(is_offered)
        self._titles[box].setVisible(is_offered)

    def _fill(self, box: QComboBox, words: Sequence[str], current: str) -> None:
        with QSignalBlocker(box):
            box.clear()
            box.addItems(list(words))
            box.setCurrentText(current)

    @Slot()
    def _on_box_activated(self) -> None:
        self.changed.emit()

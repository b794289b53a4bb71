"""Which column is what, one box for each field that matters."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from clausebench.domain.importing.grid import Grid
from clausebench.domain.importing.mapping import Columns, Field
from clausebench.ui.parts import label

_SHOWN = {
    Field.CONTENT: "Content",
    Field.TRUTH: "What is expected",
    Field.REPLY: "Reply of an assistant",
    Field.REPLY_TRUTH: "Expected of the reply",
    Field.CLAUSES: "Clauses",
    Field.ID: "Name",
    Field.TAGS: "Tags",
    Field.LANGUAGE: "Language",
    Field.SEVERITY: "Severity",
    Field.NOTE: "Note",
}
_NONE = "–"


class ColumnForm(QWidget):
    """Tells only what a person chose."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[Field, QComboBox] = {}
        self._chosen: dict[Field, str] = {}
        rows = QGridLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(10)
        rows.setVerticalSpacing(6)
        for place, (wanted, title) in enumerate(_SHOWN.items()):
            box = QComboBox()
            box.setAccessibleName(f"Column: {title}")
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.currentTextChanged.connect(self._telling(wanted))
            self.boxes[wanted] = box
            row, column = divmod(place, 2)
            rows.addWidget(label(title, "small"), row, column * 2)
            rows.addWidget(box, row, column * 2 + 1)
        rows.setColumnStretch(1, 1)
        rows.setColumnStretch(3, 1)

    @property
    def chosen(self) -> dict[Field, str]:
        """What was chosen against the guess; an empty name for none."""
        return dict(self._chosen)

    def show_columns(self, grid: Grid, columns: Columns) -> None:
        """Offer all columns of a grid, with these chosen."""
        for wanted, box in self.boxes.items():
            with QSignalBlocker(box):
                box.clear()
                box.addItems([_NONE, *grid.columns])
                box.setCurrentText(columns.get(wanted) or _NONE)
                flags = bool(columns.flags) and wanted is Field.TRUTH
                box.setEnabled(not flags)
                box.setToolTip(f"Columns of 0 and 1: {', '.join(columns.flags)}" if flags else "")

    def _telling(self, wanted: Field) -> object:
        def tell(text: str) -> None:
            self._chosen[wanted] = "" if text == _NONE else text
            self.changed.emit()

        return tell

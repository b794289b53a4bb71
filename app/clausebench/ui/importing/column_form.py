"""Which column is what, one box for each field that matters."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from clausebench.domain.importing.grid import Grid
from clausebench.domain.importing.mapping import Columns, Field
from clausebench.ui.parts import label, quiet_button

_FIRST = {
    Field.CONTENT: "Content",
    Field.TRUTH: "What is expected",
    Field.REPLY: "Reply of an assistant",
    Field.REPLY_TRUTH: "Expected of the reply",
}
_MORE = {
    Field.CLAUSES: "Clauses",
    Field.ID: "Name",
    Field.TAGS: "Tags",
    Field.LANGUAGE: "Language",
    Field.SEVERITY: "Severity",
    Field.SPLIT: "Open or locked",
    Field.TWIN: "Twin",
    Field.NOTE: "Note",
    Field.SOURCE: "Source",
    Field.LICENCE: "Licence",
}
_NONE = "–"


class ColumnForm(QWidget):
    """Tells only what a person chose. What seldom matters is shown where it was found, or when
    it is asked for."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[Field, QComboBox] = {}
        self._titles: dict[Field, QLabel] = {}
        self._chosen: dict[Field, str] = {}
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(10)
        self._rows.setVerticalSpacing(6)
        self._rows.setColumnStretch(1, 1)
        for row, (wanted, title) in enumerate({**_FIRST, **_MORE}.items()):
            self._add(row, wanted, title)
        self.more = quiet_button("More columns")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._rows)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_more()

    def _add(self, row: int, wanted: Field, title: str) -> None:
        box = QComboBox()
        box.setAccessibleName(f"Column: {title}")
        box.setMinimumContentsLength(12)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.currentTextChanged.connect(self._telling(wanted))
        self.boxes[wanted] = box
        self._titles[wanted] = label(title, "small")
        self._titles[wanted].setBuddy(box)
        self._rows.addWidget(self._titles[wanted], row, 0)
        self._rows.addWidget(box, row, 1)

    @property
    def chosen(self) -> dict[Field, str]:
        """What was chosen against the guess; an empty name for none."""
        return dict(self._chosen)

    def forget(self) -> None:
        """The columns are others now."""
        self._chosen.clear()

    def show_columns(self, grid: Grid, columns: Columns) -> None:
        """Offer all columns of a grid, with these chosen."""
        for wanted, box in self.boxes.items():
            with QSignalBlocker(box):
                box.clear()
                box.addItems([_NONE, *grid.columns])
                box.setCurrentText(columns.get(wanted) or _NONE)
                flags = bool(columns.flags) and wanted is Field.TRUTH
                box.setToolTip(f"Columns of 0 and 1: {', '.join(columns.flags)}" if flags else "")
        self._show_more()

    def _show_more(self) -> None:
        for wanted in _MORE:
            is_shown = self.more.isChecked() or self.boxes[wanted].currentText() not in ("", _NONE)
            self.boxes[wanted].setVisible(is_shown)
            self._titles[wanted].setVisible(is_shown)

    def _telling(self, wanted: Field) -> object:
        def tell(text: str) -> None:
            self._chosen[wanted] = "" if text == _NONE else text
            self.changed.emit()

        return tell

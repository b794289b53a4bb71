"""A table of rows: keyboard first, fixed row heights, and it keeps its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from clausebench.ui.appearance import Appearance
from clausebench.ui.tables.cell_delegate import CellDelegate
from clausebench.ui.tables.rows_model import RowsModel

ROW_HEIGHT = 24
"""At normal text size; resizing rows to their contents takes a second at ten thousand rows."""

_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class RowsView(QTableView):
    """Shows a ``RowsModel``. ``on_key`` binds keys that work while the table has the focus."""

    current_changed = Signal(object)
    """The row that the person is at now, or None."""
    opened = Signal(object)
    """A row that was double-clicked or entered with Return."""

    def __init__(self, appearance: Appearance, model: RowsModel[Any], name: str) -> None:
        super().__init__()
        self._appearance = appearance
        self._rows = model
        self._keys: dict[str, Callable[[], object]] = {}
        self._kept: tuple[str, list[str]] = ("", [])
        self._current_id = ""
        self.setAccessibleName(name)
        self.setProperty("kind", "bare")
        self.setModel(model)
        self._delegate = CellDelegate(appearance)
        self.setItemDelegate(self._delegate)
        self._behave()
        model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
        model.modelReset.connect(self._on_model_reset)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        appearance.theme_changed.connect(self._dress)
        for keys, step in (("J", 1), ("K", -1)):
            self.on_key(keys, partial(self.step, step))
        for keys in ("Return", "Enter"):
            self.on_key(keys, self._open_current)
        self._dress()

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setAccessibleName(f"Columns of {self.accessibleName()}")
        self.verticalHeader().setAccessibleName(f"Rows of {self.accessibleName()}")
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    @property
    def current_row(self) -> Any:
        """The row that the person is at, or None."""
        return self._rows.row_at(self.currentIndex())

    @property
    def selected_rows(self) -> tuple[Any, ...]:
        """The selected rows, as they stand in the table."""
        indexes = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return tuple(self._rows.row_at(index) for index in indexes)

    def on_key(self, keys: str, handler: Callable[[], object]) -> None:
        """Call ``handler`` when the keys are pressed in the table."""
        self._keys[QKeySequence(keys).toString()] = handler

    def go_to(self, row_id: str) -> bool:
        """Make a row the current and only selected one; False if it is not shown."""
        index = self._rows.index_of(row_id)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, _SELECT)
            self.scrollTo(index)
        return index.isValid()

    def select(self, row_ids: Sequence[str]) -> None:
        """Select rows, as far as they are shown; the person is at the first of them."""
        chosen = QItemSelection()
        places = [self._rows.index_of(row_id) for row_id in row_ids]
        for index in (place for place in places if place.isValid()):
            chosen.select(index, index)
        first = next((place for place in places if place.isValid()), None)
        if first is not None:
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
            self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(first)

    def step(self, by: int) -> None:
        """Go to the next or previous row; stay at the ends."""
        count = self._rows.rowCount()
        if count:
            here = self.currentIndex().row()
            target = self._rows.index(min(max(here + by, 0), count - 1), 0)
            self.selectionModel().setCurrentIndex(target, _SELECT)
            self.scrollTo(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = event.keyCombination()
        plain = pressed.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
        handler = self._keys.get(QKeySequence(plain | pressed.key()).toString())
        if handler is None:
            super().keyPressEvent(event)
        else:
            handler()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes a row current then, but does not select it: keys would miss it."""
        super().focusInEvent(event)
        row = self.current_row
        if row is not None and not self.selectionModel().hasSelection():
            self.go_to(row.id)

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - the name is Qt's
        """Letters are keys of their own here."""

    def fit_columns(self) -> None:
        """Hide columns that say nothing of the rows there are."""
        rows = self._rows.rows
        for place, column in enumerate(self._rows.columns):
            self.setColumnHidden(place, bool(rows) and not column.is_needed(rows))
        self._stretch()

    def _dress(self) -> None:
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(max(ROW_HEIGHT, metrics.height() + 8))
        for place, column in enumerate(self._rows.columns):
            self.setColumnWidth(place, column.width * metrics.averageCharWidth() + 16)
        self._stretch()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def _stretch(self) -> None:
        """Give the rest of the width to the column that stretches, if there is any rest."""
        place = next((n for n, c in enumerate(self._rows.columns) if c.stretches), None)
        if place is not None:
            others = self.horizontalHeader().length() - self.columnWidth(place)
            least = self._rows.columns[place].width * self.fontMetrics().averageCharWidth() + 16
            self.setColumnWidth(place, max(self.viewport().width() - others, least))

    def _open_current(self) -> None:
        if self.current_row is not None:
            self.opened.emit(self.current_row)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._rows.row_at(index))

    def _on_current_row_changed(self, current: QModelIndex) -> None:
        row = self._rows.row_at(current)
        row_id = row.id if row else ""
        if row_id != self._current_id:
            self._current_id = row_id
            self.current_changed.emit(row)

    def _on_model_about_to_be_reset(self) -> None:
        self._kept = (self._current_id, [row.id for row in self.selected_rows])

    def _on_model_reset(self) -> None:
        """Select again what was selected; if the current row is gone, go to where it stood."""
        current_id, selected = self._kept
        index = self._rows.index_of(current_id)
        if not index.isValid():
            self._on_current_row_changed(QModelIndex())
            return
        chosen = QItemSelection()
        for row_id in selected:
            found = self._rows.index_of(row_id)
            if found.isValid():
                chosen.select(found, found)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
        self._on_current_row_changed(index)

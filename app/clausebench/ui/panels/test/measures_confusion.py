"""The confusion matrix as a table: each number opens the cases behind it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from clausebench.domain.measures import Cell, Confusion
from clausebench.ui.appearance import Appearance
from clausebench.ui.roles import Role

Index = QModelIndex | QPersistentModelIndex
_NOTHING = Confusion((), (), ())
_RIGHT = "✓"


class ConfusionModel(QAbstractTableModel):
    """Rows are what was expected, columns what came."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._found = _NOTHING

    def show_confusion(self, found: Confusion) -> None:
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def cell(self, index: Index) -> Cell:
        return self._found.cell(self._found.expected[index.row()], self._found.got[index.column()])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._found.expected)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._found.got)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{cell.count:,} {_RIGHT}" if cell.is_right and cell.count else f"{cell.count:,}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell_words(cell)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        return self._dress(cell, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        names = (
            self._found.got if orientation == Qt.Orientation.Horizontal else self._found.expected
        )
        if role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(names):
            return names[section]
        return None

    def _dress(self, cell: Cell, role: int) -> Any:
        theme = self._appearance.theme
        ink = Role.OUTCOME_PASSED if cell.is_right else Role.OUTCOME_FAILED
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.color(ink if cell.count else Role.TEXT_MUTED)
        if role == Qt.ItemDataRole.FontRole and cell.count:
            font = QFont()
            font.setBold(True)
            return font
        return None


class ConfusionTable(QTableView):
    """As tall as its rows. A click or Return on a number asks for its cases."""

    wanted = Signal(object)
    """The ``Cell``, which has at least one case."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._model = ConfusionModel(appearance)
        self.setModel(self._model)
        self.setAccessibleName("Expected and given decisions")
        self.setProperty("kind", "bare")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setAccessibleName("What came")
        down.setAccessibleName("What was expected")
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.clicked.connect(self._on_activated)
        self.activated.connect(self._on_activated)
        appearance.theme_changed.connect(self.viewport().update)

    def show_confusion(self, found: Confusion) -> None:
        """Another matrix; the table grows or shrinks with it."""
        self._model.show_confusion(found)
        row = max(28, self.fontMetrics().height() + 12)
        self.verticalHeader().setDefaultSectionSize(row)
        self.horizontalHeader().setFixedHeight(row)
        self.setFixedHeight(row * (self._model.rowCount() + 1) + 4)

    def _on_activated(self, index: QModelIndex) -> None:
        cell = self._model.cell(index)
        if cell.count:
            self.wanted.emit(cell)


def cell_words(cell: Cell) -> str:
    """``4 cases that expect allowed and got violates``."""
    cases = "case that expects" if cell.count == 1 else "cases that expect"
    return f"{cell.count:,} {cases} {cell.expected} and got {cell.got}"

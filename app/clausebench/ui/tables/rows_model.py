"""Rows behind a table. Filtering and sorting are plain Python: a proxy model takes a second."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from clausebench.ui.tables.column import Column, Row
from clausebench.ui.text.showable import escaped_tip
from clausebench.ui.verdict_chip import ChipLook

Index = QModelIndex | QPersistentModelIndex

_ASCENDING = Qt.SortOrder.AscendingOrder
_ORIGINAL = -1


class RowsModel(QAbstractTableModel, Generic[Row]):
    """All rows, and those of them that are wanted, in the order asked for.

    A row that changes stays where it is until the table is filtered or sorted again, so that
    nothing moves away under a person's hands.
    """

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._all: tuple[Row, ...] = ()
        self._shown: list[Row] = []
        self._places: dict[str, int] = {}
        self._by_id: dict[str, Row] = {}
        self._wants: Callable[[Row], bool] = lambda _row: True
        self._sorted_by = _ORIGINAL
        self._order = _ASCENDING

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in their own order."""
        return self._all

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows that are wanted, as they stand in the table."""
        return tuple(self._shown)

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows, filtered and sorted as before."""
        self.beginResetModel()
        self._all = tuple(rows)
        self._by_id = {row.id: row for row in self._all}
        self._arrange()
        self.endResetModel()

    def narrow(self, wants: Callable[[Row], bool]) -> None:
        """Show only the rows that are wanted."""
        self._wants = wants
        self.show_rows(self._all)

    def put(self, rows: Iterable[Row]) -> None:
        """Replace rows by those of the same ids, where they are."""
        changed = {row.id: row for row in rows if row.id in self._by_id}
        self._by_id.update(changed)
        self._all = tuple(self._by_id.values())
        for row in changed.values():
            place = self._places.get(row.id)
            if place is not None:
                self._shown[place] = row
                self._announce(place, place)

    def refresh(self) -> None:
        """What cells say has changed for another reason than their rows."""
        if self._shown:
            self._announce(0, len(self._shown) - 1)

    def row(self, row_id: str) -> Row | None:
        """A row by its id, shown or not."""
        return self._by_id.get(row_id)

    def row_at(self, index: Index) -> Row | None:
        return self._shown[index.row()] if index.isValid() else None

    def index_of(self, row_id: str, column: int = 0) -> QModelIndex:
        """Where a row stands; invalid if it is not shown."""
        place = self._places.get(row_id)
        return QModelIndex() if place is None else self.index(place, column)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        answer = _ANSWERS.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self.columns[index.column()], self._shown[index.row()])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_title = orientation == Qt.Orientation.Horizontal
        if not is_title or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = _ASCENDING) -> None:
        """Sort by a column; by -1 go back to the rows' own order."""
        self._sorted_by, self._order = column, order
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        ids = [self._shown[index.row()].id for index in held]
        self._arrange()
        moved = [
            self.index_of(row_id, index.column()) for row_id, index in zip(ids, held, strict=True)
        ]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        self._shown = [row for row in self._all if self._wants(row)]
        if self._sorted_by != _ORIGINAL:
            column = self.columns[self._sorted_by]
            self._shown.sort(key=column.sort_key, reverse=self._order != _ASCENDING)
        self._places = {row.id: place for place, row in enumerate(self._shown)}

    def _announce(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))


LOOK_ROLE = Qt.ItemDataRole.UserRole
"""The cell's ``ChipLook``, or None."""
DRAWN_ROLE = Qt.ItemDataRole.UserRole + 1
"""How the cell is ``Drawn``."""


def _look(column: Column[Any], row: Any) -> ChipLook | None:
    return column.look(row) if column.look else None


def _tip(column: Column[Any], row: Any) -> str:
    words = column.tip(row) if column.tip else column.words(row)
    return escaped_tip(words) if words else ""


def _spoken(column: Column[Any], row: Any) -> str:
    words = column.words(row)
    return f"{column.title}: {words}" if words else column.title


_ANSWERS: dict[int, Callable[[Column[Any], Any], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda column, row: column.words(row),
    Qt.ItemDataRole.ToolTipRole: _tip,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    LOOK_ROLE: _look,
    DRAWN_ROLE: lambda column, _row: column.drawn,
}

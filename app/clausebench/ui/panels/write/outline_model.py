"""The outline's rows as a Qt model that changes as little as it can while somebody types."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from clausebench.ui.panels.write.outline_rows import OutlineRow
from clausebench.ui.text.showable import escaped_tip

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractListModel):
    """Rows by ``ROW``; the display and accessible texts say the same in words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[OutlineRow, ...] = ()

    def show_rows(self, rows: tuple[OutlineRow, ...]) -> None:
        """Show other rows; if only some of them differ, only those are announced."""
        if len(rows) != len(self.rows):
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        changed = [i for i, row in enumerate(rows) if row != self.rows[i]]
        self.rows = rows
        for i in changed:
            self.dataChanged.emit(self.index(i), self.index(i))

    def row_of(self, clause_id: str) -> int | None:
        return next((i for i, row in enumerate(self.rows) if row.id == clause_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.code} {row.title}".strip()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.sentence
        return escaped_tip(row.sentence) if role == Qt.ItemDataRole.ToolTipRole else None

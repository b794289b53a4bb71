"""A list of entries: two lines each, headings between them, opened as one walks through it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView

from clausebench.ui.appearance import Appearance
from clausebench.ui.entries.entry import Entry
from clausebench.ui.entries.entry_delegate import EntryDelegate
from clausebench.ui.text.showable import escaped_tip

Index = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = Qt.ItemDataRole.UserRole
_SEEN_MS = 80

_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}


class EntriesModel(QAbstractListModel):
    """Headings can be neither chosen nor walked to."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def put(self, entry: Entry) -> None:
        """Replace the entry of the same id."""
        index = self.index_of(entry.id)
        if index.isValid():
            row = index.row()
            self.entries = (*self.entries[:row], entry, *self.entries[row + 1 :])
            self.dataChanged.emit(index, index)

    def index_of(self, entry_id: str) -> QModelIndex:
        """Invalid if there is none."""
        found = next((n for n, e in enumerate(self.entries) if e.id == entry_id), -1)
        return self.index(found, 0) if found >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return escaped_tip(f"{entry.title}\n{entry.detail}") if entry.detail else ""
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        has_subject = index.isValid() and self.entries[index.row()].subject is not None
        return super().flags(index) if has_subject else Qt.ItemFlag.NoItemFlags


class EntryList(QListView):
    """Keeps its place when its entries are read anew."""

    entry_at = Signal(object)
    """The ``Entry`` that the person is at now."""
    entered = Signal()
    """Return or a double click: go on to what is opened."""
    seen = Signal(object)
    """The entries in sight, a moment after the list stopped moving."""

    def __init__(self, appearance: Appearance, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("kind", "bare")
        self.setMouseTracking(True)
        self.rows = EntriesModel()
        self.setModel(self.rows)
        self._at = ""
        self._delegate = EntryDelegate(appearance)
        self.setItemDelegate(self._delegate)
        self._look_around = QTimer(self, interval=_SEEN_MS, singleShot=True)
        self._look_around.timeout.connect(self._on_look_around_timeout)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look_around.start())
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(lambda _index: self.entered.emit())
        appearance.theme_changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def current_entry(self) -> Entry | None:
        index = self.currentIndex()
        return self.rows.entries[index.row()] if index.isValid() else None

    @property
    def is_moving(self) -> bool:
        """Whether ``seen`` is still to come."""
        return self._look_around.isActive()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries; nothing is opened that was open already."""
        at = self._at
        self.rows.show_entries(entries)
        self._at = at
        index = self.rows.index_of(at)
        if index.isValid():
            self.setCurrentIndex(index)
        self._look_around.start()

    def go_to_first(self) -> None:
        """Open the first that is no heading."""
        first = next((e.id for e in self.rows.entries if e.subject is not None), "")
        if first:
            self.setCurrentIndex(self.rows.index_of(first))

    def forget_place(self) -> None:
        """What is opened next is opened even if it was open before."""
        self._at = ""
        self.clearSelection()

    def step(self, by: int) -> None:
        """Go to the next or previous entry that is no heading."""
        entries, row = self.rows.entries, self.currentIndex().row() + by
        while 0 <= row < len(entries) and entries[row].subject is None:
            row += by
        if 0 <= row < len(entries):
            self.setCurrentIndex(self.rows.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.step(_STEPS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - the name is Qt's
        """Letters are keys of their own here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look_around.start()

    def _on_current_changed(self, current: QModelIndex) -> None:
        entry = self.rows.entries[current.row()] if current.isValid() else None
        if entry is not None and entry.id != self._at:
            self._at = entry.id
            self.entry_at.emit(entry)

    def _on_look_around_timeout(self) -> None:
        area = self.viewport().rect()
        first = self.indexAt(area.topLeft()).row()
        last = self.indexAt(area.bottomLeft()).row()
        if first >= 0:
            stop = last + 1 if last >= 0 else len(self.rows.entries)
            self.seen.emit(self.rows.entries[first:stop])

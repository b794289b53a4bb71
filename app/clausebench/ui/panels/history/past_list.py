"""The left column of History: search, whose past, and the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from clausebench.ui.appearance import Appearance
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.entries.entry import Entry
from clausebench.ui.entries.entry_list import EntryList
from clausebench.ui.icons import Icons
from clausebench.ui.parts import hairline, label

_PATIENCE_MS = 400
"""Reading takes a moment; only if it takes longer, that is worth a word."""


class PastList(QWidget):
    """Plain methods in, signals out."""

    query_changed = Signal(str)
    scope_changed = Signal()
    retry_pressed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.field = _SearchField(appearance.icons)
        self.scope = QComboBox()
        self.scope.addItems(["This policy", "All policies"])
        self.scope.setAccessibleName("Whose history")
        self.count = label("", "small")
        self.list = EntryList(appearance, "History")
        self.empty = EmptyState(
            appearance,
            "history",
            "Nothing yet",
            "Every verdict and every version of a policy is kept here, exactly as it was.",
        )
        self.none_found = EmptyState(
            appearance,
            "search",
            "Nothing found",
            "No content, reasoning, policy or note has all of these words.",
        )
        self.broken = EmptyState(
            appearance, "error", "History could not be read", "Nothing of it is lost.", "Try again"
        )
        self.loading = EmptyState(appearance, "running", "Reading history", "")
        self._stack = QStackedWidget()
        self._patience = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._lay_out()
        self._patience.timeout.connect(lambda: self._stack.setCurrentWidget(self.loading))
        self.field.textChanged.connect(self.query_changed)
        self.field.left.connect(self.list.setFocus)
        self.scope.activated.connect(self.scope_changed)
        self.broken.pressed.connect(self.retry_pressed)

    def _lay_out(self) -> None:
        for state in (self.list, self.empty, self.none_found, self.broken, self.loading):
            self._stack.addWidget(state)
        top = QVBoxLayout()
        top.setContentsMargins(10, 8, 10, 8)
        top.setSpacing(6)
        second = QHBoxLayout()
        second.addWidget(self.scope)
        second.addStretch(1)
        second.addWidget(self.count)
        top.addWidget(self.field)
        top.addLayout(second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)

    @property
    def query(self) -> str:
        return self.field.text().strip()

    @property
    def is_of_all(self) -> bool:
        return self.scope.currentIndex() == 1

    def show_reading(self) -> None:
        """Something is being read; say so only if it takes long."""
        if not self.list.rows.entries:
            self._patience.start()

    def show_timeline(self, entries: Sequence[Entry]) -> None:
        """Runs and versions under their days."""
        self._show(entries, self.empty)
        self.count.setText("")

    def show_found(self, entries: Sequence[Entry]) -> None:
        """What the search found."""
        self._show(entries, self.none_found)
        self.count.setText(f"{len(entries):,} found" if entries else "")

    def show_broken(self) -> None:
        """It could not be read; the banner says why."""
        self._patience.stop()
        self._stack.setCurrentWidget(self.broken)

    def _show(self, entries: Sequence[Entry], nothing: EmptyState) -> None:
        self._patience.stop()
        self.list.show_entries(entries)
        self._stack.setCurrentWidget(self.list if entries else nothing)


class _SearchField(QLineEdit):
    """Esc empties it, then leaves."""

    left = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setPlaceholderText("Search all that was judged")
        self.setAccessibleName("Search history")
        self.setToolTip("Contents, reasoning, policies and notes (Ctrl+Shift+F)")
        self.setClearButtonEnabled(True)
        self.addAction(
            QAction(icons.icon("search"), "", self), QLineEdit.ActionPosition.LeadingPosition
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)

"""What people remarked on a verdict. A second thought is a second note."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clausebench.ui.icons import Icons
from clausebench.ui.parts import icon_button, label, quiet_button

_MOST = 3


class NotesRow(QWidget):
    """The verdict's name, a field for a note, the ways on; the newest notes below."""

    note_written = Signal(str)
    left = Signal()
    """Esc in the field: back to the list."""
    write_pressed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.name = label("", "strong")
        self.field = _Field()
        self.add_button = icon_button(icons, "note", "Keep the note (Return)")
        self.write_button = quiet_button("Open in Write")
        self.write_button.setToolTip("Open verdict in Write (Shift+Enter)")
        self.notes = label("", "small", wraps=True)
        self.notes.setAccessibleName("Notes")
        self.notes.hide()
        self.field.returnPressed.connect(self._hand_over)
        self.add_button.clicked.connect(self._hand_over)
        self.field.left.connect(self.left)
        self.write_button.clicked.connect(self.write_pressed)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.name)
        row.addWidget(self.field, 1)
        row.addWidget(self.add_button)
        row.addWidget(self.write_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 4, 8, 4)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.notes)

    def show_verdict(self, name: str) -> None:
        """Another verdict; its notes come when they have been read."""
        self.name.setText(name)
        self.field.clear()
        self.show_notes(())

    def show_notes(self, notes: Sequence[str]) -> None:
        """The notes as they may be shown, oldest first."""
        shown = list(notes[-_MOST:])
        if len(notes) > _MOST:
            shown.insert(0, f"{len(notes) - _MOST:,} earlier")
        self.notes.setText("\n".join(shown))
        self.notes.setVisible(bool(notes))

    @Slot()
    def _hand_over(self) -> None:
        text = self.field.text().strip()
        if text:
            self.field.clear()
            self.note_written.emit(text)


class _Field(QLineEdit):
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Add a note to this verdict")
        self.setAccessibleName("Note on the verdict")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

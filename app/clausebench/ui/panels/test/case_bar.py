"""Which test case the panes show, its note, and the ways out."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from clausebench.ui.icons import Icons
from clausebench.ui.parts import icon_button, label, quiet_button


class CaseBar(QWidget):
    """Above the panes."""

    note_written = Signal(str)
    left = Signal()
    """Return or Esc in the note: back to the list."""
    write_pressed = Signal()
    close_pressed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.name = label("", "strong")
        self.note = _Note()
        self.write_button = quiet_button("Open in Write")
        self.write_button.setToolTip("Open test case in Write (Shift+Enter)")
        self.facts_button = icon_button(
            icons, "tag", "Severity, steadiness, kind, split, tags", checkable=True
        )
        self.close_button = icon_button(icons, "close", "Close the panes (Esc)")
        self.note.editingFinished.connect(self._on_note_editing_finished)
        self.note.left.connect(self.left)
        self.write_button.clicked.connect(self.write_pressed)
        self.close_button.clicked.connect(self.close_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(10)
        row.addWidget(self.name)
        row.addWidget(self.note, 1)
        row.addWidget(self.facts_button)
        row.addWidget(self.write_button)
        row.addWidget(self.close_button)

    def show_case(self, name: str, note: str, shown_note: str) -> None:
        """``name`` and ``shown_note`` are as they may be seen; a masked note cannot be edited."""
        self.name.setText(name)
        self.note.setReadOnly(shown_note != note)
        with QSignalBlocker(self.note):
            self.note.setText(shown_note)

    @Slot()
    def _on_note_editing_finished(self) -> None:
        if not self.note.isReadOnly():
            self.note_written.emit(self.note.text())


class _Note(QLineEdit):
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Note: why")
        self.setAccessibleName("Note on the test case")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()

"""Asking before something that cannot be taken back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from clausebench.ui.parts import label


class Confirmation(QDialog):
    """``confirmed`` only when the person says so; Escape and Enter on Cancel change nothing."""

    confirmed = Signal()

    def __init__(self, parent: QWidget, title: str, explanation: str, action: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(action, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self._on_buttons_accepted)
        self.buttons.rejected.connect(self.reject)
        words = label(explanation, "muted", wraps=True)
        words.setMinimumWidth(400)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(title, "title", wraps=True))
        column.addWidget(words)
        column.addSpacing(4)
        column.addWidget(self.buttons)
        self._cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self._cancel.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            # The buttons are laid out anew, and the focus falls on the first, which is no Cancel.
            QTimer.singleShot(0, self._cancel, self._cancel.setFocus)

    def _on_buttons_accepted(self) -> None:
        self.confirmed.emit()
        self.accept()

"""Asking for one line: a name, or a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from clausebench.ui.parts import label


class OneLineQuestion(QDialog):
    """``answered`` comes with the trimmed text; never with an empty one if that is not allowed."""

    answered = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        explanation: str,
        action: str,
        *,
        text: str = "",
        placeholder: str = "",
        may_be_empty: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._may_be_empty = may_be_empty
        self.field = QLineEdit(text)
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder or title)
        self.field.selectAll()
        self.field.setMinimumWidth(380)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(action, QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setProperty("kind", "primary")
        self.buttons.accepted.connect(self._on_buttons_accepted)
        self.buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(self._refresh)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(title, "title"))
        column.addWidget(label(explanation, "muted", wraps=True))
        column.addWidget(self.field)
        column.addSpacing(4)
        column.addWidget(self.buttons)
        self._refresh()

    def _refresh(self) -> None:
        has_text = bool(self.field.text().strip())
        self.accept_button.setEnabled(has_text or self._may_be_empty)

    def _on_buttons_accepted(self) -> None:
        self.answered.emit(self.field.text().strip())
        self.accept()

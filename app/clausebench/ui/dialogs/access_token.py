"""The access token of one hub: entered, kept by the system's keyring, forgotten."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from clausebench.domain.secrets import Keeping
from clausebench.ui.parts import label

_WHAT = (
    "Models that are given only to people who asked for them need a token. Make one in your "
    "account there that may only read. It is sent to {host} and to nobody else."
)
_PLACES = {
    None: "No token is kept for it.",
    Keeping.KEYRING: "A token is kept in this system's keyring.",
    Keeping.SESSION: "A token is kept until Clausebench closes: this system has no keyring.",
}


class AccessTokenDialog(QDialog):
    """Shows whether there is one, never which. The caller keeps and forgets."""

    entered = Signal(str)
    forgotten = Signal()

    def __init__(self, parent: QWidget, endpoint: str) -> None:
        super().__init__(parent)
        host = endpoint.split("://", 1)[-1]
        title = f"Access token for {host}"
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName("Access token")
        self.field.setPlaceholderText("hf_…")
        self.field.setMinimumWidth(400)
        self.place = label("", "muted", wraps=True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        roles = QDialogButtonBox.ButtonRole
        self.keep = self.buttons.addButton("Keep", roles.AcceptRole)
        self.keep.setProperty("kind", "primary")
        self.forget = self.buttons.addButton("Forget the token", roles.DestructiveRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(title, "title", wraps=True))
        column.addWidget(label(_WHAT.format(host=host), "muted", wraps=True))
        for part in (self.field, self.place):
            column.addWidget(part)
        column.addSpacing(4)
        column.addWidget(self.buttons)
        self.field.textChanged.connect(self._refresh)
        self.buttons.accepted.connect(self._on_buttons_accepted)
        self.buttons.rejected.connect(self.reject)
        self.forget.clicked.connect(self._on_forget_clicked)
        self._refresh()
        self.forget.setEnabled(False)

    def show_place(self, place: Keeping | None) -> None:
        """Where a token is kept now."""
        self.place.setText(_PLACES[place])
        self.forget.setEnabled(place is not None)

    def _refresh(self) -> None:
        self.keep.setEnabled(bool(self.field.text().strip()))

    @Slot()
    def _on_buttons_accepted(self) -> None:
        self.entered.emit(self.field.text().strip())
        self.accept()

    @Slot()
    def _on_forget_clicked(self) -> None:
        self.forgotten.emit()
        self.accept()

"""A list of keys with what can be done to the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from clausebench.domain.bundle.keys import KeyPlace, OwnKey, TrustedKey
from clausebench.ui.appearance import Appearance
from clausebench.ui.bundles.receive_words import day_words
from clausebench.ui.parts import button, label, quiet_button
from clausebench.ui.tables.column import Column
from clausebench.ui.tables.rows_model import RowsModel
from clausebench.ui.tables.rows_view import RowsView
from clausebench.ui.text.showable import one_line

_PLACES = {
    KeyPlace.KEYRING: "In this system's keyring",
    KeyPlace.FILE: "In a file under a passphrase",
}


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key of either kind."""

    key: OwnKey | TrustedKey

    @property
    def id(self) -> str:
        return self.key.public_key


def _facts(row: KeyRow) -> str:
    if isinstance(row.key, OwnKey):
        return _PLACES[row.key.place]
    return day_words(row.key.added)


def _columns(last: str) -> tuple[Column[KeyRow], ...]:
    return (
        Column("Name", 18, lambda row: one_line(row.key.name, 60), stretches=True),
        Column("Fingerprint", 46, lambda row: row.key.fingerprint),
        Column(last, 32, _facts),
    )


class KeysSection(QWidget):
    """``add`` is the button above the list; ``nothing`` is said while there are no keys."""

    add_pressed = Signal()
    copy_pressed = Signal(object)
    save_pressed = Signal(object)
    forget_pressed = Signal(object)
    """The key that is chosen in the list."""

    def __init__(
        self, appearance: Appearance, title: str, add: str, nothing: str, last: str
    ) -> None:
        super().__init__()
        self.model: RowsModel[KeyRow] = RowsModel(_columns(last))
        self.table = RowsView(appearance, self.model, title)
        self.table.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.table.setMinimumHeight(96)
        self.add = button(add)
        self.copy = quiet_button("Copy public key")
        self.save = quiet_button("Save public key…")
        self.forget = quiet_button("Forget…")
        for part in (self.copy, self.save, self.forget):
            part.setAccessibleName(f"{part.text()} ({title.lower()})")
        self.nothing = label(nothing, "muted", wraps=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body = QStackedWidget()
        self.body.addWidget(self.table)
        self.body.addWidget(self.nothing)
        self.add.clicked.connect(self.add_pressed)
        self.copy.clicked.connect(lambda: self._tell(self.copy_pressed))
        self.save.clicked.connect(lambda: self._tell(self.save_pressed))
        self.forget.clicked.connect(lambda: self._tell(self.forget_pressed))
        self.table.on_key("Del", lambda: self._tell(self.forget_pressed))
        self.table.current_changed.connect(self._refresh)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(label(title, "strong"), 1)
        head.addWidget(self.add)
        for part in (self.copy, self.save, self.forget):
            foot.addWidget(part)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.body, 1)
        column.addLayout(foot)
        self._refresh()

    def show_keys(self, keys: Sequence[OwnKey | TrustedKey]) -> None:
        """Show other keys; the chosen one stays chosen."""
        self.model.show_rows(KeyRow(key) for key in keys)
        self.body.setCurrentIndex(0 if keys else 1)
        if keys and self.table.current_row is None:
            self.table.go_to(keys[0].public_key)
        self._refresh()

    def _refresh(self) -> None:
        has_keys = bool(self.model.rows)
        for part in (self.copy, self.save, self.forget):
            part.setVisible(has_keys)
            part.setEnabled(self.table.current_row is not None)

    def _tell(self, signal: object) -> None:
        row = self.table.current_row
        if row is not None:
            signal.emit(row.key)  # type: ignore[attr-defined]

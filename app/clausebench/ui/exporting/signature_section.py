"""Whose key stands behind a bundle."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clausebench.domain.bundle.keys import KeyPlace, OwnKey
from clausebench.ui.commands import CommandRegistry
from clausebench.ui.exporting.export_commands import KEYS
from clausebench.ui.exporting.export_words import key_words
from clausebench.ui.parts import label, quiet_button

_WHY = "A signature shows whoever trusts your key that the bundle is yours, and unchanged."
_NO_KEYS = "You have no signing key on this computer, so the bundle cannot be signed."


class SignatureSection(QWidget):
    """The passphrase stays in the field and goes with it."""

    changed = Signal()

    def __init__(self, commands: CommandRegistry) -> None:
        super().__init__()
        self._commands = commands
        self._keys: tuple[OwnKey, ...] = ()
        self._wanted = ""
        self.key = QComboBox()
        self.key.setAccessibleName("Sign with")
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName("Passphrase of the key")
        self.passphrase.setPlaceholderText("Passphrase of the key")
        self.words = label(_WHY, "small", wraps=True)
        self.keys = quiet_button("Signing keys…")
        self.keys.setVisible(any(row.id == KEYS for row in commands.commands))
        self.keys.clicked.connect(lambda: self._commands.run(KEYS))
        row = QHBoxLayout()
        row.addWidget(self.key, 1)
        row.addWidget(self.passphrase, 1)
        row.addWidget(self.keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.words)
        self.key.currentIndexChanged.connect(self._on_key_changed)
        self.passphrase.textChanged.connect(self.changed)
        self.show_keys(())

    @property
    def chosen(self) -> OwnKey | None:
        """None: not signed."""
        key = self.key.currentData()
        return key if isinstance(key, OwnKey) else None

    @property
    def is_ready(self) -> bool:
        """Whether the chosen key needs nothing more."""
        return not self._needs_passphrase or bool(self.passphrase.text())

    @property
    def _needs_passphrase(self) -> bool:
        return self.chosen is not None and self.chosen.place is KeyPlace.FILE

    def prefer(self, fingerprint: str) -> None:
        """The key that signed last time, as soon as keys are known."""
        self._wanted = fingerprint

    def show_keys(self, keys: tuple[OwnKey, ...]) -> None:
        """What was chosen stays chosen."""
        chosen = self.chosen.fingerprint if self.chosen else self._wanted
        self._keys = keys
        with QSignalBlocker(self.key):
            self.key.clear()
            self.key.addItem("Not signed")
            for place, key in enumerate(keys, 1):
                self.key.addItem(key_words(key), key)
                self.key.setItemData(place, key.fingerprint, Qt.ItemDataRole.ToolTipRole)
                if key.fingerprint == chosen:
                    self.key.setCurrentIndex(place)
        self.key.setEnabled(bool(keys))
        self.words.setText(_WHY if keys else _NO_KEYS)
        self._show()

    def forget_passphrase(self) -> None:
        self.passphrase.clear()

    def _show(self) -> None:
        self.passphrase.setVisible(self._needs_passphrase)
        self.changed.emit()

    @Slot()
    def _on_key_changed(self) -> None:
        self._wanted = self.chosen.fingerprint if self.chosen else ""
        self.forget_passphrase()
        self._show()

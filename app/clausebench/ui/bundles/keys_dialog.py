"""Keys to sign with, and whose keys are trusted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from clausebench.domain.bundle.keys import OwnKey, TrustedKey, key_line
from clausebench.domain.bundle.names import slug_of
from clausebench.domain.errors import AppError
from clausebench.ui.bundles.answering import error_words
from clausebench.ui.bundles.keys_flow import Keys, KeysFlow
from clausebench.ui.bundles.keys_new import NewKeyDialog
from clausebench.ui.bundles.keys_section import KeysSection
from clausebench.ui.bundles.keys_trust import TrustKeyDialog
from clausebench.ui.dialogs.confirmation import Confirmation
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.parts import label
from clausebench.ui.shell import Shell
from clausebench.ui.text.showable import one_line

_WHAT = (
    "A signature says who made a bundle and that nobody changed it since. Compare fingerprints by "
    "phone or in person; names alone prove nothing."
)
_NO_OWN = "You have no key yet. Make one to sign the bundles you send."
_NO_TRUSTED = (
    "You trust nobody's key yet: every signature is from somebody you do not know. Ask a "
    "colleague for their public key."
)


class KeysDialog(QDialog):
    """Secrets are never on the screen, and never in the clipboard."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Signing keys")
        self.setAccessibleName("Signing keys")
        self._shell = shell
        self._keys: Keys | None = None
        self.flow = KeysFlow(shell, self)
        look = shell.appearance
        self.own = KeysSection(look, "Your keys", "New key…", _NO_OWN, "Secret half")
        self.trusted = KeysSection(
            look, "Keys you trust", "Trust a key…", _NO_TRUSTED, "Trusted since"
        )
        self.waiting = EmptyState(look, "key", "Reading your keys…", "")
        self.trouble = EmptyState(look, "error", "The keys could not be read.", "", "Try again")
        self.body, self._lists = QStackedWidget(), QWidget()
        self.words = label("", "small", wraps=True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._lay_out()
        self._connect()
        self.resize(980, 600)
        self.flow.look()

    def _lay_out(self) -> None:
        lists = QVBoxLayout(self._lists)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(18)
        lists.addWidget(self.own, 1)
        lists.addWidget(self.trusted, 1)
        for page in (self.waiting, self._lists, self.trouble):
            self.body.addWidget(page)
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(label("Signing keys", "title"))
        column.addWidget(label(_WHAT, "muted", wraps=True))
        column.addSpacing(6)
        column.addWidget(self.body, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.flow.read.connect(self._on_flow_read)
        self.flow.failed.connect(self._on_flow_failed)
        self.flow.not_done.connect(self._on_flow_not_done)
        self.flow.saved.connect(self._on_flow_saved)
        self.trouble.pressed.connect(self.flow.look)
        self.own.add_pressed.connect(self._make)
        self.trusted.add_pressed.connect(self._trust)
        for section in (self.own, self.trusted):
            section.copy_pressed.connect(self._copy)
            section.save_pressed.connect(self._save)
            section.forget_pressed.connect(self._forget)
        self.buttons.rejected.connect(self.reject)

    @Slot(object)
    def _on_flow_read(self, keys: Keys) -> None:
        self._keys = keys
        self.own.show_keys(keys.own)
        self.trusted.show_keys(keys.trusted)
        self.body.setCurrentWidget(self._lists)

    @Slot(object)
    def _on_flow_failed(self, error: Exception) -> None:
        if isinstance(error, AppError):
            self.trouble.say(error.title, "\n".join(filter(None, (error.detail, error.hint))))
        self.body.setCurrentWidget(self.trouble)

    @Slot(object)
    def _on_flow_not_done(self, error: Exception) -> None:
        self.words.setText(error_words(error, "That was not done."))

    @Slot(object)
    def _on_flow_saved(self, name: str) -> None:
        self.words.setText(f"Saved the public key as {name}. Send it to whoever gets your bundles.")

    def _make(self) -> None:
        has_keyring = self._keys is not None and self._keys.has_keyring
        dialog = NewKeyDialog(self._shell, self, has_keyring=has_keyring)
        dialog.made.connect(self._on_dialog_made)
        dialog.open()

    def _trust(self) -> None:
        dialog = TrustKeyDialog(self._shell, self)
        dialog.trusted.connect(self._on_dialog_trusted)
        dialog.open()

    @Slot(object)
    def _on_dialog_made(self, key: OwnKey) -> None:
        self.words.setText(
            f"Made the key {one_line(key.name)}. Copy its public half and send it to others."
        )
        self.flow.look()

    @Slot(object)
    def _on_dialog_trusted(self, key: TrustedKey) -> None:
        self.words.setText(f"You trust {one_line(key.name)} now.")
        self.flow.look()

    @Slot(object)
    def _copy(self, key: OwnKey | TrustedKey) -> None:
        QApplication.clipboard().setText(key_line(key.name, key.public_key))
        self.words.setText(f"Copied the public key of {one_line(key.name)}.")

    @Slot(object)
    def _save(self, key: OwnKey | TrustedKey) -> None:
        dialog = QFileDialog(self, "Save public key", str(Path.home()), "Public keys (*.txt)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(f"{slug_of(key.name)}-public-key.txt")
        dialog.fileSelected.connect(lambda name: self.flow.save_line(key, Path(name)))
        dialog.open()

    @Slot(object)
    def _forget(self, key: OwnKey | TrustedKey) -> None:
        name = one_line(key.name)
        if isinstance(key, OwnKey):
            question = Confirmation(
                self,
                f"Delete your key “{name}”?",
                "Nobody can sign with it any more, and nothing brings it back. Bundles that it "
                "signed stay signed; those who trust it go on trusting it.",
                "Delete the key",
            )
        else:
            question = Confirmation(
                self,
                f"Trust “{name}” no longer?",
                "Bundles that they sign will be shown as signed by somebody you do not know.",
                "Forget the key",
            )
        question.confirmed.connect(lambda: self.flow.forget(key))
        question.confirmed.connect(lambda: self.words.setText(""))
        question.open()

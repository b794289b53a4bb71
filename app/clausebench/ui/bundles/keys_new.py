"""Making a key to sign with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from clausebench.domain.bundle.keys import OwnKey, passphrase_problem
from clausebench.domain.errors import AppError
from clausebench.ui.bundles.answering import error_words, or_error
from clausebench.ui.bundles.growing import make_room
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.parts import label
from clausebench.ui.shell import Shell

_WHAT = (
    "With it you sign bundles, so that others can tell that they come from you and were not "
    "changed on the way. The secret half never leaves this computer."
)
_NO_KEYRING = "This system has no keyring that keeps secrets, so the key goes into a file."
_NOTHING_HELPS = "Nobody can bring back a passphrase that was forgotten."


class NewKeyDialog(QDialog):
    """``has_keyring`` decides what is offered first. The passphrase is never shown."""

    made = Signal(object)
    """The ``OwnKey``."""

    def __init__(self, shell: Shell, parent: QWidget, *, has_keyring: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("New signing key")
        self.setAccessibleName("New signing key")
        self._shell = shell
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the key")
        self.name.setPlaceholderText("Ana Lima, Trust & Safety, Oslo")
        self.in_keyring = QRadioButton("In this system's keyring")
        self.in_file = QRadioButton("In a file under a passphrase")
        self.passphrase, self.again = _secret("Passphrase"), _secret("Passphrase again")
        self._passphrase_words = label(_NOTHING_HELPS, "small", wraps=True)
        self.trouble = label("", "error", wraps=True)
        self._no_keyring = label(_NO_KEYRING, "muted", wraps=True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.make = self.buttons.addButton("Make the key", QDialogButtonBox.ButtonRole.AcceptRole)
        self.make.setProperty("kind", "primary")
        self._making = JobSlot(shell.lanes, Lane.POOL, self)
        self._making.succeeded.connect(self._on_making_succeeded)
        self._making.failed.connect(self._on_making_failed)
        self.in_keyring.setEnabled(has_keyring)
        self._no_keyring.setVisible(not has_keyring)
        (self.in_keyring if has_keyring else self.in_file).setChecked(True)
        self._lay_out()
        self._connect()
        self._refresh()
        self.name.setFocus()

    def _lay_out(self) -> None:
        what = label(_WHAT, "muted", wraps=True)
        what.setMinimumWidth(440)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        for part in (
            label("New signing key", "title"),
            what,
            label("Whose key it is; others see this name", "section"),
            self.name,
            label("Where its secret half is kept", "section"),
            self.in_keyring,
            self.in_file,
            self._no_keyring,
            self.passphrase,
            self.again,
            self._passphrase_words,
            self.trouble,
        ):
            column.addWidget(part)
        column.addSpacing(4)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        for field in (self.name, self.passphrase, self.again):
            field.textChanged.connect(self._refresh)
        self.in_file.toggled.connect(self._refresh)
        self.buttons.accepted.connect(self._on_buttons_accepted)
        self.buttons.rejected.connect(self.reject)

    @Slot()
    def _refresh(self) -> None:
        is_file = self.in_file.isChecked()
        for part in (self.passphrase, self.again, self._passphrase_words):
            part.setVisible(is_file)
        problem = self._problem() if is_file else ""
        self.trouble.setText(problem)
        self.trouble.setVisible(bool(problem))
        is_complete = not is_file or (bool(self.again.text()) and not problem)
        self.make.setEnabled(bool(self.name.text().strip()) and is_complete)
        make_room(self)

    def _problem(self) -> str:
        """What is wrong so far; nothing as long as there is nothing."""
        first, second = self.passphrase.text(), self.again.text()
        if first and (problem := passphrase_problem(first)):
            return problem
        return "The two are not the same." if second and first != second else ""

    @Slot()
    def _on_buttons_accepted(self) -> None:
        name, exchange = self.name.text(), self._shell.desk.exchange
        passphrase = self.passphrase.text() if self.in_file.isChecked() else None
        self.make.setEnabled(False)

        self._making.start(or_error(lambda: exchange().signing().make(name, passphrase)))

    @Slot(object)
    def _on_making_succeeded(self, key: OwnKey | AppError) -> None:
        if isinstance(key, AppError):
            self._on_making_failed(key)
            return
        self.made.emit(key)
        self.accept()

    @Slot(object)
    def _on_making_failed(self, error: Exception) -> None:
        """A keyring may say that it keeps secrets, and not do it: the file is left then."""
        self._refresh()
        self.trouble.setText(error_words(error, "No key was made."))
        self.trouble.show()
        make_room(self)


def _secret(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setAccessibleName(name)
    made.setPlaceholderText(name)
    return made

"""Trusting somebody's key: the one moment where a mistake makes all later checks worthless."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from clausebench.domain.bundle.keys import TrustedKey, fingerprint, read_key_line
from clausebench.domain.errors import AppError
from clausebench.ui.appearance import FontUse
from clausebench.ui.bundles.answering import error_words, or_error
from clausebench.ui.bundles.growing import make_room
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.parts import IconLabel, label
from clausebench.ui.roles import Role
from clausebench.ui.shell import Shell

_WARNING = (
    "Ask its owner to read out their fingerprint, by phone or in person. Do not take it from the "
    "message that the key or the bundle came with: whoever could change that could change both."
)


class TrustKeyDialog(QDialog):
    """``line`` is a public key that is known already; empty: it is to be pasted."""

    trusted = Signal(object)
    """The ``TrustedKey``."""

    def __init__(self, shell: Shell, parent: QWidget, line: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Trust a key")
        self.setAccessibleName("Trust a key")
        self._shell = shell
        self.line = QLineEdit(line)
        self.line.setAccessibleName("Public key, the whole line")
        self.line.setPlaceholderText("clausebench-ed25519 …")
        self.line.setVisible(not line)
        self._line_title = label("The public key, as its owner copied it", "section")
        self._line_title.setBuddy(self.line)
        self._line_title.setVisible(not line)
        self.name = QLineEdit()
        self.name.setAccessibleName("Whose key it is")
        self.name.setPlaceholderText("Ana Lima, Trust & Safety, Oslo")
        self.fingerprint = label("", "body", wraps=True)
        self.fingerprint.setFont(shell.appearance.font(FontUse.CODE, "large"))
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.compared = QCheckBox("I compared the fingerprint with the owner of the key")
        self.trouble = label("", "error", wraps=True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.trust = self.buttons.addButton("Trust", QDialogButtonBox.ButtonRole.AcceptRole)
        self.trust.setProperty("kind", "primary")
        self._asking = JobSlot(shell.lanes, Lane.POOL, self)
        self._asking.succeeded.connect(self._on_asking_succeeded)
        self._asking.failed.connect(self._on_asking_failed)
        self._lay_out()
        self.line.textChanged.connect(self._on_line_changed)
        self.name.textChanged.connect(self._refresh)
        self.compared.toggled.connect(self._refresh)
        self.buttons.accepted.connect(self._on_buttons_accepted)
        self.buttons.rejected.connect(self.reject)
        self._on_line_changed()
        (self.name if line else self.line).setFocus()

    def _lay_out(self) -> None:
        warning = QHBoxLayout()
        warning.setSpacing(10)
        icon = IconLabel(self._shell.appearance, "warning", Role.FINDING_WARNING, 20)
        warning.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = label(_WARNING, "body", wraps=True)
        words.setMinimumWidth(440)
        warning.addWidget(words, 1)
        whose = label("Whose key it is", "section")
        whose.setBuddy(self.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        column.addWidget(label("Trust a key", "title"))
        column.addWidget(self._line_title)
        column.addWidget(self.line)
        column.addWidget(label("Fingerprint", "section"))
        column.addWidget(self.fingerprint)
        column.addLayout(warning)
        for part in (self.compared, whose, self.name, self.trouble):
            column.addWidget(part)
        column.addSpacing(4)
        column.addWidget(self.buttons)

    @Slot()
    def _on_line_changed(self) -> None:
        """Another key: nobody has compared that one yet."""
        found = read_key_line(self.line.text())
        words = fingerprint(found[1]) if found else "–"
        self.fingerprint.setText(words)
        self.fingerprint.setAccessibleName(f"Fingerprint: {words}")
        self.compared.setChecked(False)
        self.compared.setEnabled(found is not None)
        if found and found[0] and not self.name.text():
            self.name.setText(found[0])
        is_wrong = bool(self.line.text().strip()) and found is None
        self.trouble.setText("That is not the whole line of a public key." if is_wrong else "")
        self.trouble.setVisible(is_wrong)
        self._refresh()
        make_room(self)

    @Slot()
    def _refresh(self) -> None:
        is_named = bool(self.name.text().strip())
        self.trust.setEnabled(self.compared.isChecked() and is_named)

    @Slot()
    def _on_buttons_accepted(self) -> None:
        line, name, exchange = self.line.text(), self.name.text(), self._shell.desk.exchange
        self.trust.setEnabled(False)

        self._asking.start(or_error(lambda: exchange().signing().trust(line, name)))

    @Slot(object)
    def _on_asking_succeeded(self, key: TrustedKey | AppError) -> None:
        if isinstance(key, AppError):
            self._on_asking_failed(key)
            return
        self.trusted.emit(key)
        self.accept()

    @Slot(object)
    def _on_asking_failed(self, error: Exception) -> None:
        self.trouble.setText(error_words(error, "The key was not kept."))
        self.trouble.show()
        self._refresh()
        make_room(self)

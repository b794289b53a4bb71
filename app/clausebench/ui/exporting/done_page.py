"""What was written, and where."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from clausebench.services.export_writing import Written
from clausebench.ui.appearance import Appearance
from clausebench.ui.exporting.export_words import counted, size_words
from clausebench.ui.parts import IconLabel, button, label, quiet_button
from clausebench.ui.roles import Role

_WIDTH = 620
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | (
    Qt.TextInteractionFlag.TextSelectableByKeyboard
)
_HASH = (
    "SHA-256, the file's fingerprint. Tell it to whoever gets the file by another way: if theirs"
    " is the same, nothing was changed underway."
)


class DonePage(QWidget):
    """A file or a folder, its size, and how to know it again."""

    another_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._path = Path()
        self.title = label("Exported", "title")
        self.path, self.digest = label("", "code", wraps=True), label("", "code", wraps=True)
        self.facts, self.about_hash = (
            label("", "muted", wraps=True),
            label(_HASH, "small", wraps=True),
        )
        self.show_button = button("Show in folder")
        self.another = button("Export another")
        self.copy = quiet_button("Copy SHA-256")
        for words, name in ((self.path, "Path"), (self.digest, "SHA-256")):
            words.setTextInteractionFlags(_SELECTABLE)
            words.setAccessibleName(name)
        self.show_button.clicked.connect(self._on_show_button_clicked)
        self.another.clicked.connect(self.another_wanted)
        self.copy.clicked.connect(self._on_copy_clicked)
        self._lay_out(IconLabel(appearance, "check", Role.VERDICT_ALLOWED, 32))

    def _lay_out(self, picture: IconLabel) -> None:
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(picture)
        for words in (self.title, self.path, self.facts):
            column.addWidget(words)
        column.addSpacing(8)
        column.addWidget(self.digest)
        column.addWidget(self.about_hash)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.addWidget(self.show_button)
        buttons.addWidget(self.another)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)

    def show_written(self, written: Written, signed_by: str) -> None:
        self._path = written.path
        files = counted(len(written.files), "file")
        by = f" · signed with your key {signed_by}" if signed_by else ""
        self.path.setText(str(written.path))
        self.facts.setText(f"{files} · {size_words(written.size)}{by}")
        self.digest.setText(written.sha256)
        for part in (self.digest, self.about_hash, self.copy):
            part.setVisible(bool(written.sha256))

    def _on_show_button_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))

    def _on_copy_clicked(self) -> None:
        QApplication.clipboard().setText(self.digest.text())

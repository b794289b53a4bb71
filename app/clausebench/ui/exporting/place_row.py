"""Where it goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QWidget

from clausebench.domain.bundle.names import bundle_name
from clausebench.domain.bundle.release import Release
from clausebench.services.exports import FormatOffer
from clausebench.ui.parts import button, label


class PlaceRow(QWidget):
    """A folder, and a name that may stay empty for the usual one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.folder, self.name = QLineEdit(), QLineEdit()
        self.choose = button("Choose…")
        self.choose.setAccessibleName("Choose a folder…")
        self.choose.clicked.connect(self._on_choose_clicked)
        self.folder.textChanged.connect(self.changed)
        rows = QGridLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(10)
        rows.setVerticalSpacing(6)
        rows.setColumnStretch(1, 3)
        rows.setColumnStretch(4, 2)
        for column, title, field in ((0, "Folder", self.folder), (3, "Name", self.name)):
            words = label(title)
            words.setBuddy(field)
            field.setAccessibleName(title)
            rows.addWidget(words, 0, column)
            rows.addWidget(field, 0, column + 1)
        rows.addWidget(self.choose, 0, 2)

    @property
    def path(self) -> Path | None:
        """None while no folder is named."""
        text = self.folder.text().strip()
        return Path(text).expanduser() if text else None

    def show_usual(self, offer: FormatOffer, release: Release | None) -> None:
        """What it is called if nobody says otherwise."""
        if release is None:
            self.name.setPlaceholderText("")
        elif offer.is_signable:
            self.name.setPlaceholderText(bundle_name(release.slug, release.version))
        else:
            self.name.setPlaceholderText(f"as usual: {release.slug}…")

    def _on_choose_clicked(self) -> None:
        start = self.folder.text().strip() or str(Path.home())
        dialog = QFileDialog(self, "Choose a folder", start)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.open()

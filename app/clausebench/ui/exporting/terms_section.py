"""Under which terms it leaves, and how the release is counted."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from clausebench.services.export_preview import Preview
from clausebench.ui.parts import label
from clausebench.ui.text.showable import one_line

_NEVER, _DEFAULT = "The version before this one", None
_REVISION = "Counts every time that something leaves, also the same version again."
_LICENCE = "The terms under which others may use the policy. Empty: none are named."


class TermsSection(QWidget):
    """Fields that may all stay as they are."""

    since_changed = Signal()
    """What has to be found out again."""

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self.licence, self.attribution = QLineEdit(), QLineEdit()
        self.licence.setPlaceholderText("such as CC-BY-4.0 or Apache-2.0")
        self.attribution.setPlaceholderText("Whom to name: you, your team, your company")
        self.revision, self.since = QSpinBox(), QComboBox()
        self.revision.setRange(1, 2**31 - 1)
        self.since.currentIndexChanged.connect(self.since_changed)
        rows = QGridLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(10)
        rows.setVerticalSpacing(6)
        rows.setColumnStretch(1, 1)
        named = (
            ("Licence", self.licence, _LICENCE),
            ("Attribution", self.attribution, ""),
            ("Revision", self.revision, _REVISION),
            ("Changes since", self.since, ""),
        )
        place = 0
        for title, field, explanation in named:
            words = label(title)
            words.setBuddy(field)
            field.setAccessibleName(title)
            field.setAccessibleDescription(explanation)
            rows.addWidget(words, place, 0)
            rows.addWidget(field, place, 1)
            place += 1
            if explanation:
                rows.addWidget(label(explanation, "small", wraps=True), place, 1)
                place += 1

    @property
    def since_version(self) -> int | None:
        """None: the version before."""
        number = self.since.currentData()
        return number if isinstance(number, int) else None

    def show_preview(self, preview: Preview) -> None:
        if preview.release is None:
            return
        if preview.release.version != self._number:
            self._number = preview.release.version
            self.revision.setValue(self._number)
        chosen = self.since_version
        with QSignalBlocker(self.since):
            self.since.clear()
            earlier = preview.versions[1:]
            self.since.addItem(_NEVER if earlier else "There is no earlier version", _DEFAULT)
            for version in earlier:
                reason = f": {one_line(version.reason, 40)}" if version.reason else ""
                self.since.addItem(f"Version {version.number}{reason}", version.number)
            self.since.setCurrentIndex(max(self.since.findData(chosen), 0))
        self.since.setEnabled(bool(earlier))

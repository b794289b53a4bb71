"""Under which terms it leaves, and how the release is counted."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from clausebench.services.export_preview import Preview
from clausebench.ui.parts import label
from clausebench.ui.text.showable import one_line

_DEFAULT = "The version approved last, or the one before"
_REVISION = "Counts every time that something leaves, also the same version again."
_LICENCE = "Under which terms others may use it. Kept with the policy for the next time."


class TermsSection(QWidget):
    """Fields that may all stay as they are."""

    since_changed = Signal()
    """What has to be found out again."""

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self._kept: tuple[str, str] | None = None
        self.licence, self.attribution = QLineEdit(), QLineEdit()
        self.licence.setPlaceholderText("such as CC-BY-4.0 or Apache-2.0")
        self.attribution.setPlaceholderText("Whom to name: you, your team, your company")
        self.revision, self.since = QSpinBox(), QComboBox()
        self.revision.setRange(1, 2**31 - 1)
        self.revision.lineEdit().setTextMargins(6, 0, 0, 0)  # style sheets cannot pad it
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

    @property
    def terms(self) -> tuple[str, str]:
        """Licence and attribution."""
        return self.licence.text().strip(), self.attribution.text().strip()

    @property
    def has_changed(self) -> bool:
        """Whether they are other terms than those that are kept."""
        return self._kept is not None and self.terms != self._kept

    def show_preview(self, preview: Preview) -> None:
        if preview.release is None:
            return
        if preview.release.version != self._number:
            self._number = preview.release.version
            self.revision.setValue(self._number)
        kept = (preview.terms.licence, preview.terms.attribution)
        if kept != self._kept:
            self._kept = kept
            self.licence.setText(kept[0])
            self.attribution.setText(kept[1])
        chosen = self.since_version
        with QSignalBlocker(self.since):
            self.since.clear()
            earlier = preview.versions[1:]
            self.since.addItem(_DEFAULT if earlier else "There is no earlier version", None)
            for version in earlier:
                reason = f": {one_line(version.reason, 40)}" if version.reason else ""
                self.since.addItem(f"Version {version.number}{reason}", version.number)
            self.since.setCurrentIndex(max(self.since.findData(chosen), 0))
        self.since.setEnabled(bool(earlier))

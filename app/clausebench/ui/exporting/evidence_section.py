"""How much of the proof goes along."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from clausebench.domain.bundle.measures import EvidenceLevel
from clausebench.services.export_preview import Preview
from clausebench.ui.exporting.export_words import EVIDENCE_TITLES, evidence_words
from clausebench.ui.parts import label

_WHERE = "Policy bundles hold the verdicts; other formats at most what they come to."


class EvidenceSection(QWidget):
    """Says of each level what it means for whoever receives it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[EvidenceLevel, QRadioButton] = {}
        self._meanings: dict[EvidenceLevel, QLabel] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for level, title in EVIDENCE_TITLES.items():
            box = self.boxes[level] = QRadioButton(title)
            meaning = self._meanings[level] = label("", "small", wraps=True)
            meaning.setContentsMargins(24, 0, 0, 4)
            self._group.addButton(box)
            box.toggled.connect(self._on_box_toggled)
            column.addWidget(box)
            column.addWidget(meaning)
        self.nothing = label(
            "There are no verdicts on this version: run its test cases to have some.",
            "muted",
            wraps=True,
        )
        column.addWidget(self.nothing)
        column.addWidget(label(_WHERE, "small", wraps=True))
        self.choose(EvidenceLevel.SUMMARY)

    @property
    def level(self) -> EvidenceLevel:
        return next(level for level, box in self.boxes.items() if box.isChecked())

    def choose(self, level: EvidenceLevel) -> None:
        """Without telling that it changed."""
        with QSignalBlocker(self):
            self.boxes[level].setChecked(True)

    def show_preview(self, preview: Preview) -> None:
        count = preview.verdict_count
        self.nothing.setVisible(not count)
        for level, box in self.boxes.items():
            words = evidence_words(level, count)
            self._meanings[level].setText(words)
            box.setAccessibleDescription(words)
            for part in (box, self._meanings[level]):
                part.setVisible(bool(count))

    @Slot(bool)
    def _on_box_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - Qt's toggled(bool)
        if is_on:
            self.changed.emit()

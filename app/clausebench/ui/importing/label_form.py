"""What each label means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from clausebench.domain.clause import Decision
from clausebench.domain.importing.meanings import Meaning
from clausebench.ui.parts import label
from clausebench.ui.text.showable import one_line
from clausebench.ui.verdict_chip import DECISION_WORDS

_MOST = 10
_NOTHING = "Nothing is expected"


class LabelForm(QWidget):
    """The most frequent labels; what is chosen here counts more than any guess."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chosen: dict[str, Decision] = {}
        self.boxes: dict[str, QComboBox] = {}
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(10)
        self._rows.setVerticalSpacing(4)
        self._shown: tuple[str, ...] = ()

    def show_meanings(self, meanings: Sequence[Meaning]) -> None:
        """Rebuild only if the labels are others: the focus stays where it is."""
        values = tuple(meaning.value for meaning in meanings[:_MOST])
        if values != self._shown:
            self._shown = values
            self._build(meanings)

    def _build(self, meanings: Sequence[Meaning]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.boxes = {}
        for row, meaning in enumerate(meanings[:_MOST]):
            box = QComboBox()
            box.setAccessibleName(f"Label {one_line(meaning.value, 30)} means")
            box.addItems([_NOTHING, *DECISION_WORDS.values()])
            decision = meaning.expected.decision if meaning.expected else None
            box.setCurrentText(DECISION_WORDS[decision] if decision else _NOTHING)
            box.currentIndexChanged.connect(self._telling(meaning.value))
            self.boxes[meaning.value] = box
            name = f"{one_line(meaning.value, 28)} ({meaning.count:,})"
            self._rows.addWidget(label(name), row, 0)
            self._rows.addWidget(box, row, 1)
            self._rows.addWidget(label(meaning.reason, "small"), row, 2)
        if len(meanings) > _MOST:
            words = f"and {len(meanings) - _MOST:,} more labels, which expect nothing if unknown"
            self._rows.addWidget(label(words, "small"), _MOST, 0, 1, 3)
        self._rows.setColumnStretch(2, 1)

    def _telling(self, value: str) -> object:
        def tell(number: int) -> None:
            if number:
                self.chosen[value] = list(DECISION_WORDS)[number - 1]
            else:
                self.chosen.pop(value, None)
            self.changed.emit()

        return tell

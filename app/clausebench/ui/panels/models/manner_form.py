"""How the engine is made for some weights, where that differs from the settings."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSpinBox, QWidget

from clausebench.domain.effort import Repacking
from clausebench.domain.weights import Manner
from clausebench.settings import LIMITS
from clausebench.ui.parts import label

_AS_SETTINGS = "As in Settings"
_NUMBERS = {
    "slots": "Judged at once",
    "threads": "Threads",
    "gpu_layers": "Layers on the graphics card",
}


class MannerForm(QWidget):
    """Every control can say that the settings decide, which is how it begins."""

    edited = Signal(object)
    """The ``Manner`` as it is now."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        self.numbers = {name: self._number(name) for name in _NUMBERS}
        self.repack = QComboBox()
        self.repack.addItem(_AS_SETTINGS, None)
        for member in Repacking:
            self.repack.addItem(member.value.capitalize(), member)
        self.repack.currentIndexChanged.connect(lambda _index: self._emit())
        self._add("Repack weights", self.repack)

    def show_manner(self, manner: Manner) -> None:
        """Without telling anybody."""
        self.blockSignals(True)
        for name, box in self.numbers.items():
            value = getattr(manner, name)
            box.setValue(box.minimum() if value is None else value)
        choices = [None, *Repacking]
        self.repack.setCurrentIndex(choices.index(manner.repack))
        self.blockSignals(False)

    @property
    def manner(self) -> Manner:
        found = {
            name: None if box.value() == box.minimum() else box.value()
            for name, box in self.numbers.items()
        }
        chosen = self.repack.currentData()
        return Manner(repack=Repacking(chosen) if chosen else None, **found)

    def _number(self, name: str) -> QSpinBox:
        least, most = LIMITS[name]
        box = QSpinBox(minimum=least - 1, maximum=most)
        box.setSpecialValueText(_AS_SETTINGS)
        box.lineEdit().setTextMargins(6, 0, 0, 0)  # style sheets cannot pad it
        box.setKeyboardTracking(False)
        box.valueChanged.connect(lambda _value: self._emit())
        self._add(_NUMBERS[name], box)
        return box

    def _add(self, title: str, control: QWidget) -> None:
        row = self._grid.rowCount()
        control.setAccessibleName(title)
        control.setFixedWidth(170)
        name = label(title)
        name.setBuddy(control)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(control, row, 1)

    def _emit(self) -> None:
        self.edited.emit(self.manner)

"""A row of buttons of which one is on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from clausebench.ui.icons import Icons
from clausebench.ui.roles import Role

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One button; ``key`` is a digit that chooses it while the row has the focus."""

    value: T
    word: str
    icon: str = ""
    role: Role = Role.TEXT_MUTED
    key: str = ""
    help: str = ""


class Segments(QWidget, Generic[T]):
    """Emits only what a person chose, not what ``choose`` was told."""

    chosen = Signal(object)

    def __init__(self, name: str, options: Sequence[Option[T]], icons: Icons) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._options = tuple(options)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, option in enumerate(self._options):
            button = self._button(name, option, icons)
            button.setProperty("segment", _place(number, len(self._options)))
            self._group.addButton(button, number)
            row.addWidget(button, 1)
        self._group.idClicked.connect(self._on_group_id_clicked)
        self.choose(self._options[0].value)

    @property
    def value(self) -> T:
        return self._options[self._group.checkedId()].value

    def choose(self, value: T) -> None:
        """Press the button of a value without telling anybody."""
        number = next(i for i, option in enumerate(self._options) if option.value == value)
        self._group.button(number).setChecked(True)

    def press(self, key: str) -> bool:
        """Choose by digit as a person would; False if no button has it."""
        number = next((i for i, o in enumerate(self._options) if o.key and o.key == key), None)
        if number is None:
            return False
        self._group.button(number).click()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self.press(event.text()):
            super().keyPressEvent(event)

    def _button(self, name: str, option: Option[T], icons: Icons) -> QPushButton:
        button = QPushButton(" ".join(part for part in (option.key, option.word) if part))
        button.setProperty("kind", "segment")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{name}: {option.word}")
        button.setToolTip(option.help or option.word)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if option.icon:
            button.setIcon(icons.icon(option.icon, option.role))
            button.setIconSize(QSize(12, 12))
        return button

    def _on_group_id_clicked(self, number: int) -> None:
        self.chosen.emit(self._options[number].value)


def _place(number: int, count: int) -> str:
    if number == 0:
        return "first"
    return "last" if number == count - 1 else "middle"

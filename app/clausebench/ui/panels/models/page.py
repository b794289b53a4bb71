"""What the pages of Models are made of: one column of readable width, titles and facts."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from clausebench.domain.errors import AppError
from clausebench.ui.appearance import Appearance
from clausebench.ui.banner import announce
from clausebench.ui.flow_layout import FlowLayout
from clausebench.ui.parts import IconLabel, label
from clausebench.ui.roles import Role
from clausebench.ui.text.showable import escaped_tip, one_line

_WIDTH = 720
_LONGEST = 72

Fact = tuple[str, str]


class Page(QScrollArea):
    """A column that scrolls. Words in it can be selected where they are worth copying."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("pane", True)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("surface", "base")
        body = QWidget()
        body.setMaximumWidth(_WIDTH)
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(32, 28, 32, 28)
        self.column.setSpacing(8)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(body, 100)
        row.addStretch(1)
        self.setWidget(inner)
        self.title = label("", "display", wraps=True)
        self.state = label("", "muted", wraps=True)
        self.column.addWidget(self.title)
        self.column.addWidget(self.state)

    def show_title(self, title: str, state: str) -> None:
        """``state`` is a sentence or two; empty hides it."""
        self.title.setText(title)
        self.state.setText(state)
        self.state.setVisible(bool(state))
        self.setAccessibleName(title)

    def add_section(self, title: str, *parts: QWidget) -> QWidget:
        """A heading and what stands below it; hide it as one."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(title, "section"))
        for part in parts:
            column.addWidget(part)
        self.column.addWidget(box)
        return box


class Trouble(QFrame):
    """What went wrong, where it was asked for, and what to do about it."""

    def __init__(self, appearance: Appearance, *buttons: QWidget) -> None:
        super().__init__()
        self.setProperty("banner", "warning")
        icon = IconLabel(appearance, "warning", Role.FINDING_WARNING, 18)
        self._title = label("", "strong", wraps=True)
        self._detail = label("", wraps=True)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        words.addWidget(actions(*buttons))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()

    def say(self, error: AppError | None) -> None:
        """None takes it away."""
        self.setVisible(error is not None)
        if error is None:
            return
        detail = " ".join(filter(None, (error.detail, error.hint)))
        self._title.setText(error.title)
        self._detail.setText(detail)
        self.setAccessibleName(f"{error.title} {detail}")
        announce(self, f"{error.title} {detail}")


def actions(*buttons: QWidget) -> QWidget:
    """Buttons beside each other, the rest on the next line where there is no room."""
    box = QWidget()
    flow = FlowLayout(box)
    for button in buttons:
        flow.addWidget(button)
    return box


class FactGrid(QWidget):
    """Names and values, one pair per line."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Iterable[Fact]) -> None:
        """Pairs without a value are left out."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, value) in enumerate(pair for pair in facts if pair[1]):
            heading = label(name, "small")
            heading.setMinimumWidth(110)
            self._grid.addWidget(heading, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(_value(name, value), row, 1)


def _value(name: str, value: str) -> QLabel:
    shown = value if len(value) <= _LONGEST else one_line(value, _LONGEST)
    made = label(shown, wraps=True)
    made.setToolTip(escaped_tip(value))
    made.setAccessibleName(f"{name}: {value}")
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made

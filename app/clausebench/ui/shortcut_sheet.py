"""The shortcut sheet: every key there is, from the same rows that make the menus."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from clausebench.ui.commands import MENUS, CommandRegistry, key_text
from clausebench.ui.parts import label

_COLUMNS = 2

Section = tuple[str, tuple[tuple[tuple[str, ...], str], ...]]


def sections(registry: CommandRegistry) -> tuple[Section, ...]:
    """Heading, then rows of keys and title: menus in their order, then where hints apply."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {menu: [] for menu in MENUS}
    for row in registry.commands:
        if row.keys:
            found[row.category].append((_written(row.keys), row.full_title))
    for hint in registry.hints:
        found.setdefault(hint.where, []).append((_written(hint.keys), hint.title))
    return tuple((heading, tuple(rows)) for heading, rows in found.items() if rows)


def _written(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(key_text(k) for k in keys)


class ShortcutSheet(QDialog):
    """Read-only; made anew each time it is opened."""

    def __init__(self, registry: CommandRegistry, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard shortcuts")
        self.setAccessibleName("Keyboard shortcuts")
        self.resize(820, 600)
        page = QWidget()
        page.setProperty("surface", "base")
        columns = QHBoxLayout(page)
        columns.setContentsMargins(28, 20, 28, 20)
        columns.setSpacing(40)
        for column in _balanced(sections(registry)):
            columns.addLayout(_column_of(column), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName("Keyboard shortcuts")
        area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)


def _balanced(parts: tuple[Section, ...]) -> tuple[list[Section], ...]:
    """Fill the columns so that they are about as long, keeping the order within each."""
    columns: tuple[list[Section], ...] = tuple([] for _ in range(_COLUMNS))
    for part in parts:
        min(columns, key=lambda c: sum(len(rows) + 2 for _, rows in c)).append(part)
    return columns


def _column_of(parts: list[Section]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    for heading, rows in parts:
        column.addWidget(label(heading, "section"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for line, (keys, title) in enumerate(rows):
            grid.addWidget(label(title), line, 0)
            grid.addLayout(_chips(keys), line, 1)
        column.addLayout(grid)
    column.addStretch(1)
    return column


def _chips(keys: tuple[str, ...]) -> QHBoxLayout:
    chips = QHBoxLayout()
    chips.setSpacing(4)
    chips.addStretch(1)
    for key in keys:
        chips.addWidget(label(key, "key"))
    return chips

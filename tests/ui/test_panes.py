"""F6 goes from pane to pane."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clausebench.ui.panes import focus_neighbour, panes_of


def make(qtbot: QtBot) -> tuple[QWidget, list[QWidget]]:
    """Three panes side by side: a field, an empty box, a box with a label and a field."""
    root = QWidget()
    qtbot.addWidget(root)
    row = QHBoxLayout(root)
    first, second, third = QLineEdit(), QWidget(), QWidget()
    second.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    column = QVBoxLayout(third)
    column.addWidget(QLabel("words"))
    column.addWidget(QLineEdit())
    for pane in (first, second, third):
        pane.setProperty("pane", True)
        row.addWidget(pane)
    root.show()
    return root, [first, second, third]


def test_panes_are_found_in_reading_order(qtbot: QtBot) -> None:
    root, panes = make(qtbot)
    assert list(panes_of(root)) == panes
    root.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    root.layout().activate()
    assert list(panes_of(root)) == panes
    panes[1].hide()
    assert len(panes_of(root)) == 2


def test_the_focus_goes_round_both_ways(qtbot: QtBot) -> None:
    root, panes = make(qtbot)
    inner = panes[2].findChild(QLineEdit)
    panes[0].setFocus()
    visited = []
    for step in (1, 1, 1, -1, -1):
        focus_neighbour(root, step)
        visited.append(root.focusWidget())
    assert visited == [panes[1], inner, panes[0], inner, panes[1]]


def test_from_outside_it_starts_at_the_near_end(qtbot: QtBot) -> None:
    root, panes = make(qtbot)
    root.setFocus()
    assert focus_neighbour(root, 1) is panes[0]
    root.setFocus()
    assert focus_neighbour(root, -1) is panes[2]


def test_without_panes_nothing_happens(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    assert focus_neighbour(root, 1) is None

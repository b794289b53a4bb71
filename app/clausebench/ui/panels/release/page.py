"""A page that scrolls: parts below each other, replaced as a whole."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget


class Page(QScrollArea):
    """Named for screen readers; F6 stops at it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("pane", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        inner = QWidget()
        inner.setAccessibleName(name)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(16, 12, 16, 20)
        self._column.setSpacing(8)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def show_parts(self, parts: Iterable[QWidget | QLayout | int]) -> None:
        """Numbers are gaps in pixels."""
        _clear(self._column)
        for part in parts:
            if isinstance(part, int):
                self._column.addSpacing(part)
            elif isinstance(part, QLayout):
                self._column.addLayout(part)
            else:
                self._column.addWidget(part)
        self._column.addStretch(1)


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            _clear(inner)
            inner.deleteLater()
        elif widget is not None:
            widget.hide()
            widget.deleteLater()

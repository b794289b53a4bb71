"""A frame around the part of the window that the tour talks about."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from clausebench.ui.appearance import Appearance
from clausebench.ui.roles import Role

_SHADE = 70
_RADIUS = 8.0


class Spotlight(QWidget):
    """Lies over the whole window, lets every click through, and dims all but one place."""

    def __init__(self, window: QWidget, appearance: Appearance) -> None:
        super().__init__(window)
        self._appearance = appearance
        self._place = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def place(self) -> QRect:
        """In the window's coordinates; empty when nothing is pointed at."""
        return self._place

    def point_at(self, target: QWidget | None) -> None:
        """None: dim nothing. Call again when the window has changed."""
        window = self.parentWidget()
        if target is None or not target.isVisible() or window is None:
            self._place = QRect()
        else:
            self._place = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        if window is not None:
            self.setGeometry(window.rect())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._place.isEmpty():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self._place.adjusted(1, 1, -1, -1))
        shade = QPainterPath()
        shade.addRect(QRectF(self.rect()))
        hole = QPainterPath()
        hole.addRoundedRect(frame, _RADIUS, _RADIUS)
        painter.fillPath(shade.subtracted(hole), QColor(0, 0, 0, _SHADE))
        painter.setPen(QPen(QColor(self._appearance.theme.color(Role.ACCENT)), 2))
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)

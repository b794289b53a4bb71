"""An editor that can point at characters which have no width."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPolygon, QTextCursor
from PySide6.QtWidgets import QToolTip, QWidget

from clausebench.domain.hidden import HiddenCharacter
from clausebench.domain.text import Span
from clausebench.ui.roles import Role
from clausebench.ui.text.plain_editor import PlainEditor
from clausebench.ui.text.showable import escaped_tip
from clausebench.ui.theme import Theme

_MOST = 500
_NEAR = 6


class ContentEditor(PlainEditor):
    """Hidden characters get a flag between the letters, and their name under the pointer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self._hidden: list[tuple[QTextCursor, HiddenCharacter]] = []

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.viewport().update()

    def show_hidden(self, hidden: Sequence[HiddenCharacter]) -> None:
        """Flag these; none takes the flags away. Flags move with later edits."""
        spans = [Span(character.offset, character.offset) for character in hidden[:_MOST]]
        self._hidden = list(zip(map(self.cursor_over, spans), hidden, strict=False))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._theme is None or not self._hidden:
            return
        painter = QPainter(self.viewport())
        painter.setPen(self._theme.color(Role.SPAN_HIDDEN))
        painter.setBrush(self._theme.color(Role.SPAN_HIDDEN))
        for place in map(self.cursorRect, (cursor for cursor, _ in self._hidden)):
            if event.rect().intersects(place):
                _paint_flag(painter, place)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            near = QRect(event.pos(), event.pos()).adjusted(-_NEAR, 0, _NEAR, 0)
            names = [
                f"{character.code} {character.name}"
                for cursor, character in self._hidden
                if near.intersects(self.cursorRect(cursor))
            ]
            tip = escaped_tip("\n".join(names)) if names else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().viewportEvent(event)


def _paint_flag(painter: QPainter, place: QRect) -> None:
    """A pole as high as the line with a pennant at its top."""
    x, top = place.left(), place.top()
    painter.drawLine(x, top, x, place.bottom())
    painter.drawPolygon(QPolygon([QPoint(x, top), QPoint(x + 5, top + 2), QPoint(x, top + 5)]))

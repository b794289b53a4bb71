"""Cells with icons and chips, painted by hand: a widget per cell would be too slow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from clausebench.ui.appearance import Appearance
from clausebench.ui.roles import Role
from clausebench.ui.tables.column import Drawn
from clausebench.ui.tables.rows_model import DRAWN_ROLE, LOOK_ROLE, Index
from clausebench.ui.verdict_chip import ChipLook, paint_chip

_PADDING, _GAP = 6, 6


class CellDelegate(QStyledItemDelegate):
    """Paints by the roles of ``RowsModel``."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        drawn, look = index.data(DRAWN_ROLE), index.data(LOOK_ROLE)
        if look is None:
            super().paint(painter, option, index)
            return
        self._paint_background(painter, option, index)
        box = option.rect.adjusted(_PADDING, 2, -2, -2)
        if drawn is Drawn.CHIP:
            paint_chip(painter, box, look, self._appearance, self._small())
        else:
            self._paint_mark(painter, box, look)

    def initStyleOption(  # noqa: N802 - the name is Qt's
        self, option: QStyleOptionViewItem, index: Index
    ) -> None:
        super().initStyleOption(option, index)
        if index.data(DRAWN_ROLE) is Drawn.MUTED:
            muted = self._appearance.theme.color(Role.TEXT_MUTED)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, muted)

    def _paint_background(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        view = option.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, view)

    def _paint_mark(self, painter: QPainter, box: QRect, look: ChipLook) -> None:
        metrics = painter.fontMetrics()
        side = metrics.ascent()
        ratio = painter.device().devicePixelRatioF()
        pixmap = self._appearance.icons.pixmap(look.icon, look.role, side, ratio)
        painter.save()
        painter.drawPixmap(QPoint(box.left(), box.center().y() - side // 2 + 1), pixmap)
        words = box.adjusted(side + _GAP, 0, 0, 0)
        painter.setPen(self._appearance.theme.color(look.role))
        shown = metrics.elidedText(look.word, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()

    def _small(self) -> QFont:
        font = QFont(QApplication.font())
        font.setPointSizeF(self._appearance.points("small"))
        font.setWeight(QFont.Weight.Medium)
        return font

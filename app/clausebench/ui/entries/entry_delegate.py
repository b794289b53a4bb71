"""Paints the entries of a list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from clausebench.ui.appearance import Appearance
from clausebench.ui.entries.entry import Entry
from clausebench.ui.roles import Role

Index = QModelIndex | QPersistentModelIndex

_LEFT, _ICON, _GAP, _EDGE = 12, 16, 10, 7
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class EntryDelegate(QStyledItemDelegate):
    """Icon, title and time; below them the detail. A heading is one small line."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        small = QFontMetrics(self._font("small")).height()
        if _entry(index).subject is None:
            return QSize(120, small + 16)
        return QSize(120, QFontMetrics(self._font("body")).height() + small + 2 * _EDGE + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = _entry(index)
        painter.save()
        if entry.subject is None:
            self._paint_heading(painter, option.rect, entry)
        else:
            self._paint_background(painter, option, index)
            self._paint_entry(painter, option.rect, entry)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRect, entry: Entry) -> None:
        line = box.adjusted(_LEFT, 8, -_LEFT, 0)
        font = self._font("small", QFont.Weight.DemiBold)
        self._write(painter, line, entry.title, font, Role.TEXT_MUTED)

    def _paint_background(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        view = option.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, view)

    def _paint_entry(self, painter: QPainter, box: QRect, entry: Entry) -> None:
        body, small = self._font("body"), self._font("small")
        first = QRect(box.left(), box.top() + _EDGE, box.width(), QFontMetrics(body).height())
        ratio = painter.device().devicePixelRatioF()
        pixmap = self._appearance.icons.pixmap(entry.icon, entry.role, _ICON, ratio)
        painter.drawPixmap(box.left() + _LEFT, first.center().y() - _ICON // 2 + 1, pixmap)
        text = first.adjusted(_LEFT + _ICON + _GAP, 0, -_LEFT, 0)
        time = QFontMetrics(small).horizontalAdvance(entry.time) + 2
        at = text.adjusted(text.width() - time, 0, 0, 0)
        self._write(painter, at, entry.time, small, Role.TEXT_MUTED)
        self._write(painter, text.adjusted(0, 0, -time - _GAP, 0), entry.title, body, Role.TEXT)
        second = text.translated(0, first.height() + 2)
        second.setHeight(QFontMetrics(small).height())
        self._write(painter, second, entry.detail, small, Role.TEXT_MUTED)

    def _write(self, painter: QPainter, box: QRect, words: str, font: QFont, role: Role) -> None:
        painter.setFont(font)
        painter.setPen(QColor(self._appearance.theme.color(role)))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LINE, shown)

    def _font(self, size: str, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = QFont(QApplication.font())
        font.setPointSizeF(self._appearance.points(size))
        font.setWeight(weight)
        return font


def _entry(index: Index) -> Entry:
    entry: Entry = index.data(Qt.ItemDataRole.UserRole)
    return entry

"""The clause outline: where one is in the policy, and what no test case cites."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from clausebench.domain.clause import ClauseKind
from clausebench.ui.appearance import Appearance
from clausebench.ui.panels.write.outline_model import ROW, OutlineModel
from clausebench.ui.panels.write.outline_rows import OutlineRow, matching
from clausebench.ui.roles import Role
from clausebench.ui.text.gutter import KIND_ROLES

Index = QModelIndex | QPersistentModelIndex

KIND_ICONS: dict[ClauseKind, str] = {
    ClauseKind.INSTRUCTION: "kind-instruction",
    ClauseKind.DEFINITION: "kind-definition",
    ClauseKind.VIOLATES: "violates",
    ClauseKind.ALLOWED: "allowed",
    ClauseKind.EXCEPTION: "kind-exception",
    ClauseKind.EXAMPLE: "kind-example",
    ClauseKind.PRECEDENCE: "kind-precedence",
    ClauseKind.ESCALATION: "escalate",
    ClauseKind.OUTPUT: "kind-output",
}
_INDENT, _ICON, _PAD, _RADIUS = 12, 12, 8, 5


class Outline(QWidget):
    """A list of clauses with a finder above; both jump."""

    clause_chosen = Signal(str)
    """A clause's id."""
    dismissed = Signal()
    """Esc: the person wants back to the text."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline")
        self._all: tuple[OutlineRow, ...] = ()
        self._current = ""
        self.model = OutlineModel(self)
        self.finder = QLineEdit()
        self.finder.setPlaceholderText("Go to clause")
        self.finder.setAccessibleName("Go to clause")
        self.finder.setClearButtonEnabled(True)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_RowDelegate(appearance, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setAccessibleName("Clauses")
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setProperty("kind", "bare")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.finder)
        column.addWidget(self.view, 1)
        self.finder.textChanged.connect(self._on_finder_text_changed)
        self.finder.returnPressed.connect(self._on_finder_return_pressed)
        self.view.clicked.connect(self._on_view_activated)
        self.view.activated.connect(self._on_view_activated)
        appearance.theme_changed.connect(self.view.viewport().update)

    def show_rows(self, rows: tuple[OutlineRow, ...]) -> None:
        """List a policy's clauses."""
        if rows != self._all:
            self._all = rows
            self._refresh()

    def follow(self, clause_id: str) -> None:
        """Mark the clause the cursor is in, without taking the focus."""
        self._current = clause_id
        row = self.model.row_of(clause_id)
        if row is None:
            self.view.setCurrentIndex(QModelIndex())
        elif self.view.currentIndex().row() != row:
            self.view.setCurrentIndex(self.model.index(row))

    def ask(self) -> None:
        """Start typing a clause to go to."""
        self.finder.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.finder.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finder.clear()
            self.dismissed.emit()
        elif event.key() == Qt.Key.Key_Down and self.finder.hasFocus():
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def _refresh(self) -> None:
        self.model.show_rows(matching(self._all, self.finder.text()))
        self.follow(self._current)

    def _on_finder_text_changed(self) -> None:
        self._refresh()
        if self.finder.text() and self.model.rows:
            self.view.setCurrentIndex(self.model.index(0))

    def _on_finder_return_pressed(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            chosen = index.data(ROW).id
            self.finder.clear()
            self.clause_chosen.emit(chosen)

    def _on_view_activated(self, index: QModelIndex) -> None:
        self.clause_chosen.emit(index.data(ROW).id)


class _RowDelegate(QStyledItemDelegate):
    """Icon, code, title; at the far end how many test cases cite the clause."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, option.fontMetrics.height() + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: OutlineRow = index.data(ROW)
        painter.save()
        self._paint_background(painter, option)
        area = option.rect.adjusted(_PAD + row.depth * _INDENT, 0, -_PAD, 0)
        area = self._paint_icon(painter, option, area, row)
        area = self._paint_count(painter, option, area, row)
        self._paint_words(painter, option, area, row)
        painter.restore()

    def _paint_background(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected or option.state & QStyle.StateFlag.State_MouseOver:
            role = Role.SELECTION if is_selected else Role.SURFACE_HOVER
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._appearance.theme.color(role))
            painter.drawRoundedRect(option.rect, _RADIUS, _RADIUS)

    def _paint_icon(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, row: OutlineRow
    ) -> QRect:
        role = Role.TEXT_DISABLED if row.is_uncited else KIND_ROLES[row.kind]
        ratio = option.widget.devicePixelRatioF()
        pixmap = self._appearance.icons.pixmap(KIND_ICONS[row.kind], role, _ICON, ratio)
        place = QRect(area.left(), area.center().y() - _ICON // 2, _ICON, _ICON)
        painter.drawPixmap(QStyle.visualRect(option.direction, option.rect, place), pixmap)
        return area.adjusted(_ICON + 6, 0, 0, 0)

    def _paint_count(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, row: OutlineRow
    ) -> QRect:
        if not row.count:
            return area
        text = f"● {row.count}"
        width = option.fontMetrics.horizontalAdvance(text)
        place = QRect(area.right() - width, area.top(), width + 1, area.height())
        painter.setPen(self._appearance.theme.color(Role.SPAN_CITATION))
        _draw(painter, option, place, text)
        return area.adjusted(0, 0, -width - 6, 0)

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, row: OutlineRow
    ) -> None:
        painter.setPen(self._appearance.theme.color(_ink(row)))
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        if row.code:
            painter.setFont(bold)
            width = painter.fontMetrics().horizontalAdvance(row.code)
            _draw(painter, option, area, row.code)
            area = area.adjusted(width + 6, 0, 0, 0)
        painter.setFont(bold if row.depth == 0 and not row.code else option.font)
        title = painter.fontMetrics().elidedText(
            row.title, Qt.TextElideMode.ElideRight, area.width()
        )
        _draw(painter, option, area, title)


def _ink(row: OutlineRow) -> Role:
    return Role.TEXT_MUTED if row.is_uncited else Role.TEXT


def _draw(painter: QPainter, option: QStyleOptionViewItem, place: QRect, text: str) -> None:
    area = QStyle.visualRect(option.direction, option.rect, place)
    alignment = QStyle.visualAlignment(
        option.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    )
    painter.drawText(area, alignment, text)

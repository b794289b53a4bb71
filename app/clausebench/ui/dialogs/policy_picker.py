"""Choosing a policy: type a few letters of its name, press Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from clausebench.services.library import PolicyCard
from clausebench.ui.appearance import Appearance
from clausebench.ui.parts import button, hairline
from clausebench.ui.roles import Role
from clausebench.ui.scoring import score

_Index = QModelIndex | QPersistentModelIndex

_CARD = Qt.ItemDataRole.UserRole


def fitting(cards: Sequence[PolicyCard], typed: str) -> tuple[PolicyCard, ...]:
    """The cards whose names fit, best first; without letters in the given order."""
    scored = [(score(typed, card.policy.name), card) for card in cards]
    found = [(points, card) for points, card in scored if points is not None]
    if typed.strip():
        found.sort(key=lambda pair: -pair[0])
    return tuple(card for _, card in found)


def card_facts(card: PolicyCard) -> str:
    """``version 3 · draft · 24 test cases``."""
    version = f"version {card.version_number}" if card.version_number else "not saved yet"
    cases = "1 test case" if card.case_count == 1 else f"{card.case_count:,} test cases"
    return " · ".join(p for p in (version, "draft" if card.has_draft else "", cases) if p)


class PolicyPicker(QDialog):
    """``cards`` come with the one used last on top."""

    policy_chosen = Signal(str)
    new_requested = Signal()

    def __init__(
        self, appearance: Appearance, cards: Sequence[PolicyCard], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Open policy")
        self.setAccessibleName("Open policy")
        self._cards = tuple(cards)
        self.field = QLineEdit()
        self.field.setProperty("kind", "palette")
        self.field.setPlaceholderText("Open a policy")
        self.field.setAccessibleName("Policy name")
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setProperty("kind", "bare")
        self.list.setAccessibleName("Policies")
        self.list.setItemDelegate(_CardDelegate(appearance, self.list))
        self.new_button = button("New policy…")
        self.field.textChanged.connect(self._show)
        self.list.itemActivated.connect(self._on_list_item_activated)
        self.list.itemClicked.connect(self._on_list_item_activated)
        self.new_button.clicked.connect(self._on_new_button_clicked)
        self._lay_out()
        self._show("")

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 8)
        foot.addWidget(self.new_button)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(hairline())
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.resize(520, 420)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the letters go to the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                row = self.list.currentRow() + step
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_list_item_activated(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _show(self, typed: str) -> None:
        self.list.clear()
        for card in fitting(self._cards, typed):
            item = QListWidgetItem(f"{card.policy.name}, {card_facts(card)}")
            item.setData(_CARD, card)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _on_list_item_activated(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.policy_chosen.emit(item.data(_CARD).policy.id)
            self.accept()

    def _on_new_button_clicked(self) -> None:
        self.new_requested.emit()
        self.accept()


class _CardDelegate(QStyledItemDelegate):
    """The name, and what there is of the policy in small letters below it."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, 2 * option.fontMetrics.height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        card: PolicyCard = index.data(_CARD)
        theme = self._appearance.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(Role.SELECTION))
            painter.drawRoundedRect(option.rect, 6, 6)
        ratio = painter.device().devicePixelRatioF()
        icon = self._appearance.icons.pixmap("document", Role.TEXT_MUTED, 18, ratio)
        place = option.rect.adjusted(12, 6, -12, -6)
        painter.drawPixmap(place.left(), place.center().y() - 9, icon)
        words = place.adjusted(30, 0, 0, 0)
        strong, small = QFont(option.font), QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        small.setPointSizeF(self._appearance.points("small"))
        for font, role, edge, text in (
            (strong, Role.TEXT, Qt.AlignmentFlag.AlignTop, card.policy.name),
            (small, Role.TEXT_MUTED, Qt.AlignmentFlag.AlignBottom, card_facts(card)),
        ):
            painter.setFont(font)
            painter.setPen(theme.color(role))
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | edge, text)
        painter.restore()

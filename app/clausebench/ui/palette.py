"""The command palette: type a few letters, press Enter."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from clausebench.ui.appearance import Appearance
from clausebench.ui.commands import Command, CommandRegistry, key_text
from clausebench.ui.parts import IconLabel, hairline, label
from clausebench.ui.roles import Role
from clausebench.ui.scoring import score
from clausebench.ui.session import Session

_Index = QModelIndex | QPersistentModelIndex
_COMMAND = Qt.ItemDataRole.UserRole
_REASON = Qt.ItemDataRole.UserRole + 1
_HIDDEN = frozenset({"app.palette"})


def ranked(
    commands: tuple[Command, ...], typed: str, recent: tuple[str, ...]
) -> tuple[Command, ...]:
    """The commands that fit, best first; without letters the recent ones come first."""
    places = {command_id: place for place, command_id in enumerate(recent)}
    scored = [(score(typed, f"{c.full_title} {c.category}"), c) for c in commands]
    fitting = [(points, c) for points, c in scored if points is not None]
    fitting.sort(key=lambda pair: (-pair[0], places.get(pair[1].id, len(places))))
    return tuple(command for _, command in fitting)


class PaletteModel(QAbstractListModel):
    """The fitting commands, in order."""

    def __init__(self, registry: CommandRegistry, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._registry = registry
        self._rows: tuple[Command, ...] = ()

    def look_up(self, typed: str, recent: tuple[str, ...]) -> None:
        self.beginResetModel()
        commands = tuple(c for c in self._registry.commands if c.id not in _HIDDEN)
        self._rows = ranked(commands, typed, recent)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == _COMMAND:
            return row
        reason = self._registry.reason(row.id)
        if role == _REASON:
            return reason
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " – ".join(
                part for part in (f"{row.category}: {row.full_title}", reason) if part
            )
        return None


class _RowDelegate(QStyledItemDelegate):
    """Icon, title, category; keys or the reason at the right."""

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, option.fontMetrics.height() + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Command = index.data(_COMMAND)
        reason: str = index.data(_REASON)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(0, 1, 0, -1)
        if is_selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._appearance.theme.color(Role.SELECTION))
            painter.drawRoundedRect(box, 6, 6)
        inner = box.adjusted(10, 0, -12, 0)
        keys = key_text(row.keys[0]) if row.keys else ""
        taken = self._aside(painter, inner, reason or keys)
        ink = Role.TEXT_DISABLED if reason else Role.TEXT
        self._icon(painter, inner, row, ink)
        self._words(painter, inner.adjusted(28, 0, -taken, 0), row, ink)
        painter.restore()

    def _aside(self, painter: QPainter, box: QRect, text: str) -> int:
        """The small words at the right; returns the width they take."""
        small = QFont(painter.font())
        small.setPointSizeF(self._appearance.points("small"))
        painter.setFont(small)
        painter.setPen(self._appearance.theme.color(Role.TEXT_MUTED))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, flags, text)
        return painter.fontMetrics().horizontalAdvance(text) + 16

    def _icon(self, painter: QPainter, box: QRect, row: Command, ink: Role) -> None:
        if not row.icon:
            return
        role = Role.TEXT_MUTED if ink is Role.TEXT else ink
        ratio = painter.device().devicePixelRatioF()
        pixmap = self._appearance.icons.pixmap(row.icon, role, 16, ratio)
        painter.drawPixmap(box.left(), box.center().y() - 7, pixmap)

    def _words(self, painter: QPainter, box: QRect, row: Command, ink: Role) -> None:
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        font = QFont(painter.font())
        font.setPointSizeF(self._appearance.points())
        painter.setFont(font)
        painter.setPen(self._appearance.theme.color(ink))
        metrics = painter.fontMetrics()
        title = metrics.elidedText(row.full_title, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, flags, title)
        after = box.adjusted(metrics.horizontalAdvance(title) + 10, 0, 0, 0)
        painter.setPen(self._appearance.theme.color(Role.TEXT_MUTED if ink is Role.TEXT else ink))
        painter.drawText(after, flags, row.category)


class CommandPalette(QFrame):
    """Lies over the top of its window. Escape or leaving it closes it, and the focus goes back."""

    chosen = Signal(str)

    def __init__(
        self,
        window: QWidget,
        registry: CommandRegistry,
        appearance: Appearance,
        session: Session,
    ) -> None:
        super().__init__(window)
        self._registry, self._session, self._appearance = registry, session, appearance
        self._came_from: QWidget | None = None
        self.setProperty("surface", "popup")
        self.setAccessibleName("Commands")
        self._model = PaletteModel(registry, self)
        self._field = self._make_field()
        self._list = self._make_list()
        self._nothing = label("No command has these letters in this order.", "muted")
        self._nothing.setContentsMargins(10, 8, 10, 8)
        self._lay_out()
        self.hide()

    def open(self) -> None:
        """Show it with nothing typed and the recent commands first."""
        self._came_from = self.window().focusWidget()
        self._field.clear()
        self._look_up("")
        width = min(640, self.window().width() - 80)
        self.resize(width, min(440, self.window().height() - 120))
        self.move((self.window().width() - width) // 2, 56)
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_and_return(self) -> None:
        """Close; the focus goes back to where it was."""
        self.hide()
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)
            self._came_from = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._steer(event)
        if event.type() == QEvent.Type.FocusOut and watched is self._field:
            self.hide()
        return False

    def _steer(self, event: QKeyEvent) -> bool:
        """Arrows move in the list while the letters go to the field."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_and_return()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._list.currentIndex())
        elif key in steps:
            row = self._list.currentIndex().row() + steps[key]
            self._select(min(max(row, 0), self._model.rowCount() - 1))
        else:
            return False
        return True

    def _select(self, row: int) -> None:
        self._list.setCurrentIndex(self._model.index(row))

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid() or index.data(_REASON):
            return
        command: Command = index.data(_COMMAND)
        self.close_and_return()
        self._session.remember_command(command.id)
        self.chosen.emit(command.id)

    @Slot(str)
    def _look_up(self, typed: str) -> None:
        self._model.look_up(typed, self._session.recent_commands())
        self._select(0)
        self._nothing.setVisible(self._model.rowCount() == 0)

    def _make_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setProperty("kind", "palette")
        field.setPlaceholderText("Type a command")
        field.setAccessibleName("Type a command")
        field.textChanged.connect(self._look_up)
        field.installEventFilter(self)
        return field

    def _make_list(self) -> QListView:
        view = QListView()
        view.setProperty("kind", "bare")
        view.setAccessibleName("Fitting commands")
        view.setModel(self._model)
        view.setItemDelegate(_RowDelegate(self._appearance, view))
        view.setUniformItemSizes(True)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.clicked.connect(self._choose)
        return view

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 4, 14, 4)
        head.addWidget(IconLabel(self._appearance, "search", Role.TEXT_MUTED, 18))
        head.addWidget(self._field, 1)
        body = QVBoxLayout()
        body.setContentsMargins(6, 6, 6, 6)
        body.addWidget(self._nothing)
        body.addWidget(self._list, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addLayout(body, 1)

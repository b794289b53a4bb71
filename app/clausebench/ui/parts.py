"""Small parts that all screens are made of, so that they look alike and are all named.

Looks come from ``resources/styles/app.qss`` by the dynamic properties set here.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from clausebench.ui.appearance import Appearance
from clausebench.ui.icons import Icons
from clausebench.ui.roles import Role


def label(text: str, kind: str = "body", *, wraps: bool = False) -> QLabel:
    """Plain text, never HTML. Kinds: body, muted, small, strong, section, title, display, code."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("kind", kind)
    made.setWordWrap(wraps)
    return made


def primary_button(title: str) -> QPushButton:
    """The one thing a screen is for; at most one on each."""
    return _button(title, "primary")


def button(title: str) -> QPushButton:
    """A button with an outline."""
    return _button(title, "plain")


def quiet_button(title: str) -> QPushButton:
    """A button that shows its shape only under the pointer or the focus."""
    return _button(title, "quiet")


def _button(title: str, kind: str) -> QPushButton:
    made = QPushButton(title)
    made.setProperty("kind", kind)
    made.setAccessibleName(title.replace("&", ""))
    made.setAutoDefault(False)
    return made


def icon_button(icons: Icons, icon: str, title: str, *, checkable: bool = False) -> QToolButton:
    """An icon without words; ``title`` is its tooltip and its name for screen readers."""
    made = QToolButton()
    made.setIcon(icons.icon(icon, Role.TEXT_MUTED, Role.ACCENT))
    made.setIconSize(QSize(18, 18))
    made.setToolTip(title)
    made.setAccessibleName(title)
    made.setCheckable(checkable)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def hairline(*, vertical: bool = False) -> QFrame:
    """A one-pixel separator."""
    made = QFrame()
    made.setProperty("kind", "hairline")
    fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
    made.setSizePolicy(fixed if vertical else free, free if vertical else fixed)
    (made.setFixedWidth if vertical else made.setFixedHeight)(1)
    return made


class IconLabel(QWidget):
    """An icon to look at. Name it only if no word next to it says the same."""

    def __init__(self, appearance: Appearance, icon: str, role: Role, side: int = 16) -> None:
        super().__init__()
        self._appearance = appearance
        self._icon, self._role, self._side = icon, role, side
        self.setFixedSize(side, side)
        appearance.theme_changed.connect(self._on_appearance_theme_changed)

    def show_icon(self, icon: str, role: Role) -> None:
        self._icon, self._role = icon, role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        pixmap = self._appearance.icons.pixmap(self._icon, self._role, self._side, ratio)
        QPainter(self).drawPixmap(0, 0, pixmap)

    @Slot()
    def _on_appearance_theme_changed(self) -> None:
        self.update()


def search_button(action: QAction) -> QToolButton:
    """The field-like button that opens the command palette, with its keys in sight."""
    made = QToolButton()
    made.setProperty("kind", "search")
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    made.setText(f"Search commands   {keys}")
    made.setAccessibleName("Search commands")
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(action.trigger)
    return made

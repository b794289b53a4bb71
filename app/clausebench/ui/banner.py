"""Banners: what went wrong or is worth knowing, above the work and never in its way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from clausebench.domain.errors import AppError
from clausebench.ui.appearance import Appearance
from clausebench.ui.parts import IconLabel, icon_button, label, quiet_button
from clausebench.ui.roles import Role

_MOST = 3


class BannerKind(StrEnum):
    """How much it matters; decides colour and icon."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_LOOKS = {
    BannerKind.ERROR: ("error", Role.FINDING_ERROR),
    BannerKind.WARNING: ("warning", Role.FINDING_WARNING),
    BannerKind.INFO: ("info", Role.FINDING_HINT),
}


@dataclass(frozen=True)
class BannerAction:
    """A button on a banner; it dismisses the banner when pressed."""

    title: str
    run: Callable[[], object]


class Banner(QFrame):
    """One message: a title, what it means, what to do, actions, and a way to dismiss it."""

    dismissed = Signal(object)
    """The banner itself."""

    def __init__(
        self,
        appearance: Appearance,
        kind: BannerKind,
        title: str,
        detail: str = "",
        actions: Sequence[BannerAction] = (),
    ) -> None:
        super().__init__()
        self.title, self.detail = title, detail
        self.setProperty("banner", str(kind))
        self.setAccessibleName(f"{title} {detail}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        icon, role = _LOOKS[kind]
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(IconLabel(appearance, icon, role, 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(), 1)
        for action in actions:
            row.addWidget(self._button(action), 0, Qt.AlignmentFlag.AlignTop)
        close = icon_button(appearance.icons, "close", "Dismiss")
        close.clicked.connect(self._dismiss)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._dismiss()
        else:
            super().keyPressEvent(event)

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self.title, "strong", wraps=True))
        if self.detail:
            words.addWidget(label(self.detail, "body", wraps=True))
        return words

    def _button(self, action: BannerAction) -> QPushButton:
        button = quiet_button(action.title)
        button.clicked.connect(lambda _checked=False: action.run())
        button.clicked.connect(self._dismiss)
        return button

    @Slot()
    def _dismiss(self) -> None:
        self.dismissed.emit(self)


class BannerArea(QWidget):
    """The banners of a window, newest on top, at most three; the same title replaces itself."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._banners: list[Banner] = []
        self.setAccessibleName("Messages")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    @property
    def banners(self) -> tuple[Banner, ...]:
        """Newest first."""
        return tuple(self._banners)

    def show_error(self, error: AppError, *actions: BannerAction) -> Banner:
        """Say what happened, what it means and what to do."""
        detail = " ".join(part for part in (error.detail, error.hint) if part)
        return self.show_message(BannerKind.ERROR, error.title, detail, *actions)

    def show_message(
        self, kind: BannerKind, title: str, detail: str = "", *actions: BannerAction
    ) -> Banner:
        """Show and announce a message. Never put content into it: it is not concealed."""
        for old in self.banners:
            if old.title == title:
                self.remove(old)
        banner = Banner(self._appearance, kind, title, detail, actions)
        banner.dismissed.connect(self.remove)
        self._column.insertWidget(0, banner)
        self._banners.insert(0, banner)
        for surplus in self.banners[_MOST:]:
            self.remove(surplus)
        self.show()
        announce(self, banner.accessibleName())
        return banner

    @Slot(object)
    def remove(self, banner: Banner) -> None:
        """Take a banner away; harmless if it is gone."""
        if banner not in self._banners:
            return
        self._banners.remove(banner)
        self._column.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        self.setVisible(bool(self._banners))


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say a sentence, whatever has the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))

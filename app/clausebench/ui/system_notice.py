"""A word from the desktop when something long is done and the person is elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

_SHOWN_MS = 10_000


class SystemNotice(QObject):
    """Says nothing while the window is in front: there the banner says it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def tell(self, title: str, sentence: str) -> bool:
        """Never content: others may look at the screen. False if it was not needed or the
        desktop has no place for it; the task bar asks for attention either way."""
        if self._window.isActiveWindow():
            return False
        QApplication.alert(self._window)
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return False
        icon = QSystemTrayIcon(QApplication.windowIcon(), self)
        icon.setToolTip("Clausebench")
        icon.messageClicked.connect(self._window.raise_)
        icon.show()
        icon.showMessage(title, sentence, QApplication.windowIcon(), _SHOWN_MS)
        QTimer.singleShot(_SHOWN_MS, icon, icon.deleteLater)
        return True

"""Python's cycle collector, kept on the main thread.

By itself it runs on whichever thread happens to allocate. On a lane it would destroy Qt objects
that belong to the main thread, and wait for locks of Qt's while the main thread waits for the
interpreter: the window would stand still for ever.
"""

from __future__ import annotations

import gc
import operator
import time

from PySide6.QtCore import QObject, QTimer, Slot

_PERIOD_MS = 500
_OLDEST_SECONDS = 30.0
"""Looking at the oldest objects takes longest and finds least."""


class MainThreadCollector(QObject):
    """Takes over collecting while it runs; the last of several gives it back."""

    _running = 0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._oldest_at = time.monotonic()
        self._timer = QTimer(self, interval=_PERIOD_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Call on the main thread, before any other thread starts."""
        if not self._timer.isActive():
            MainThreadCollector._running += 1
            gc.disable()
            self._timer.start()

    def stop(self) -> None:
        """Call when the other threads have ended. Harmless if it does not run."""
        if self._timer.isActive():
            self._timer.stop()
            MainThreadCollector._running -= 1
            if not MainThreadCollector._running:
                gc.enable()

    @Slot()
    def collect(self) -> None:
        """Look at the generations that are due, as the interpreter itself would."""
        young, middle, old = map(operator.gt, gc.get_count(), gc.get_threshold())
        if old and time.monotonic() - self._oldest_at > _OLDEST_SECONDS:
            self._oldest_at = time.monotonic()
            gc.collect(2)
        elif young:
            gc.collect(1 if middle else 0)

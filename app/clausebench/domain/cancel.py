"""How long work learns that nobody wants it any more."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Cancelled(Exception):
    """Raised by work that noticed its token; never shown as a failure."""


class CancelToken:
    """Set once, from any thread; asked often, from the working one."""

    def __init__(self) -> None:
        self.is_pause = False
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._listeners: list[Callable[[], None]] = []

    def pause(self) -> None:
        """Cancel, but what was begun is to go on later."""
        self.is_pause = True
        self.cancel()

    def cancel(self) -> None:
        with self._lock:
            if self._event.is_set():
                return
            self._event.set()
            listeners, self._listeners = self._listeners, []
        for listener in listeners:
            listener()

    @property
    def is_cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raise ``Cancelled`` if the token is set."""
        if self._event.is_set():
            raise Cancelled

    def wait(self, seconds: float) -> bool:
        """Wait, but wake at once on cancel. True if cancelled."""
        return self._event.wait(seconds)

    def on_cancel(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` on cancel, at once if that has happened. It must be thread-safe."""
        with self._lock:
            if not self._event.is_set():
                self._listeners.append(listener)
                return
        listener()

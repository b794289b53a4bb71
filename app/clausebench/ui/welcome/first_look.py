"""The first verdict, as soon as a starter policy and its first sample are on the screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from clausebench.ui.commands import CommandRegistry

_EVERY_MS = 50
_PATIENCE = 100
"""Looks; five seconds in all. A policy that is not open by then needs a person."""


class WhenPossible(QObject):
    """Runs a command once it can run, and gives up quietly after some seconds."""

    def __init__(self, commands: CommandRegistry, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._wanted, self._looks = "", 0
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def run(self, command_id: str) -> None:
        self._wanted, self._looks = command_id, 0
        self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._looks += 1
        if not self._commands.reason(self._wanted):
            self._timer.stop()
            self._commands.run(self._wanted)
        elif self._looks >= _PATIENCE:
            self._timer.stop()

"""Waiting for a window's lanes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from clausebench.ui.shell import Shell


def at_rest(qtbot: QtBot, shell: Shell) -> None:
    """Until nothing is in flight, and what the last answer put on the screen is seen there: a
    widget that joins a layout is shown by an event of its own.
    """
    qtbot.waitUntil(lambda: not shell.lanes.jobs, timeout=10_000)
    QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: not shell.lanes.jobs, timeout=10_000)

"""Waiting for a window's lanes."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from clausebench.ui.shell import Shell


def at_rest(qtbot: QtBot, shell: Shell) -> None:
    """Until nothing is in flight."""
    qtbot.waitUntil(lambda: not shell.lanes.jobs, timeout=10_000)

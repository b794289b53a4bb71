"""``clausebench`` without a command: the window, or without a display the same job here."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path

from clausebench import paths


def open_window(workspace: str | None, arguments: Sequence[str]) -> int:
    """Returns the exit code when the window closes."""
    path = Path(workspace) if workspace else paths.workspace_path()
    if not has_display():
        from clausebench.cli.tour import take_tour

        return take_tour()
    from clausebench.bootstrap import run_window

    return run_window(path, arguments)


def has_display() -> bool:
    """Whether Qt can show a window here."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    if platform.system() in ("Windows", "Darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

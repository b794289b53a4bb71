"""Pictures of widgets in every theme, to look at and for the README.

As a program: ``python -m tests.support.screenshots FOLDER`` draws the foundation's own parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QWidget

from clausebench.settings import ThemeChoice
from clausebench.ui.appearance import Appearance

LIGHT_AND_DARK = (ThemeChoice.LIGHT, ThemeChoice.DARK)


def shoot(
    widget: QWidget,
    name: str,
    folder: Path,
    appearance: Appearance,
    *,
    size: QSize | None = None,
    themes: Sequence[ThemeChoice] = LIGHT_AND_DARK,
) -> tuple[Path, ...]:
    """Write ``<name>-<theme>.png`` for each theme; leaves the last theme on."""
    folder.mkdir(parents=True, exist_ok=True)
    if size is not None:
        widget.resize(size)
    widget.show()
    paths = []
    for theme in themes:
        appearance.wear(theme, appearance.zoom)
        pause()
        path = folder / f"{name}-{theme}.png"
        if not widget.grab().save(str(path)):
            raise OSError(f"cannot write {path}")
        paths.append(path)
    return tuple(paths)


def pause(milliseconds: int = 60) -> None:
    """Let layouts, timers and jobs come to rest before looking."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()

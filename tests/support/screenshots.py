"""Pictures of widgets in several themes, to look at and for the README.

As a program, ``python -m tests.support.screenshots FOLDER`` (with ``app`` on the path) opens the
real window on a fresh workspace with the starter policies and pictures every mode.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QWidget

from clausebench.settings import Settings, ThemeChoice
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


def shoot_modes(folder: Path, home: Path) -> tuple[Path, ...]:
    """Every mode of the real window as a person first sees it."""
    from clausebench.bootstrap import EngineChoice, open_desk
    from clausebench.ui.app import make_application, make_shell, make_window
    from clausebench.ui.crash import CrashReporter
    from clausebench.ui.modes import MODES

    appearance = Appearance(make_application())
    settings = Settings(theme=ThemeChoice.LIGHT)
    pictures: list[Path] = []
    with open_desk(home / "workspace.db", EngineChoice(), settings) as desk:
        desk.library.install_starters()
        shell = make_shell(appearance, desk, settings, home, home / "settings.toml")
        window = make_window(shell, MODES, CrashReporter(home))
        window.start()
        window.show()
        pause(300)
        pictures += shoot(window, "welcome", folder, appearance, size=QSize(1320, 840))
        for spec in MODES:
            window.enter_mode(spec.id)
            window.resize(1320, 840)
            window.show()
            pause(1500)
            pictures += shoot(window, spec.id, folder, appearance)
        window.close()
        shell.lanes.shutdown()
    return tuple(pictures)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        for picture in shoot_modes(Path(sys.argv[1]), Path(home)):
            sys.stdout.write(f"{picture}\n")

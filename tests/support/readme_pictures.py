"""The pictures of the README, made anew.

``python -m tests.support.readme_pictures FOLDER`` (with ``app`` on the path), then copy what the
README shows to ``packaging/pictures``. Models is pictured by ``models_pictures``: it takes a hub.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from tests.support.qt import skip_welcome
from tests.support.release_pictures import NAME, judge, reword
from tests.support.screenshots import pause, shoot

from clausebench.bootstrap import EngineChoice, open_desk
from clausebench.domain.bundle.approval import Stage
from clausebench.settings import Settings, ThemeChoice
from clausebench.ui.app import make_application, make_shell, make_window
from clausebench.ui.appearance import Appearance
from clausebench.ui.crash import CrashReporter
from clausebench.ui.main_window import MainWindow
from clausebench.ui.modes import MODES
from clausebench.ui.panels.compare.compare_mode import CompareMode
from clausebench.ui.panels.wording.entries import View
from clausebench.ui.panels.wording.wording_mode import WordingMode
from clausebench.ui.shell import Shell

_SIZE = QSize(1320, 840)


def _rest(shell: Shell) -> None:
    pause(900)
    while shell.lanes.jobs:
        pause(150)
    pause(500)


def _write(_window: MainWindow, shell: Shell) -> None:
    shell.commands.run("sample.judge")


def _test(_window: MainWindow, shell: Shell) -> None:
    shell.commands.run("test.run-all")


def _compare(window: MainWindow, shell: Shell) -> None:
    shell.commands.run("compare.draft")
    _rest(shell)
    mode = window.panel("compare")
    assert isinstance(mode, CompareMode)
    mode.results.table.opened.emit(mode.results.table.current_row)


def _wording(window: MainWindow, shell: Shell) -> None:
    mode = window.panel("wording")
    assert isinstance(mode, WordingMode)
    mode.bar.repeats.setValue(1)
    mode.show_view(View.CARRIES)
    shell.commands.run("wording.ask")


_ACTS: dict[str, Callable[[MainWindow, Shell], None]] = {
    "write": _write,
    "test": _test,
    "compare": _compare,
    "wording": _wording,
}


def draw(folder: Path, home: Path) -> None:
    """One picture for each mode, light and dark, into ``folder``."""
    appearance = Appearance(make_application())
    settings = Settings(theme=ThemeChoice.LIGHT, person="Ana Duarte")
    with open_desk(home / "workspace.db", EngineChoice(), settings) as desk:
        desk.library.install_starters()
        policy = desk.library.find(NAME)
        shell = make_shell(appearance, desk, settings, home, home / "settings.toml")
        skip_welcome(shell.session)
        shell.session.policy_id = policy.id
        window = make_window(shell, MODES, CrashReporter(home))
        window.start()
        window.resize(_SIZE)
        window.show()
        for name, act in _ACTS.items():
            if name == "compare":
                lines = desk.library.open(policy.id).text.splitlines(keepends=True)
                kept = [line for line in lines if "SP1.a" not in line and "SP3.a" not in line]
                desk.library.save_draft(policy.id, "".join(kept), 0)
            window.enter_mode(name)
            _rest(shell)
            act(window, shell)
            _rest(shell)
            shoot(window, name, folder, appearance, size=_SIZE)
            appearance.wear(ThemeChoice.LIGHT, 0)
        approving = desk.exchange().approving
        approving.move(NAME, Stage.REVIEW, "Ana Duarte", "Ready to be looked at.")
        approving.move(NAME, Stage.APPROVED, "Bo Lind", "The first one.", override="A trial run.")
        reword(desk)
        judge(desk)
        window.enter_mode("release")
        _rest(shell)
        shoot(window, "release", folder, appearance, size=_SIZE)
        window.close()
        shell.lanes.shutdown()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as place:
        draw(Path(sys.argv[1]), Path(place))

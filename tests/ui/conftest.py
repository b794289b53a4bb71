"""The window's foundation, fresh for each test, and nothing of it left behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid
from tests.support.panels import Diary, plain_specs
from tests.support.qt import quiet_desk, settle_deletions, skip_welcome

from clausebench.settings import Settings, ThemeChoice
from clausebench.ui.app import make_shell, make_window
from clausebench.ui.appearance import Appearance
from clausebench.ui.crash import CrashReporter
from clausebench.ui.jobs import Lanes
from clausebench.ui.main_window import MainWindow
from clausebench.ui.session import Session
from clausebench.ui.shell import Shell


@pytest.fixture(scope="session")
def _dressed(qapp: QApplication) -> Appearance:
    qapp.setStyle("fusion")
    appearance = Appearance(qapp)
    appearance.wear(ThemeChoice.LIGHT, 0)
    return appearance


@pytest.fixture
def appearance(_dressed: Appearance) -> Iterator[Appearance]:
    """One for all tests, because dressing the application takes longer than most of them."""
    yield _dressed
    if (_dressed.theme.id, _dressed.zoom) != ("light", 0):
        _dressed.wear(ThemeChoice.LIGHT, 0)


@pytest.fixture
def lanes(qapp: QApplication) -> Iterator[Lanes]:
    lanes = Lanes()
    yield lanes
    assert lanes.shutdown(), "a lane is stuck"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(tmp_path / "session.ini")


@pytest.fixture
def desk() -> Any:
    """Override in a test module to give the panels services to work with."""
    return quiet_desk()


@pytest.fixture
def shell(qapp: QApplication, appearance: Appearance, desk: Any, tmp_path: Path) -> Iterator[Shell]:
    """A whole shell, as the window hands it to its panels, light and at normal size."""
    settings = Settings(theme=ThemeChoice.LIGHT)
    shell = make_shell(appearance, desk, settings, tmp_path, tmp_path / "settings.toml")
    skip_welcome(shell.session)
    yield shell
    assert shell.lanes.shutdown(), "a lane is stuck"
    for part in (shell.banners, shell.status):
        if isValid(part):  # a window that took it has deleted it
            part.deleteLater()
    settle_deletions()


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def window(shell: Shell, diary: Diary, tmp_path: Path) -> Iterator[MainWindow]:
    """A window with two plain panels; not started, so that a test can say how."""
    window = make_window(shell, plain_specs(diary), CrashReporter(tmp_path))
    yield window
    window.close()
    window.deleteLater()
    settle_deletions()

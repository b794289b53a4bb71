"""The first minutes of somebody new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.support.qt import check_contract, settle_deletions

from clausebench.bootstrap import EngineChoice, open_desk
from clausebench.services.desk import Desk
from clausebench.settings import Settings
from clausebench.ui.app import make_window
from clausebench.ui.crash import CrashReporter
from clausebench.ui.main_window import MainWindow
from clausebench.ui.modes import MODES
from clausebench.ui.panels.write.write_mode import WriteMode
from clausebench.ui.session import WELCOMED
from clausebench.ui.shell import Shell
from clausebench.ui.tour.steps import STEPS
from clausebench.ui.welcome.welcome_page import WelcomePage

PATIENCE = 20_000


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CLAUSEBENCH_HOME", str(tmp_path))
    with open_desk(tmp_path / "workspace.db", EngineChoice(), Settings()) as desk:
        desk.library.install_starters()
        yield desk


@pytest.fixture
def window(qtbot: QtBot, shell: Shell, tmp_path: Path) -> Iterator[MainWindow]:
    shell.session.remember_flag(WELCOMED, value=False)
    window = make_window(shell, MODES, CrashReporter(tmp_path))
    window.resize(1240, 800)
    window.start()
    window.show()
    qtbot.waitUntil(lambda: not shell.lanes.jobs, timeout=PATIENCE)
    yield window
    qtbot.waitUntil(lambda: not shell.lanes.jobs, timeout=PATIENCE)
    window.close()
    window.deleteLater()
    settle_deletions()


def page(window: MainWindow) -> WelcomePage:
    found = window.page
    assert isinstance(found, WelcomePage)
    return found


def write(window: MainWindow) -> WriteMode:
    panel = window.panel("write")
    assert isinstance(panel, WriteMode)
    return panel


def test_the_first_start_welcomes_and_later_ones_do_not(window: MainWindow, shell: Shell) -> None:
    assert "12.1 GB" in page(window)._cards[1].words.text()
    check_contract(page(window), shell.appearance)
    assert shell.session.flag(WELCOMED)
    window.start()
    assert window.mode == "write"


def test_looking_around_ends_in_a_verdict(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(write(window).samples.judging.ended, timeout=PATIENCE):
        page(window).look.click()
    assert window.mode == "write"


@pytest.mark.parametrize("button", ["get", "seek"])
def test_models_are_one_press_away(qtbot: QtBot, window: MainWindow, button: str) -> None:
    getattr(page(window), button).click()
    assert window.mode == "models"


def test_the_rail_leads_away_and_the_menu_back(window: MainWindow, shell: Shell) -> None:
    window.enter_mode("test")
    assert window.mode == "test"
    shell.commands.run("help.welcome")
    assert window.mode == ""
    page(window)


def test_the_tour_shows_every_step_where_it_belongs(
    qtbot: QtBot, window: MainWindow, shell: Shell
) -> None:
    page(window).tour.click()
    tour = window.first_steps.tour
    for number, step in enumerate(STEPS):
        assert tour.step == number
        assert window.mode == step.mode
        qtbot.waitUntil(lambda: not shell.lanes.jobs, timeout=PATIENCE)
        tour._follow()
        assert not tour._light.place.isEmpty(), step.title
        assert window.rect().contains(tour.card.geometry()), step.title
        assert step.words in tour.card.accessibleName()
        tour.card.next.click()
    assert tour.step == -1
    assert not tour.card.isVisible()


def test_the_tour_judges_and_goes_on(qtbot: QtBot, window: MainWindow, shell: Shell) -> None:
    page(window).tour.click()
    qtbot.waitUntil(lambda: write(window).policies.current is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not shell.commands.reason("sample.judge"), timeout=PATIENCE)
    tour = window.first_steps.tour
    tour.card.next.click()
    tour.card.next.click()
    with qtbot.waitSignal(write(window).samples.judging.ended, timeout=PATIENCE):
        tour.card.action.click()
    assert STEPS[tour.step].place == "reasoning"
    tour.card.back.click()
    assert STEPS[tour.step].command == "sample.judge"


def test_escape_ends_the_tour(window: MainWindow) -> None:
    page(window).tour.click()
    tour = window.first_steps.tour
    QTest.keyClick(tour.card.next, Qt.Key.Key_Escape)
    assert tour.step == -1

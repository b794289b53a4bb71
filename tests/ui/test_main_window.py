"""The window: modes, commands, closing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot
from tests.support.panels import Diary

from clausebench.domain.errors import AppError
from clausebench.domain.masking import Concealment
from clausebench.ui.crash import CrashDialog
from clausebench.ui.jobs import Lane
from clausebench.ui.main_window import MainWindow
from clausebench.ui.palette import CommandPalette
from clausebench.ui.shell import Shell


def test_it_starts_in_the_first_mode_and_builds_the_others_when_idle(
    qtbot: QtBot, window: MainWindow, diary: Diary
) -> None:
    window.start()
    assert diary.entries == ["built write", "activated write"]
    qtbot.waitUntil(lambda: "built test" in diary.entries)
    assert window.mode == "write"


def test_it_starts_in_the_mode_of_last_time(window: MainWindow, shell: Shell) -> None:
    shell.session.mode = "test"
    window.start()
    assert window.mode == "test"


def test_a_mode_that_is_gone_is_not_looked_for(window: MainWindow, shell: Shell) -> None:
    shell.session.mode = "astrology"
    window.start()
    assert window.mode == "write"


def test_rail_keys_and_palette_all_lead_to_a_mode(
    qtbot: QtBot, window: MainWindow, shell: Shell
) -> None:
    window.start()
    rail = {b.text(): b for b in window.findChildren(QToolButton) if b.isCheckable()}
    qtbot.mouseClick(rail["Test"], Qt.MouseButton.LeftButton)
    assert (window.mode, shell.session.mode) == ("test", "test")
    shell.commands.run("mode.write")
    assert window.mode == "write"
    assert rail["Write"].isChecked()


def test_a_command_of_another_mode_goes_there_first(
    qtbot: QtBot, window: MainWindow, shell: Shell
) -> None:
    modes: list[str] = []
    shell.commands.handle("suite.run", lambda: modes.append(window.mode))
    window.start()
    window.findChild(CommandPalette).chosen.emit("suite.run")
    assert modes == ["test"]


def test_a_request_is_answered_even_by_a_panel_that_did_not_exist(
    window: MainWindow, shell: Shell, diary: Diary
) -> None:
    shell.session.mode = "test"
    window.start()
    shell.relay.case_requested.emit("A")
    shell.relay.case_requested.emit("B")
    assert window.mode == "write"
    assert [e for e in diary.entries if e.startswith("case")] == ["case A", "case B"]


def test_the_focus_begins_in_the_panel_and_moves_with_the_mode(window: MainWindow) -> None:
    window.start()
    window.show()
    for mode in ("write", "test"):
        window.enter_mode(mode)
        assert window.panel(mode).isAncestorOf(window.focusWidget())


def test_entering_a_mode_ends_a_reveal(window: MainWindow, shell: Shell) -> None:
    window.start()
    shell.concealment.set_base(Concealment.CONCEALED)
    shell.concealment.reveal_plain()
    window.enter_mode("test")
    assert shell.concealment.level is Concealment.CONCEALED


def test_every_command_with_a_handler_stands_in_a_menu(window: MainWindow, shell: Shell) -> None:
    in_menus = {
        action.objectName()
        for menu in window.menuBar().findChildren(QMenu)
        for action in menu.actions()
    }
    assert {row.id for row in shell.commands.commands} <= in_menus


def test_closing_asks_nothing_saves_and_remembers(
    window: MainWindow, shell: Shell, diary: Diary, tmp_path: Path
) -> None:
    window.start()
    window.enter_mode("test")
    window.show()
    assert window.close()
    assert diary.entries[-2:] == ["parting write", "parting test"]
    assert "geometry" in (tmp_path / "session.ini").read_text()


def test_the_title_names_the_open_policy(window: MainWindow, shell: Shell) -> None:
    shell.relay.document_named.emit("Spam")
    assert window.windowTitle() == "Spam — Clausebench"
    shell.relay.document_named.emit("")
    assert window.windowTitle() == "Clausebench"


def test_a_failed_job_becomes_a_banner_or_a_crash_report(
    qtbot: QtBot, window: MainWindow, shell: Shell
) -> None:
    def fail(error: Exception) -> None:
        raise error

    shell.lanes.start(Lane.POOL, lambda _token: fail(AppError("The disk is full.")))
    qtbot.waitUntil(lambda: bool(shell.banners.banners))
    assert shell.banners.banners[0].title == "The disk is full."
    shell.lanes.start(Lane.POOL, lambda _token: fail(ZeroDivisionError()))
    qtbot.waitUntil(lambda: window.findChild(CrashDialog) is not None)
    window.findChild(CrashDialog).close()


def test_dropped_files_are_handed_on(window: MainWindow, shell: Shell) -> None:
    received: list[list[str]] = []
    shell.relay.files_requested.connect(received.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/policy.md"), QUrl("https://example.org/x")])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert received == [["/tmp/policy.md"]]


def test_coming_to_front_shows_a_minimised_window(window: MainWindow) -> None:
    window.start()
    window.showMinimized()
    window.come_to_front()
    assert window.isVisible()
    assert not window.isMinimized()


def test_it_is_never_smaller_than_its_panels_need(window: MainWindow) -> None:
    window.resize(300, 200)
    assert (window.width(), window.height()) == (1024, 640)

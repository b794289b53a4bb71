"""The window: modes, commands, closing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.support.qt import settle_deletions

from clausebench.domain.errors import AppError
from clausebench.domain.judging import EngineState, EngineStatus
from clausebench.domain.masking import Concealment
from clausebench.settings import ThemeChoice
from clausebench.ui.app import make_window
from clausebench.ui.commands import Command, KeyHint
from clausebench.ui.crash import CrashDialog, CrashReporter
from clausebench.ui.dialogs.about import AboutDialog
from clausebench.ui.dialogs.preferences import PreferencesDialog
from clausebench.ui.jobs import Lane
from clausebench.ui.main_window import MainWindow
from clausebench.ui.palette import CommandPalette
from clausebench.ui.shell import PanelSpec, Shell
from clausebench.ui.shortcut_sheet import ShortcutSheet


@dataclass
class Diary:
    """What the panels were asked to do."""

    entries: list[str] = field(default_factory=list)


class PlainPanel(QWidget):
    """A panel with one field that writes down what happens to it."""

    def __init__(self, name: str, shell: Shell, diary: Diary) -> None:
        super().__init__()
        self._name, self._diary = name, diary
        line = QLineEdit()
        line.setAccessibleName("Field")
        line.setProperty("pane", True)
        QVBoxLayout(self).addWidget(line)
        diary.entries.append(f"built {name}")
        if name == "write":
            shell.relay.case_requested.connect(lambda case: diary.entries.append(f"case {case}"))

    def activated(self) -> None:
        self._diary.entries.append(f"activated {self._name}")

    def parting(self) -> None:
        self._diary.entries.append(f"parting {self._name}")


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def window(qtbot: QtBot, shell: Shell, diary: Diary, tmp_path: Path) -> Iterator[MainWindow]:
    def spec(name: str, **more: object) -> PanelSpec:
        return PanelSpec(
            name,
            name.capitalize(),
            name,
            f"Help on {name}.",
            lambda shell: PlainPanel(name, shell, diary),
            **more,  # type: ignore[arg-type]
        )

    specs = (
        spec("write", answers=("case_requested",)),
        spec(
            "test",
            commands=(Command("suite.run", "Run all cases", "Run", ("Ctrl+Return",), mode="test"),),
            hints=(KeyHint(("J",), "Next case", "Case list"),),
        ),
    )
    window = make_window(shell, specs, CrashReporter(tmp_path))
    yield window
    window.close()
    window.deleteLater()
    settle_deletions()


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


def test_theme_commands_change_the_setting_and_the_look(window: MainWindow, shell: Shell) -> None:
    shell.commands.run("view.theme-dark")
    assert shell.preferences.settings.theme is ThemeChoice.DARK
    assert shell.appearance.theme.is_dark
    assert not shell.commands.action("view.theme-light").isChecked()
    shell.preferences.change(theme=ThemeChoice.LIGHT)
    assert shell.commands.action("view.theme-light").isChecked()
    assert not shell.appearance.theme.is_dark


def test_text_size_commands_step_within_bounds(window: MainWindow, shell: Shell) -> None:
    for _ in range(12):
        shell.commands.run("view.larger")
    assert shell.preferences.settings.text_size == 8
    shell.commands.run("view.smaller")
    assert shell.appearance.zoom == 7
    shell.commands.run("view.normal-size")
    assert shell.appearance.zoom == 0


def test_hiding_everything_conceals_and_is_remembered(window: MainWindow, shell: Shell) -> None:
    shell.commands.run("view.hide-all")
    assert shell.concealment.level is Concealment.CONCEALED
    assert shell.preferences.settings.concealment is Concealment.CONCEALED
    shell.commands.run("view.plain")
    assert shell.concealment.level is Concealment.PLAIN


def test_hiding_works_even_when_it_cannot_be_remembered(
    window: MainWindow, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_values: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shell.preferences, "change", refuse)
    shell.commands.run("view.hide-all")
    assert shell.concealment.level is Concealment.CONCEALED
    assert shell.banners.banners[0].title == "The setting could not be saved."


def test_f6_goes_to_a_pane_of_the_current_mode(window: MainWindow, shell: Shell) -> None:
    window.start()
    window.show()
    shell.commands.run("view.next-pane")
    assert isinstance(window.focusWidget(), QLineEdit)
    assert window.panel("write").isAncestorOf(window.focusWidget())


@pytest.mark.parametrize(
    ("command_id", "kind"),
    [
        ("app.settings", PreferencesDialog),
        ("help.shortcuts", ShortcutSheet),
        ("help.about", AboutDialog),
    ],
)
def test_dialogs_open_without_stopping_the_window(
    window: MainWindow, shell: Shell, command_id: str, kind: type[QWidget]
) -> None:
    window.start()
    window.show()
    shell.commands.run(command_id)
    dialog = window.findChild(kind)
    assert dialog.isVisible()
    dialog.close()


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


def test_the_engine_s_state_is_shown_and_kept_up_to_date(
    qtbot: QtBot, window: MainWindow, shell: Shell
) -> None:
    button = next(
        b for b in shell.status.findChildren(QToolButton) if b.property("kind") == "status"
    )
    qtbot.waitUntil(lambda: button.text() == "Built-in engine · Not loaded")
    shell.desk.judging.status = EngineStatus(EngineState.READY)
    shell.lanes.start(Lane.ENGINE, lambda _token: None, title="Judging")
    qtbot.waitUntil(lambda: button.text() == "Built-in engine · Ready")


def test_pressing_the_engine_part_leads_to_its_settings(window: MainWindow, shell: Shell) -> None:
    window.start()
    window.show()
    shell.status.engine_pressed.emit()
    dialog = window.findChild(PreferencesDialog)
    assert dialog.focusWidget().accessibleName() == "Weights file"
    dialog.close()


def test_the_engine_is_made_again_when_its_settings_change_and_only_then(
    qtbot: QtBot, window: MainWindow, shell: Shell
) -> None:
    made: list[str] = []
    window.engine_watch.change_with(lambda settings: made.append(settings.weights))
    shell.preferences.change(text_size=1)
    shell.preferences.change(weights="/models/a.gguf")
    qtbot.waitUntil(lambda: not shell.lanes.jobs)
    assert made == ["/models/a.gguf"]


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

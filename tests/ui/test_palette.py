"""The command palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clausebench.ui.appearance import Appearance
from clausebench.ui.commands import Command, CommandRegistry, When
from clausebench.ui.palette import CommandPalette, PaletteModel, ranked
from clausebench.ui.session import Session

BUSY = When("idle", "The engine is busy.")
ROWS = (
    Command("run.suite", "Run suite", "Run", ("Ctrl+Shift+Return",), "play-all"),
    Command("run.compare", "Compare runs", "Run", when=(BUSY,)),
    Command("view.dark", "Dark", "View", submenu="Theme"),
    Command("policy.save", "Save version", "Policy", ("Ctrl+Shift+S",)),
)


@pytest.fixture
def registry(appearance: Appearance) -> CommandRegistry:
    registry = CommandRegistry(appearance.icons)
    registry.register(ROWS)
    return registry


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    QVBoxLayout(window).addWidget(QLineEdit())
    window.show()
    window.findChild(QLineEdit).setFocus()
    return window


@pytest.fixture
def palette(
    window: QWidget, registry: CommandRegistry, appearance: Appearance, session: Session
) -> CommandPalette:
    return CommandPalette(window, registry, appearance, session)


def field(palette: CommandPalette) -> QLineEdit:
    return palette.findChild(QLineEdit)


def rows(palette: CommandPalette) -> list[str]:
    model = palette.findChild(QListView).model()
    return [model.index(i, 0).data() for i in range(model.rowCount())]


def test_without_letters_recent_commands_come_first() -> None:
    ids = [c.id for c in ranked(ROWS, "", ("policy.save", "view.dark"))]
    assert ids == ["policy.save", "view.dark", "run.suite", "run.compare"]


def test_letters_find_titles_submenus_and_menus() -> None:
    assert ranked(ROWS, "rsu", ())[0].id == "run.suite"
    assert [c.id for c in ranked(ROWS, "themdark", ())] == ["view.dark"]
    assert ranked(ROWS, "xyzzy", ()) == ()


def test_a_recent_command_wins_among_equals() -> None:
    twins = (Command("a.one", "Open", "File"), Command("a.two", "Open", "File"))
    assert ranked(twins, "open", ("a.two",))[0].id == "a.two"


def test_the_model_is_a_model(registry: CommandRegistry) -> None:
    model = PaletteModel(registry)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    model.look_up("run", ())
    model.look_up("", ())
    assert model.rowCount() == len(ROWS)
    assert tester.model() is model


def test_enter_runs_the_first_fitting_command_and_the_focus_goes_back(
    qtbot: QtBot, window: QWidget, palette: CommandPalette, session: Session
) -> None:
    came_from = window.focusWidget()
    palette.open()
    qtbot.keyClicks(field(palette), "save")
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(field(palette), Qt.Key.Key_Return)
    assert chosen.args == ["policy.save"]
    assert session.recent_commands() == ("policy.save",)
    assert not palette.isVisible()
    assert window.focusWidget() is came_from


def test_arrows_move_while_letters_go_to_the_field(qtbot: QtBot, palette: CommandPalette) -> None:
    palette.open()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        qtbot.keyClick(field(palette), key)
    assert palette.findChild(QListView).currentIndex().row() == len(ROWS) - 1


def test_a_disabled_command_is_seen_with_its_reason_and_does_not_run(
    qtbot: QtBot, palette: CommandPalette
) -> None:
    chosen: list[str] = []
    palette.chosen.connect(chosen.append)
    palette.open()
    qtbot.keyClicks(field(palette), "compare")
    assert rows(palette) == ["Run: Compare runs – The engine is busy."]
    qtbot.keyClick(field(palette), Qt.Key.Key_Return)
    assert chosen == []
    assert palette.isVisible()


def test_escape_closes_and_leaving_closes(
    qtbot: QtBot, window: QWidget, palette: CommandPalette
) -> None:
    palette.open()
    qtbot.keyClick(field(palette), Qt.Key.Key_Escape)
    assert not palette.isVisible()
    palette.open()
    window.activateWindow()
    qtbot.waitUntil(field(palette).hasFocus)
    window.findChild(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly).setFocus()
    assert not palette.isVisible()


def test_it_opens_empty_again(qtbot: QtBot, palette: CommandPalette) -> None:
    palette.open()
    qtbot.keyClicks(field(palette), "zzz")
    assert rows(palette) == []
    palette.close_and_return()
    palette.open()
    assert len(rows(palette)) == len(ROWS)


def test_it_says_so_when_nothing_fits(qtbot: QtBot, palette: CommandPalette) -> None:
    palette.open()
    words = next(x for x in palette.findChildren(QLabel) if x.text().startswith("No command"))
    assert not words.isVisible()
    qtbot.keyClicks(field(palette), "zzz")
    assert words.isVisible()

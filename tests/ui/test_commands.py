"""Commands as data."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from clausebench.ui.appearance import Appearance
from clausebench.ui.commands import (
    Command,
    CommandConflictError,
    CommandRegistry,
    KeyHint,
    When,
    tooltip,
)

OPEN = When("policy-open", "Open a policy first.")
SAVE = Command("policy.save", "Save", "Policy", ("Ctrl+S",), "save", when=(OPEN,))


@pytest.fixture
def registry(appearance: Appearance) -> CommandRegistry:
    return CommandRegistry(appearance.icons)


def keys_of(registry: CommandRegistry, command_id: str) -> list[str]:
    return [k.toString() for k in registry.action(command_id).shortcuts()]


def test_a_row_becomes_an_action_with_title_keys_and_tooltip(registry: CommandRegistry) -> None:
    registry.register([SAVE])
    action = registry.action("policy.save")
    assert (action.text(), action.objectName()) == ("Save", "policy.save")
    assert action.shortcut() == QKeySequence("Ctrl+S")
    assert action.toolTip() == "Save (Ctrl+S)\nOpen a policy first."
    assert not action.icon().isNull()


def test_a_command_runs_its_handler_once_and_only_while_it_is_allowed(
    registry: CommandRegistry,
) -> None:
    done: list[str] = []
    registry.register([SAVE])
    registry.handle("policy.save", lambda: done.append("saved"))
    registry.triggered.connect(done.append)
    registry.run("policy.save")
    assert done == []
    assert registry.reason("policy.save") == "Open a policy first."
    registry.allow(OPEN, is_true=True)
    registry.run("policy.save")
    assert sorted(done) == ["policy.save", "saved"]
    registry.allow(OPEN, is_true=False)
    assert not registry.action("policy.save").isEnabled()


def test_a_checkable_command_tells_its_state(registry: CommandRegistry) -> None:
    states: list[bool] = []
    registry.register([Command("view.x", "X", "View", checkable=True)])
    registry.handle("view.x", states.append)
    registry.run("view.x")
    registry.run("view.x")
    assert states == [True, False]


def test_keys_that_are_taken_are_refused_with_the_other_s_name(registry: CommandRegistry) -> None:
    registry.register([SAVE])
    with pytest.raises(CommandConflictError, match=r"policy\.save"):
        registry.register([Command("policy.store", "Store", "Policy", ("Ctrl+s",))])


def test_a_second_row_of_one_id_is_refused(registry: CommandRegistry) -> None:
    registry.register([SAVE])
    with pytest.raises(CommandConflictError, match="exists already"):
        registry.register([Command("policy.save", "Save again", "Policy")])


@pytest.mark.parametrize(
    "row",
    [
        Command("a.b", "B", "Nowhere"),
        Command("a.b", "B", "File", ("Ctrl+Alt+S",)),
        Command("a.b", "B", "File", ("Ctrl+Alt+Shift+É",)),
        Command("a.b", "B", "File", ("Ctrl+Nonsense",)),
        Command("a.b", "B", "File", ("",)),
    ],
)
def test_unusable_rows_are_refused(registry: CommandRegistry, row: Command) -> None:
    with pytest.raises(CommandConflictError, match=r"a\.b"):
        registry.register([row])


def test_modes_may_share_keys_and_only_the_current_one_s_work(registry: CommandRegistry) -> None:
    registry.register(
        [
            Command("write.find", "Find", "Edit", ("Ctrl+F",), mode="write"),
            Command("test.filter", "Filter", "Edit", ("Ctrl+F",), mode="test"),
        ]
    )
    registry.enter_mode("test")
    assert keys_of(registry, "test.filter") == ["Ctrl+F"]
    assert keys_of(registry, "write.find") == []
    registry.enter_mode("write")
    assert keys_of(registry, "test.filter") == []
    assert keys_of(registry, "write.find") == ["Ctrl+F"]


def test_a_mode_may_not_take_the_window_s_keys(registry: CommandRegistry) -> None:
    registry.register([SAVE])
    with pytest.raises(CommandConflictError):
        registry.register([Command("test.s", "S", "Run", ("Ctrl+S",), mode="test")])


def test_keys_work_in_the_window_they_are_attached_to(
    qtbot: QtBot, registry: CommandRegistry
) -> None:
    registry.register([Command("app.x", "X", "File", ("F9",))])
    window = QWidget()
    qtbot.addWidget(window)
    registry.attach(window)
    assert registry.action("app.x") in window.actions()


def test_hints_are_kept_for_the_shortcut_sheet(registry: CommandRegistry) -> None:
    hint = KeyHint(("J", "K"), "Next and previous case", "Case list")
    registry.register([], [hint])
    assert registry.hints == (hint,)


def test_a_tooltip_says_name_keys_purpose_and_hindrance() -> None:
    row = Command("a.b", "Judge", "Run", ("F9",), help="Asks the model.")
    assert tooltip(row) == "Judge (F9)\nAsks the model."
    assert tooltip(row, "No model.") == "Judge (F9)\nAsks the model.\nNo model."


def test_an_action_in_a_submenu_has_a_title_that_stands_alone() -> None:
    assert Command("a.b", "Dark", "View", submenu="Theme").full_title == "Theme: Dark"
    assert Command("a.b", "Quit", "File").full_title == "Quit"

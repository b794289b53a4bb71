"""The contract that every widget holds to, on the foundation's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from tests.support.qt import check_contract, leaked, nameless, settle_deletions, unreachable

from clausebench.domain.errors import AppError
from clausebench.ui.app import make_window
from clausebench.ui.app_commands import APP_COMMANDS
from clausebench.ui.appearance import Appearance
from clausebench.ui.banner import BannerAction
from clausebench.ui.crash import CrashDialog, CrashReporter
from clausebench.ui.dialogs.about import AboutDialog
from clausebench.ui.dialogs.preferences import PreferencesDialog
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.shell import PanelSpec, Shell
from clausebench.ui.shortcut_sheet import ShortcutSheet
from clausebench.ui.verdict_chip import VerdictChip

Build = Callable[[Shell, QWidget], QWidget]


def _sheet(shell: Shell, parent: QWidget) -> QWidget:
    shell.commands.register(APP_COMMANDS)
    return ShortcutSheet(shell.commands, parent)


PARTS: dict[str, Build] = {
    "about": lambda _shell, parent: AboutDialog(parent),
    "preferences": lambda shell, parent: PreferencesDialog(shell.preferences, parent),
    "shortcuts": _sheet,
    "crash": lambda _shell, parent: CrashDialog("report", lambda: None, parent),
    "empty": lambda shell, _parent: EmptyState(shell.appearance, "test", "Nothing", "x", "Go"),
    "chip": lambda shell, _parent: VerdictChip(shell.appearance, large=True),
}


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    return parent


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_named_reachable_and_themed(
    qtbot: QtBot, shell: Shell, parent: QWidget, part: str
) -> None:
    widget = PARTS[part](shell, parent)
    widget.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(widget)
    widget.show()
    check_contract(widget, shell.appearance)


@pytest.mark.parametrize("part", sorted(set(PARTS) - {"shortcuts"}))
def test_no_part_leaves_widgets_behind(shell: Shell, parent: QWidget, part: str) -> None:
    assert leaked(lambda: PARTS[part](shell, parent)) == []


def test_the_whole_window_holds_to_the_contract(qtbot: QtBot, shell: Shell, tmp_path: Path) -> None:
    spec = PanelSpec("write", "Write", "write", "Help.", lambda shell: QWidget())
    window = make_window(shell, [spec], CrashReporter(tmp_path))
    window.start()
    window.show()
    error = AppError("Something failed.", "It matters.", "Do this.")
    shell.banners.show_error(error, BannerAction("Do", lambda: None))
    check_contract(window, shell.appearance)
    window.open_palette()
    assert nameless(window) == []
    window.deleteLater()
    settle_deletions()


def test_a_nameless_button_is_found(parent: QWidget) -> None:
    row = QHBoxLayout(parent)
    named, nameless_one, hidden = QPushButton("Named"), QToolButton(), QToolButton()
    for button in (named, nameless_one, hidden):
        row.addWidget(button)
        button.setVisible(button is not hidden)
    assert nameless(parent) == ["QToolButton '' in QWidget"]


def test_a_field_out_of_the_tab_order_is_found(qtbot: QtBot, appearance: Appearance) -> None:
    class Trap(QLineEdit):
        """Keeps Tab to itself."""

        def focusNextPrevChild(self, _next: bool) -> bool:
            return True

    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    for field in (QLineEdit(), Trap(), QLineEdit()):
        field.setAccessibleName(type(field).__name__)
        row.addWidget(field)
    window.show()
    assert unreachable(window) == ["QLineEdit 'QLineEdit'"]


def test_a_widget_that_outlives_its_owner_is_found(parent: QWidget) -> None:
    kept: list[QWidget] = []

    def build() -> QWidget:
        kept.append(QLineEdit())
        return QWidget()

    assert leaked(build) == ["QLineEdit"]
    kept[0].deleteLater()
    settle_deletions()

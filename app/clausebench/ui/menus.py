"""The menu bar, from the command rows."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from clausebench.ui.commands import MENUS, Command, CommandRegistry


def fill_menu_bar(bar: QMenuBar, registry: CommandRegistry) -> None:
    """One menu per category that has commands, a line between groups."""
    for category in MENUS:
        rows = [row for row in registry.commands if row.category == category]
        if not rows:
            continue
        menu = bar.addMenu(f"&{category}")
        menu.setToolTipsVisible(True)
        for _, group in groupby(sorted(rows, key=lambda r: r.group), key=lambda r: r.group):
            if menu.actions():
                menu.addSeparator()
            _fill(menu, list(group), registry)


def _fill(menu: QMenu, rows: list[Command], registry: CommandRegistry) -> None:
    for submenu, members in groupby(rows, key=lambda r: r.submenu):
        target = menu.addMenu(submenu) if submenu else menu
        actions = [registry.action(row.id) for row in members]
        target.addActions(actions)
        if submenu and all(action.isCheckable() for action in actions):
            choice = QActionGroup(target)
            for action in actions:
                choice.addAction(action)

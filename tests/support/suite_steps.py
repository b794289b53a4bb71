"""What a person does and sees in Test mode."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from tests.support.resting import at_rest

from clausebench.domain.case import Outcome
from clausebench.ui.panels.test.suite_mode import SuiteMode
from clausebench.ui.shell import Shell


def outcomes(mode: SuiteMode) -> dict[str, Outcome | None]:
    return {row.case.name: row.outcome for row in mode.cases.rows}


def run_all(qtbot: QtBot, shell: Shell) -> None:
    shell.commands.run("test.run-all")
    at_rest(qtbot, shell)


def go_to(mode: SuiteMode, name: str) -> None:
    row = next(row for row in mode.cases.rows if row.case.name == name)
    assert mode.cases.view.go_to(row.id)


def at(mode: SuiteMode) -> str:
    row = mode.cases.view.current_row
    return row.case.name if row else ""

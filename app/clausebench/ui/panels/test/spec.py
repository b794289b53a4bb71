"""Test mode's row in the rail."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from clausebench.ui.panels.test.suite_commands import COMMANDS, HINTS, MODE
from clausebench.ui.shell import PanelSpec, Shell


def _build(shell: Shell) -> QWidget:
    from clausebench.ui.panels.test.suite_mode import SuiteMode

    return SuiteMode(shell)


SPEC = PanelSpec(
    id=MODE,
    title="Test",
    icon="test",
    help="Run the test cases of a policy and see which come out as expected.",
    build=_build,
    commands=COMMANDS,
    hints=HINTS,
    answers=("cases_requested",),
)

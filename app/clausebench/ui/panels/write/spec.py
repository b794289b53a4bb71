"""Write mode's row in the rail."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from clausebench.ui.panels.write.write_commands import COMMANDS, HINTS, MODE
from clausebench.ui.shell import PanelSpec, Shell


def _build(shell: Shell) -> QWidget:
    from clausebench.ui.panels.write.write_mode import WriteMode

    return WriteMode(shell)


SPEC = PanelSpec(
    id=MODE,
    title="Write",
    icon="write",
    help="Write a policy and see at once how samples are judged by it.",
    build=_build,
    commands=COMMANDS,
    hints=HINTS,
    answers=(
        "case_requested",
        "verdict_requested",
        "version_requested",
        "restore_requested",
        "clause_requested",
        "policy_requested",
    ),
)

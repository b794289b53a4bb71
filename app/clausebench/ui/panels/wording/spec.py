"""Wording mode's row in the rail."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from clausebench.ui.panels.wording.wording_commands import COMMANDS, HINTS, MODE
from clausebench.ui.shell import PanelSpec, Shell


def _build(shell: Shell) -> QWidget:
    from clausebench.ui.panels.wording.wording_mode import WordingMode

    return WordingMode(shell)


SPEC = PanelSpec(
    id=MODE,
    title="Wording",
    icon="outline",
    help="See which clauses are ambiguous, untested, or carry nothing.",
    build=_build,
    commands=COMMANDS,
    hints=HINTS,
)

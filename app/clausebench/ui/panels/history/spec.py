"""History mode's row in the rail."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from clausebench.ui.panels.history.history_commands import COMMANDS, HINTS, MODE
from clausebench.ui.shell import PanelSpec, Shell


def _build(shell: Shell) -> QWidget:
    from clausebench.ui.panels.history.history_mode import HistoryMode

    return HistoryMode(shell)


SPEC = PanelSpec(
    id=MODE,
    title="History",
    icon="history",
    help="Find any verdict and any version again, exactly as it was.",
    build=_build,
    commands=COMMANDS,
    hints=HINTS,
)

"""Compare mode's row in the rail."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from clausebench.ui.panels.compare.compare_commands import COMMANDS, HINTS, MODE
from clausebench.ui.shell import PanelSpec, Shell


def _build(shell: Shell) -> QWidget:
    from clausebench.ui.panels.compare.compare_mode import CompareMode

    return CompareMode(shell)


SPEC = PanelSpec(
    id=MODE,
    title="Compare",
    icon="what-if",
    help="See which verdicts change between two wordings, efforts, engines or runs.",
    build=_build,
    commands=COMMANDS,
    hints=HINTS,
)

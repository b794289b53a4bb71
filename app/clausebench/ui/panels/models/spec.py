"""Models mode's row in the rail."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from clausebench.ui.panels.models.models_commands import COMMANDS, HINTS, MODE
from clausebench.ui.shell import PanelSpec, Shell


def _build(shell: Shell) -> QWidget:
    from clausebench.ui.panels.models.models_mode import ModelsMode

    return ModelsMode(shell)


SPEC = PanelSpec(
    id=MODE,
    title="Models",
    icon="models",
    help="Get weights, check them, and choose which ones judge.",
    build=_build,
    commands=COMMANDS,
    hints=HINTS,
    answers=("models_requested", "weights_requested"),
)

"""Release mode's row in the rail."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from clausebench.ui.panels.release.release_commands import COMMANDS, HINTS, MODE
from clausebench.ui.shell import PanelSpec, Shell


def _build(shell: Shell) -> QWidget:
    from clausebench.ui.panels.release.release_mode import ReleaseMode

    return ReleaseMode(shell)


SPEC = PanelSpec(
    id=MODE,
    title="Release",
    icon="release",
    help="Bring a version from draft to approved, and hand it to others.",
    build=_build,
    commands=COMMANDS,
    hints=HINTS,
    answers=("comments_requested",),
)

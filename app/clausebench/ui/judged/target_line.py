"""A target and whether it is met, in one line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from clausebench.domain.measures import TargetResult, TargetState
from clausebench.ui.appearance import Appearance
from clausebench.ui.parts import IconLabel, label
from clausebench.ui.roles import Role

TARGET_MARKS = {
    TargetState.MET: ("check", Role.OUTCOME_PASSED, "Met"),
    TargetState.MISSED: ("error", Role.OUTCOME_FAILED, "Missed"),
    TargetState.FEW: ("help", Role.TEXT_MUTED, "Not known"),
}
"""Icon, ink and word."""


def target_line(appearance: Appearance, result: TargetResult) -> QWidget:
    """Icon, word and sentence."""
    icon, ink, word = TARGET_MARKS[result.state]
    line = QWidget()
    line.setAccessibleName(f"{word}: {result.sentence}")
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(IconLabel(appearance, icon, ink), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(word, "strong"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(result.sentence, "body", wraps=True), 1)
    return line

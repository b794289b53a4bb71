"""The way of a version, and how far along it is."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from clausebench.domain.bundle.approval import Stage
from clausebench.ui.appearance import Appearance
from clausebench.ui.panels.release.release_words import STAGE_WORDS
from clausebench.ui.parts import IconLabel
from clausebench.ui.roles import Role
from clausebench.ui.verdict_chip import ChipLook, VerdictChip

_ORDER = tuple(Stage)


class StageTrack(QWidget):
    """Draft, in review, approved: what is behind, where it is, what is to come."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.chips = {stage: VerdictChip(appearance) for stage in Stage}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for number, chip in enumerate(self.chips.values()):
            if number:
                row.addWidget(IconLabel(appearance, "chevron-right", Role.TEXT_MUTED, 14))
            row.addWidget(chip)
        self.show_stage(Stage.DRAFT)

    def show_stage(self, at: Stage) -> None:
        """Where the version is."""
        here = _ORDER.index(at)
        self.setAccessibleName(f"Stage: {STAGE_WORDS[at]}, {here + 1} of {len(_ORDER)}")
        for number, (stage, chip) in enumerate(self.chips.items()):
            chip.show_look(_look(stage, number - here))


def _look(stage: Stage, distance: int) -> ChipLook:
    word = STAGE_WORDS[stage]
    if distance > 0:
        return ChipLook("minus", word, Role.TEXT_MUTED)
    if distance < 0 or stage is Stage.APPROVED:
        return ChipLook("check", word, Role.OUTCOME_PASSED)
    return ChipLook("dot", word, Role.LINK)

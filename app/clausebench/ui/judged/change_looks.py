"""What an edit did to a test case, and what a side said of it, at a glance."""

from __future__ import annotations

from clausebench.domain.comparison import Change, Side
from clausebench.domain.verdict import VerdictStatus
from clausebench.ui.icons import DECISION_ICONS
from clausebench.ui.roles import Role
from clausebench.ui.verdict_chip import STATUS_WORDS, ChipLook, decision_look

CHANGE_LOOKS = {
    Change.BROKEN: ChipLook("close", "Broken", Role.OUTCOME_FAILED),
    Change.FLIPPED: ChipLook("flip", "Flipped", Role.FLIP),
    Change.UNSTABLE: ChipLook("flip", "Became unsteady", Role.FLIP),
    Change.FIXED: ChipLook("check", "Fixed", Role.OUTCOME_PASSED),
    Change.STABLE: ChipLook("check", "Became steady", Role.OUTCOME_PASSED),
    Change.MOVED: ChipLook("link", "Other clause", Role.LINK),
}
SPLIT = ChipLook("flip", "Split", Role.FLIP)


def side_look(side: Side) -> ChipLook:
    """The decision, or that there is none."""
    if side.decision is not None:
        return decision_look(side.decision)
    if side.repeats > 1 and side.agreement < 1:
        return SPLIT
    word = STATUS_WORDS[VerdictStatus.UNREADABLE]
    return ChipLook(DECISION_ICONS[None], word, Role.VERDICT_UNREADABLE)

"""What a channel's name says about its text, and what was mended about channels."""

from __future__ import annotations

from enum import Enum, StrEnum


class Flag(StrEnum):
    """Repairs of the channel structure, kept with the answer."""

    FINAL_FORCED = "final-forced"
    REASONING_CUT = "reasoning-cut"
    STOPPED_EARLY = "stopped-early"
    REASONING_LOOP = "reasoning-loop"
    UNLABELLED_CHANNEL = "unlabelled-channel"
    UNKNOWN_CHANNEL = "unknown-channel"
    DOUBLED_CHANNEL = "doubled-channel"
    IMPLICIT_END = "implicit-end"
    STRAY_CONTROL = "stray-control"
    FOREIGN_ROLE = "foreign-role"
    TOOL_CALL = "tool-call"
    PREAMBLE = "preamble"
    LEAKED_MARKUP = "leaked-markup"


class Body(Enum):
    """Where the text of the open message goes. PENDING: reasoning, unless nothing follows."""

    REASONING = "reasoning"
    PENDING = "pending"
    FINAL = "final"


CHANNELS: dict[str | None, tuple[Body, Flag | None]] = {
    "analysis": (Body.REASONING, None),
    "commentary": (Body.REASONING, Flag.PREAMBLE),
    "final": (Body.FINAL, None),
    None: (Body.PENDING, Flag.UNLABELLED_CHANNEL),
}
UNKNOWN_CHANNEL = (Body.PENDING, Flag.UNKNOWN_CHANNEL)

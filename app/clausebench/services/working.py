"""How far work on many rows is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What is being done."""

    COMPARING = "looking for duplicates"
    ANSWERS = "reading answers"
    KEEPING = "keeping"
    MAKING = "making"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Working:
    """So far: ``done`` of ``total`` cases, or files."""

    stage: Stage
    done: int
    total: int

"""Who let a version go on, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Only an approved version is vouched for by somebody."""

    DRAFT = "draft"
    REVIEW = "in-review"
    APPROVED = "approved"


_NEXT = {
    Stage.DRAFT: (Stage.REVIEW,),
    Stage.REVIEW: (Stage.APPROVED, Stage.DRAFT),
    Stage.APPROVED: (Stage.DRAFT,),
}


@dataclass(frozen=True, slots=True)
class Approval:
    """One step. ``override`` is the typed reason why obstacles were not to stop it; empty where
    there were none."""

    stage: Stage
    who: str
    reason: str
    at: str
    override: str = ""


def may_follow(before: Stage, after: Stage) -> bool:
    """Nothing is approved that was not reviewed; anything can go back to draft."""
    return after in _NEXT[before]

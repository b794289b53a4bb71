"""What triage found in a content: the decision, its ground and the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from clausebench.domain.clause import Decision
from clausebench.engines.triage.passages import Passage
from clausebench.engines.triage.statements import Statement


class Ground(Enum):
    """Why triage decided as it did; ``decision`` is what follows from it."""

    VIOLATING_SIDE = Decision.VIOLATES, "closer to the violating side"
    ESCALATING_EXAMPLE = Decision.ESCALATE, "closest to an example that asks for a person"
    ALLOWED_SIDE = Decision.ALLOWED, "closer to the allowed side"
    OFF_TOPIC = Decision.ALLOWED, "no closer than everyday sentences"
    EMPTY = Decision.ALLOWED, "nothing to read"
    UNDECIDED = Decision.ESCALATE, "the sides are too close to tell"
    FEW_EXAMPLES = Decision.ESCALATE, "too few violating examples to compare with"
    UNREADABLE = Decision.ESCALATE, "another language than the policy's"

    @property
    def decision(self) -> Decision:
        return self.value[0]


@dataclass(frozen=True, slots=True)
class Likeness:
    """A statement of the policy that a passage resembles; ``closeness`` is 0..1."""

    statement: Statement
    closeness: float


@dataclass(frozen=True, slots=True)
class Weighing:
    """``score`` is above zero for violating; ``passages`` is how many were read.

    ``suspicion`` is the score with less allowance for what one of many passages may resemble by
    chance: a long content is only called allowed when even that is low.

    ``loudest`` is the passage that speaks most for a violation, and all else is about it:
    ``likenesses`` is what it resembles, closest first; ``odds`` how many times closer it comes
    to the violating examples than to the allowed ones; ``rank`` the share of everyday sentences
    that come less close to the violating side, 0..1, and ``allowed_rank`` to the allowed one.
    ``common`` holds the everyday words of the policy's language, which prove little.
    """

    ground: Ground
    score: float = 0.0
    suspicion: float = 0.0
    passages: int = 0
    loudest: Passage | None = None
    likenesses: tuple[Likeness, ...] = ()
    odds: float = 1.0
    rank: float = 0.0
    allowed_rank: float = 0.0
    common: frozenset[str] = frozenset()

    @property
    def decision(self) -> Decision:
        return self.ground.decision

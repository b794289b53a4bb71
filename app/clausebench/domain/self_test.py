"""Six contents that nobody can doubt: do these weights, on this machine, answer sensibly at all?

A damaged file, a driver that computes wrongly or weights of another kind still produce text. What
they lack is sense.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.clause import Decision

POLICY = """# Offers for sale

Decide whether the content offers something for sale.

## Violates
- SALE1: The content offers goods or services for money.

## Allowed
- OK1: The content offers nothing for money.

Answer with 1 if the content violates the policy and with 0 if it does not.
"""

CASES: tuple[tuple[str, Decision], ...] = (
    ("Selling my old bicycle, 80 pounds, collect it in person.", Decision.VIOLATES),
    ("We repair phones. Prices start at 30 dollars, book today.", Decision.VIOLATES),
    ("Two lamps for ten euros each, message me to buy them.", Decision.VIOLATES),
    ("It rained all morning and the river is very high.", Decision.ALLOWED),
    ("My sister passed her exam and we are proud of her.", Decision.ALLOWED),
    ("The library opens at nine on weekdays.", Decision.ALLOWED),
)
_MOST_WRONG = 1


class Sanity(StrEnum):
    """``good``: as it should be. ``doubtful``: readable, too often wrong. ``broken``: no use."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class SelfTest:
    """``right`` and ``readable`` count the six answers; ``tok_s`` are tokens written per second,
    all six together. ``effort_matters`` is whether low and high effort make different prompts.
    ``at`` is UTC."""

    right: int
    readable: int
    effort_matters: bool
    tok_s: float
    at: str

    @property
    def sanity(self) -> Sanity:
        if self.readable < len(CASES) - _MOST_WRONG:
            return Sanity.BROKEN
        is_sensible = self.right >= len(CASES) - _MOST_WRONG and self.effort_matters
        return Sanity.GOOD if is_sensible else Sanity.DOUBTFUL

    @property
    def sentence(self) -> str:
        """For people."""
        found = f"{self.right} of {len(CASES)} plain cases right, {self.tok_s:.0f} tokens/s"
        if self.readable < len(CASES):
            found += f", {len(CASES) - self.readable} answers unreadable"
        if not self.effort_matters:
            found += ", effort changes nothing"
        return f"{found}."


def count(decisions: Sequence[Decision | None]) -> tuple[int, int]:
    """How many are right, and how many could be read; in the order of ``CASES``."""
    pairs = zip(decisions, CASES, strict=True)
    right = sum(found is expected for found, (_, expected) in pairs)
    return right, sum(found is not None for found in decisions)

"""A share of something, which never goes without what it is a share of."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.domain.agreement import wilson

FEW = 10
"""Out of fewer than this a percentage says more than is known, and is not shown."""


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` out of ``total``."""

    hits: int
    total: int

    @property
    def value(self) -> float | None:
        """0..1; None out of nothing."""
        return self.hits / self.total if self.total else None

    @property
    def low(self) -> float:
        """Where Wilson's 95 % interval begins."""
        return wilson(self.hits, self.total)[0] if self.hits else 0.0

    @property
    def high(self) -> float:
        """Where Wilson's 95 % interval ends."""
        return wilson(self.hits, self.total)[1] if self.hits < self.total else 1.0

    @property
    def is_few(self) -> bool:
        """Whether a percentage would say more than is known."""
        return self.total < FEW

    @property
    def words(self) -> str:
        """For people: the counts, and from ``FEW`` on the percentage with its interval."""
        counts = f"{self.hits} of {self.total}"
        shown = shown_share(self)
        if shown is None:
            return counts
        return f"{counts} ({percent(shown)}, {percent(self.low)} to {percent(self.high)})"


def shown_share(share: Share) -> float | None:
    """The share as it may be shown; None out of fewer than ``FEW``."""
    return None if share.is_few else share.value


def percent(value: float) -> str:
    """Whole percents; less than all is never rounded up to all, nor more than nothing to none."""
    whole = round(value * 100)
    if (whole == 100 and value < 1) or (whole == 0 and value > 0):
        return "> 99 %" if whole else "< 1 %"
    return f"{whole} %"

"""What verdicts cost: tokens, seconds, and how long a thousand of them take on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from clausebench.domain.effort import Effort
from clausebench.domain.sizes import duration
from clausebench.domain.verdict import Verdict

MANY = 1000


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle, and what nine in ten stay below (linear between the two nearest)."""

    median: float
    p90: float


@dataclass(frozen=True, slots=True)
class Cost:
    """Of ``items`` verdicts by one engine at one effort.

    ``tokens`` are those written (reasoning and answer), ``prompt_tokens`` those of a whole
    prompt, of which most is shared. ``pace`` is seconds per verdict: by the clock when
    ``is_wall``, which counts that several were judged at once; else the mean of what each took.
    """

    engine: str
    effort: Effort
    items: int
    seconds: Spread
    prompt_tokens: Spread
    tokens: Spread
    all_tokens: int
    pace: float
    is_wall: bool

    @property
    def sentence(self) -> str:
        """How long a thousand would take, at this run's pace."""
        return f"{MANY:,} items ≈ {duration(MANY * self.pace)} here at {self.effort}"


def cost(verdicts: Sequence[Verdict], wall: float | None) -> Cost | None:
    """``wall`` seconds by the clock, if known. None without verdicts. They are of one engine."""
    if not verdicts:
        return None
    first, items = verdicts[0], len(verdicts)
    written = [v.tokens.reasoning + v.tokens.final for v in verdicts]
    prompts = [v.tokens.prompt for v in verdicts]
    return Cost(
        first.engine.name,
        first.effort,
        items,
        spread([v.seconds for v in verdicts]),
        spread(prompts),
        spread(written),
        sum(written) + sum(prompts),
        (sum(v.seconds for v in verdicts) if wall is None else wall) / items,
        wall is not None,
    )


def at_work(moments: Sequence[float], longest: float) -> float:
    """Seconds between the first and the last of ``moments``, without the pauses.

    Between two verdicts hardly more time goes by than the longest of them took, ``longest``
    seconds; what goes beyond (twice that, and a second for storing) was an interruption: the run
    was closed and went on later, or the computer slept.
    """
    most = 2 * longest + 1
    return sum(min(after - before, most) for before, after in pairwise(sorted(moments)))


def spread(values: Sequence[float]) -> Spread:
    """Of at least one value."""
    ordered = sorted(values)
    return Spread(_quantile(ordered, 0.5), _quantile(ordered, 0.9))


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)

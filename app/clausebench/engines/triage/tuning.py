"""The few numbers of triage. They were chosen across policies and are not fitted to any one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tuning:
    """``tests/bench/triage_quality.py`` measures them, each policy left out in turn.

    ``sharpness``: exponent of the mean over one side's examples; 1 is their average, many is
    the nearest one alone. ``relevance``: how many standard deviations closer than an everyday
    sentence a passage must come to the violating side. ``band``: how far the score must be from
    zero for a decision; nearer is escalated. ``few``: with fewer violating examples, that a
    content resembles none of them says nothing. ``clause_weight``: of a clause's own words beside
    an example, for relevance only. ``floor``: similarity that counts as none. ``accusing``
    and ``clearing``: how much of what the best of many passages reaches by chance is taken off
    before a long content is called violating, and before it is called allowed. ``readable``:
    the share of word pieces that must be known before silence means allowed.
    """

    sharpness: float = 3.0
    relevance: float = 0.75
    band: float = 0.02
    few: int = 8
    clause_weight: float = 0.2
    floor: float = 0.05
    accusing: float = 1.0
    clearing: float = 0.4
    readable: float = 0.25


DEFAULT = Tuning()

"""Several verdicts on one content, put together: one run is not a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clausebench.domain.case import Expectation, Outcome, outcome
from clausebench.domain.clause import Decision
from clausebench.domain.metrics import majority
from clausebench.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Collapsed:
    """``shown`` is the first verdict of the majority; ``agreement`` (0..1) is its share."""

    shown: Verdict
    decision: Decision | None
    agreement: float
    outcome: Outcome


def collapse_verdicts(expected: Expectation, verdicts: Sequence[Verdict]) -> Collapsed:
    """Without a majority a case has not passed. ``verdicts`` is not empty."""
    decision, share = majority(v.decision for v in verdicts)
    shown = next((v for v in verdicts if v.decision is decision), verdicts[0])
    if decision is None and any(v.decision for v in verdicts):
        return Collapsed(replace(shown, decision=None), None, share, Outcome.FAILED)
    return Collapsed(shown, decision, share, outcome(expected, shown))

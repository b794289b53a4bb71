"""Several verdicts on one content, put together: one run is not a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from clausebench.domain.case import Expectation, Outcome, Tolerance, outcome
from clausebench.domain.clause import Decision
from clausebench.domain.effort import Effort
from clausebench.domain.gist import A, undecided
from clausebench.domain.metrics import majority


@dataclass(frozen=True, slots=True)
class Collapsed(Generic[A]):
    """``shown`` is the first verdict of the majority; ``agreement`` (0..1) is its share among
    ``counted`` verdicts."""

    shown: A
    decision: Decision | None
    agreement: float
    outcome: Outcome
    counted: int


_EFFORTS = tuple(Effort)


def counted(verdicts: Sequence[A]) -> Sequence[A]:
    """The answers that count: where a case was asked again with more effort, only those."""
    first = verdicts[0].effort if verdicts else None
    if all(v.effort is first for v in verdicts):
        return verdicts
    most = max(_EFFORTS.index(v.effort) for v in verdicts)
    return tuple(v for v in verdicts if v.effort is _EFFORTS[most])


def collapse_verdicts(expected: Expectation, verdicts: Sequence[A]) -> Collapsed[A]:
    """Without a majority a case has not passed, unless it may vary. ``verdicts`` is not empty."""
    verdicts = counted(verdicts)
    decision, share = majority([v.decision for v in verdicts])
    shown = next((v for v in verdicts if v.decision is decision), verdicts[0])
    if decision is None and any(v.decision for v in verdicts):
        shown = undecided(shown)
        result = Outcome.UNLABELLED if expected.is_nothing else Outcome.FAILED
    else:
        result = outcome(expected, shown)
    if expected.tolerance is not None:
        result = _tolerated(expected, verdicts, result)
    return Collapsed(shown, decision, share, result, len(verdicts))


def _tolerated(expected: Expectation, verdicts: Sequence[A], result: Outcome) -> Outcome:
    """What the case's tolerance makes of the majority's outcome."""
    if expected.tolerance is Tolerance.VARY and any(
        outcome(expected, verdict) is Outcome.PASSED for verdict in verdicts
    ):
        return Outcome.PASSED
    if expected.tolerance is Tolerance.STABLE and result is Outcome.PASSED:
        decisions = {verdict.decision for verdict in verdicts}
        return Outcome.PASSED if len(decisions) == 1 else Outcome.UNSTEADY
    return result

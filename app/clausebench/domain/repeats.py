"""Several verdicts on one content, put together: one run is not a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clausebench.domain.case import Expectation, Outcome, Tolerance, outcome
from clausebench.domain.clause import Decision
from clausebench.domain.effort import Effort
from clausebench.domain.metrics import majority
from clausebench.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Collapsed:
    """``shown`` is the first verdict of the majority; ``agreement`` (0..1) is its share."""

    shown: Verdict
    decision: Decision | None
    agreement: float
    outcome: Outcome


_EFFORTS = tuple(Effort)


def counted(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The answers that count: where a case was asked again with more effort, only those."""
    most = max((_EFFORTS.index(v.effort) for v in verdicts), default=0)
    return tuple(v for v in verdicts if v.effort is _EFFORTS[most])


def collapse_verdicts(expected: Expectation, verdicts: Sequence[Verdict]) -> Collapsed:
    """Without a majority a case has not passed, unless it may vary. ``verdicts`` is not empty."""
    verdicts = counted(verdicts)
    decision, share = majority(v.decision for v in verdicts)
    shown = next((v for v in verdicts if v.decision is decision), verdicts[0])
    if decision is None and any(v.decision for v in verdicts):
        shown = replace(shown, decision=None)
        result = Outcome.UNLABELLED if expected.is_nothing else Outcome.FAILED
    else:
        result = outcome(expected, shown)
    return Collapsed(shown, decision, share, _tolerated(expected, verdicts, result))


def _tolerated(expected: Expectation, verdicts: Sequence[Verdict], result: Outcome) -> Outcome:
    """What the case's tolerance makes of the majority's outcome."""
    outcomes = [outcome(expected, verdict) for verdict in verdicts]
    if expected.tolerance is Tolerance.VARY and Outcome.PASSED in outcomes:
        return Outcome.PASSED
    if expected.tolerance is Tolerance.STABLE and result is Outcome.PASSED:
        decisions = {verdict.decision for verdict in verdicts}
        return Outcome.PASSED if len(decisions) == 1 else Outcome.UNSTEADY
    return result

"""How steady a verdict has to be for its case to pass."""

from __future__ import annotations

import pytest
from tests.support.fake_desk import verdict as made

from clausebench.domain.case import Expectation, Outcome, Tolerance
from clausebench.domain.clause import Decision
from clausebench.domain.repeats import collapse_verdicts
from clausebench.domain.verdict import Verdict

V, A, E = Decision.VIOLATES, Decision.ALLOWED, Decision.ESCALATE


def verdict(decision: Decision) -> Verdict:
    return made(decision=decision)


@pytest.mark.parametrize(
    ("tolerance", "decisions", "expected"),
    [
        (None, (V, V, A), Outcome.PASSED),
        (None, (V, A), Outcome.FAILED),
        (Tolerance.STABLE, (V, V, A), Outcome.UNSTEADY),
        (Tolerance.STABLE, (V, V, V), Outcome.PASSED),
        (Tolerance.STABLE, (A, A, V), Outcome.FAILED),
        (Tolerance.STABLE, (V,), Outcome.PASSED),
        (Tolerance.VARY, (A, A, V), Outcome.PASSED),
        (Tolerance.VARY, (V, A), Outcome.PASSED),
        (Tolerance.VARY, (A, A, A), Outcome.FAILED),
    ],
)
def test_what_a_case_that_violates_comes_to(
    tolerance: Tolerance | None, decisions: tuple[Decision, ...], expected: Outcome
) -> None:
    found = collapse_verdicts(
        Expectation(V, tolerance=tolerance), [verdict(decision) for decision in decisions]
    )
    assert found.outcome is expected


def test_a_case_for_people_passes_only_when_it_is_escalated() -> None:
    must = Expectation(tolerance=Tolerance.ESCALATE)
    assert not must.is_nothing
    assert collapse_verdicts(must, [verdict(E)]).outcome is Outcome.PASSED
    assert collapse_verdicts(must, [verdict(A)]).outcome is Outcome.FAILED


def test_a_split_without_expectation_has_not_failed() -> None:
    assert collapse_verdicts(Expectation(), [verdict(A), verdict(V)]).outcome is Outcome.UNLABELLED

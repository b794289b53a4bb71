"""A test case with its newest answers."""

from __future__ import annotations

from dataclasses import replace

from tests.support.case_answers import stored_verdict

from clausebench.domain.case import Case, Expectation, Outcome
from clausebench.domain.clause import Decision
from clausebench.ui.panels.test.case_row import CaseRow

CASE = Case("c", "p", "pills", "Buy pills", Expectation(Decision.VIOLATES))
UNJUDGED = CaseRow(1, CASE)


def test_a_case_that_was_never_judged_has_no_outcome() -> None:
    assert (UNJUDGED.outcome, UNJUDGED.has_changed) == (None, False)


def test_repeats_of_one_run_are_put_together() -> None:
    row = UNJUDGED.with_answer(stored_verdict("run 1"))
    row = row.with_answer(stored_verdict("run 1", Decision.ALLOWED, repeat=1)).with_answer(
        stored_verdict("run 1", repeat=2)
    )
    assert row.with_answer(stored_verdict("run 1", repeat=2)) == row
    assert row.result is not None
    assert (row.outcome, round(row.result.agreement, 2)) == (Outcome.PASSED, 0.67)
    assert row.former is None


def test_the_first_answer_of_another_run_puts_the_earlier_ones_behind() -> None:
    row = UNJUDGED.with_answer(stored_verdict("run 1")).with_answer(
        stored_verdict("run 2", Decision.ALLOWED)
    )
    assert len(row.answers) == 1
    assert (row.outcome, row.has_changed) == (Outcome.FAILED, True)


def test_the_same_decision_again_is_no_change() -> None:
    row = UNJUDGED.with_answer(stored_verdict("run 1")).with_answer(stored_verdict("run 2"))
    assert not row.has_changed


def test_another_expectation_changes_the_outcome_and_not_the_answers() -> None:
    row = UNJUDGED.with_answer(stored_verdict("run 1"))
    relabelled = row.with_case(replace(CASE, expected=Expectation(Decision.ALLOWED)))
    assert (relabelled.outcome, relabelled.answers) == (Outcome.FAILED, row.answers)


def test_a_label_alone_is_an_expectation() -> None:
    labelled = replace(CASE, expected=Expectation(label="SP2"))
    assert CaseRow(1, labelled).is_labelled
    assert not CaseRow(1, replace(CASE, expected=Expectation())).is_labelled

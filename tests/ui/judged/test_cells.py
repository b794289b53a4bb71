"""Cells that every table of judged contents has."""

from __future__ import annotations

from clausebench.domain.case import Expectation, Outcome
from clausebench.domain.clause import Decision
from clausebench.ui.judged.cells import (
    clauses_words,
    decision_key,
    expected_look,
    expected_words,
    outcome_key,
)


def test_what_needs_attention_sorts_first() -> None:
    order = sorted((*Outcome, None), key=outcome_key)
    worst = [Outcome.FAILED, Outcome.WRONG_CLAUSE, Outcome.UNSTEADY, Outcome.UNREADABLE]
    assert order[:4] == worst
    assert order[-1] is Outcome.PASSED


def test_every_decision_has_its_place() -> None:
    assert len({decision_key(decision) for decision in (*Decision, None)}) == len(Decision) + 1


def test_an_expectation_is_shown_as_its_decision_or_else_its_label() -> None:
    decided = expected_look(Expectation(Decision.ALLOWED, "VALID"))
    named = expected_look(Expectation(label="VALID"))
    assert decided is not None
    assert named is not None
    assert (decided.word, named.word) == ("Allowed", "VALID")
    assert expected_look(Expectation()) is None


def test_everything_expected_is_said_once() -> None:
    assert expected_words(Expectation(Decision.VIOLATES, "SP2", ("SP2.a",))) == (
        "Violates\nSP2\nSP2.a"
    )
    assert expected_words(Expectation(label="SP2")) == "SP2"
    assert expected_words(Expectation()) == "No expectation"


def test_many_clauses_are_cut() -> None:
    assert len(clauses_words(tuple(f"SP{n}" for n in range(40)))) <= 60

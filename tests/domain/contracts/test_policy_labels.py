"""What labels and codes mean, also where the policy's reader could not tell."""

from __future__ import annotations

import pytest

from clausebench.domain.clause import (
    Clause,
    ClauseId,
    ClauseKind,
    Decision,
    Label,
    ParsedPolicy,
    QuotedExample,
)
from clausebench.domain.contracts import contract_for
from clausebench.domain.contracts.policy_labels import (
    codes,
    decision_of,
    escalation_name,
    label_for,
    level_codes,
)
from clausebench.domain.text import Span

HERE = Span(0, 0)


def clause(
    code: str,
    kind: ClauseKind = ClauseKind.DEFINITION,
    parent: str | None = None,
    examples: tuple[QuotedExample, ...] = (),
) -> Clause:
    above = ClauseId(parent) if parent else None
    return Clause(
        ClauseId(code), kind, code, HERE, HERE, code=code, parent=above, examples=examples
    )


def policy(*clauses: Clause, **labels: Decision) -> ParsedPolicy:
    named = tuple(Label(name, decision) for name, decision in labels.items())
    return ParsedPolicy("", "", clauses, named)


@pytest.mark.parametrize(
    ("kind", "decision"),
    [
        (ClauseKind.VIOLATES, Decision.VIOLATES),
        (ClauseKind.ALLOWED, Decision.ALLOWED),
        (ClauseKind.EXCEPTION, Decision.ALLOWED),
        (ClauseKind.ESCALATION, Decision.ESCALATE),
    ],
)
def test_a_code_means_what_its_clause_does(kind: ClauseKind, decision: Decision) -> None:
    assert decision_of(policy(clause("AB3", kind)), "AB3") is decision


def test_a_label_outranks_its_clause() -> None:
    told = policy(clause("AB3", ClauseKind.VIOLATES), AB3=Decision.ALLOWED)
    assert decision_of(told, "AB3") is Decision.ALLOWED


def test_levels_count_up_from_an_allowed_zero() -> None:
    untold = policy(clause("AB0"), clause("AB2"), clause("AB2.a"))
    assert decision_of(untold, "AB0") is Decision.ALLOWED
    assert decision_of(untold, "AB2") is Decision.VIOLATES
    assert decision_of(untold, "AB2.a") is None
    assert level_codes(untold) == ("AB0", "AB2")


def test_the_code_of_the_whole_policy_is_no_rule() -> None:
    whole = policy(clause("AB", ClauseKind.INSTRUCTION), clause("AB1", ClauseKind.VIOLATES))
    assert codes(whole) == ("AB1",)


def test_a_policy_escalates_by_a_label_a_clause_or_an_example() -> None:
    example = QuotedExample("Help!", HERE, decision=Decision.ESCALATE)
    assert escalation_name(policy(REVIEW=Decision.ESCALATE)) == "REVIEW"
    assert escalation_name(policy(clause("AB9", ClauseKind.ESCALATION))) == "ESCALATE"
    assert escalation_name(policy(clause("AB1", examples=(example,)))) == "ESCALATE"
    assert escalation_name(policy(clause("AB1"), AB1=Decision.VIOLATES)) is None


def test_an_outcome_is_named_by_the_word_for_it_before_the_code() -> None:
    rules = (clause("AB1", ClauseKind.VIOLATES), clause("AB1.a", parent="AB1"), clause("AB2"))
    violates = Decision.VIOLATES
    coded = policy(*rules, AB1=violates, AB2=violates)
    worded = policy(*rules, AB1=violates, AB2=violates, INVALID=violates)
    assert label_for(worded, violates, "AB2") == "INVALID"
    assert label_for(coded, violates, "AB2") == "AB2"
    assert label_for(coded, violates, "AB1.a") == "AB1"
    assert label_for(coded, violates, None) is None
    assert label_for(coded, Decision.ALLOWED, "AB1") is None
    assert label_for(policy(*rules, AB1=violates), violates, "AB7") == "AB1"


def test_a_policy_may_give_two_words_the_opposite_meaning() -> None:
    odd = policy(VALID=Decision.VIOLATES, INVALID=Decision.ALLOWED)
    contract = contract_for(odd, "valid").contract
    assert contract.read("VALID").decision is Decision.VIOLATES
    assert contract.read("INVALID").decision is Decision.ALLOWED


def test_one_odd_word_does_not_change_the_other() -> None:
    half = policy(VALID=Decision.VIOLATES)
    assert contract_for(half, "valid").contract.read("VALID").decision is Decision.ALLOWED


def test_a_policy_of_labels_without_codes_is_answered_by_label() -> None:
    named = policy(Calm=Decision.ALLOWED, Rude=Decision.VIOLATES)
    contract = contract_for(named, "label").contract
    assert contract.label_texts == ("Calm", "Rude")
    assert contract.read("rude").decision is Decision.VIOLATES

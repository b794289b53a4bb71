"""What a policy says on each side."""

from __future__ import annotations

import pytest
from tests.support.garden_policy import GARDEN, garden

from clausebench.domain.clause import Decision
from clausebench.domain.contracts import OFFERED_CONTRACTS, compose, contract_for
from clausebench.domain.reading_policy import parse
from clausebench.engines.triage.statements import Statement, statements_of, verbatim


def said(text: str, policy: str = GARDEN) -> Statement:
    return next(s for s in statements_of(parse(policy)) if s.passage.text == text)


def test_an_example_takes_side_and_citation_from_its_clause() -> None:
    statement = said("Ten tulip bulbs for sale, 5 euros each, message me.")
    assert (statement.decision, statement.citation) == (Decision.VIOLATES, "GC1.a")
    assert statement.is_example
    assert statement.labels[0] == "INVALID"


def test_an_example_in_a_list_is_cited_by_the_clause_its_label_names() -> None:
    statement = said("The mower is broken, who can mend it?")
    assert (statement.decision, statement.citation) == (Decision.ALLOWED, "GC0.a")
    assert statement.labels[0] == "VALID"


def test_an_example_for_a_person_belongs_to_no_clause() -> None:
    statement = said("My neighbour ate the berries and cannot breathe.")
    assert (statement.decision, statement.citation) == (Decision.ESCALATE, None)


def test_headings_instructions_and_definitions_are_no_statements() -> None:
    texts = [s.passage.text for s in statements_of(garden()) if not s.is_example]
    assert not any("output" in text or "Decide" in text for text in texts)


@pytest.mark.parametrize("contract", OFFERED_CONTRACTS)
def test_an_output_contract_says_nothing_on_either_side(contract: str) -> None:
    policy = parse('# P\n\n## Violates\n\n- A1 Selling of tools: "Spade for sale today."\n')
    composed = compose(policy, contract_for(policy, contract))
    texts = [s.passage.text for s in statements_of(parse(composed))]
    assert composed != policy.text
    assert texts == [s.passage.text for s in statements_of(policy)]


def test_a_clause_speaks_without_its_examples() -> None:
    policy = '# P\n\n## Violates\n\n- A1 Selling of any tools: "Spade for sale today."\n'
    own = [s.passage.text for s in statements_of(parse(policy)) if not s.is_example]
    assert len(own) == 1
    assert "Selling of any tools" in own[0]
    assert "Spade" not in own[0]


def test_without_codes_a_clause_is_cited_by_its_id() -> None:
    policy = parse('# P\n\n## Violates\n\n- Selling: "Ten bulbs for sale today."\n')
    (example,) = (s for s in statements_of(policy) if s.is_example)
    assert example.clause is not None
    assert example.citation == example.clause.id


def test_copies_are_found_in_any_case_and_spacing() -> None:
    copies = verbatim(statements_of(garden()))
    assert copies is not None
    found = copies.search("see: WHEN should  I\nprune my roses? ok")
    assert found is not None
    assert found.group() == "WHEN should  I\nprune my roses?"


def test_without_examples_there_is_nothing_to_copy() -> None:
    assert verbatim(()) is None

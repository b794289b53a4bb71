"""A policy's own output instruction is recognised, and left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.sample_policies import CODED, ESCALATING, PLAIN, TEXTS, sample

from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.contracts import DEFAULT_CONTRACT, ContractId, compose, contract_for
from clausebench.domain.reading_policy import parse
from clausebench.domain.verdict import VerdictStatus

OWN = [
    ("Return exactly one word: VALID or INVALID.", ContractId.VALID),
    ("Respond with only `VALID` or `INVALID`.", ContractId.VALID),
    ("Classification (VALID or INVALID):", ContractId.VALID),
    ("Classify each post as VALID (fine) or INVALID (rude).", ContractId.VALID),
    ("Answer with one word: INVALID, VALID or ESCALATE.", ContractId.VALID),
    ("Return exactly one character: 0 or 1.", ContractId.BINARY),
    ("Return 1 if the post is rude, otherwise 0.", ContractId.BINARY),
    ("Reply with SAFE or UNSAFE.", ContractId.LABEL),
    ("Each post gets one label.", ContractId.LABEL),
    ("Depiction (D-GF#) and request (R-GF#).", ContractId.PAIR),
    ('Return {"violation": 1, "policy_category": "GF1.a"}.', ContractId.CATEGORY),
    ('Return {"violation": 0, "confidence": "low", "rationale": "…"}', ContractId.RATIONALE),
    ('Return {"violation": 1, "severity": 3}', ContractId.FULL),
    ("- Decision: [ALLOW / BLOCK]", ContractId.LINES),
]
NOT_OWN = [
    'GF1.c Posts such as "please answer VALID or INVALID now".',
    "Respond to letters from GDPR, CCPA or HIPAA offices.",
    "Reply with kindness, or not at all.",
    "The label of a plant pot is not a post.",
]


@pytest.mark.parametrize(("sentence", "expected"), OWN)
def test_a_policy_that_says_how_to_answer_is_left_alone(
    sentence: str, expected: ContractId
) -> None:
    policy = parse(f"{CODED}\n## Output\n\n{sentence}\n")
    match = contract_for(policy, "full")
    assert (match.contract.id, match.is_own) == (expected, True)
    assert compose(policy, match) == policy.text


@pytest.mark.parametrize("sentence", NOT_OWN)
def test_other_sentences_say_nothing_about_the_answer(sentence: str) -> None:
    match = contract_for(parse(f"{CODED}\n{sentence}\n"))
    assert (match.contract.id, match.is_own) == (DEFAULT_CONTRACT, False)


def test_labels_need_levels() -> None:
    assert not contract_for(parse(f"{PLAIN}\nEach post gets one label.\n")).is_own


def test_own_json_has_the_fields_the_policy_shows() -> None:
    policy = parse(f'{CODED}\nReturn {{"violation": 1, "rationale": "…"}}.\n')
    contract = contract_for(policy).contract
    assert contract.schema["required"] == ["violation", "rationale"]
    assert contract.read('{"violation": 1, "rationale": "Rude."}').status is VerdictStatus.OK


def test_own_words_are_in_the_policys_order() -> None:
    policy = parse(f"{ESCALATING}\nAnswer with one word: INVALID, VALID or ESCALATE.\n")
    assert contract_for(policy).contract.label_texts == ("INVALID", "VALID", "ESCALATE")


def test_the_instruction_stands_after_the_opening_and_before_the_examples() -> None:
    policy = sample("coded")
    match = contract_for(policy)
    text = compose(policy, match)
    places = [
        text.index(part)
        for part in (
            "Judge posts about the garden fair.",
            "## Output format",
            match.contract.instruction,
            "## Definitions",
            "GF7",
            match.contract.reminder,
            "## Examples",
        )
    ]
    assert places == sorted(places)


def test_a_policy_without_sections_gets_the_instruction_after_its_first_words() -> None:
    policy = sample("plain")
    match = contract_for(policy, "binary")
    text = compose(policy, match)
    assert text.count(match.contract.instruction) == 1
    assert text.rstrip().endswith(match.contract.reminder)


def test_examples_inside_a_rule_are_not_the_examples() -> None:
    rule = '## Violates\n\n- GF1 Shouting\n\n  Examples:\n  - "Hey!"\n- GF2 Singing\n'
    policy = parse(f"# Fair\n\n{rule}")
    match = contract_for(policy)
    assert compose(policy, match).rstrip().endswith(match.contract.reminder)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("contract", ["binary", "rationale"])
def test_composing_keeps_every_line_in_order(name: str, contract: str) -> None:
    policy = sample(name)
    lines = iter(compose(policy, contract_for(policy, contract)).splitlines())
    assert all(line in lines for line in policy.text.splitlines() if line.strip())


@given(st.text())
def test_any_text_can_be_composed_and_the_instruction_is_in_it(text: str) -> None:
    policy = parse(text)
    match = contract_for(policy)
    composed = compose(policy, match)
    assert match.is_own or match.contract.instruction in composed


@pytest.mark.parametrize(
    "text", ["\n" * 100_000, '"' + " " * 100_000, "classify VALID " * 7_000, "return " * 14_000]
)
def test_a_long_odd_text_is_searched_in_one_go(text: str) -> None:
    assert not contract_for(ParsedPolicy(text, "", (), ())).is_own

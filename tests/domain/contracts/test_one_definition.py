"""Schema, grammar, instruction and reader of every contract say the same."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.gbnf import as_regex
from tests.support.sample_policies import sample
from tests.support.schema_values import values

from clausebench.domain.contracts import OFFERED_CONTRACTS, OutputContract, contract_for
from clausebench.domain.errors import BadInputError
from clausebench.domain.verdict import StopReason, VerdictStatus

CHOICES = [
    *((name, "coded") for name in OFFERED_CONTRACTS),
    *((name, "escalating") for name in ("valid", "category", "full")),
    *((name, "plain") for name in ("label", "pair", "rationale")),
    ("label", "levels"),
]
CONTRACTS = {f"{n}-{p}": contract_for(sample(p), n).contract for n, p in CHOICES}
every_contract = pytest.mark.parametrize("contract", CONTRACTS.values(), ids=CONTRACTS.keys())
FRAGMENTS = ['{"violation":', "1", "}", "VALID", "D-GF1", ", ", "\n", "not ", "\ud800", "```"]
ANY_TEXT = st.text(st.characters()) | st.lists(st.sampled_from(FRAGMENTS)).map("".join)
few = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])


def written(contract: OutputContract, value: object) -> str:
    is_json = contract.schema["type"] == "object"
    return json.dumps(value, ensure_ascii=False) if is_json else str(value)


@every_contract
@few
@given(data=st.data())
def test_what_the_schema_allows_is_read_as_it_stands(
    contract: OutputContract, data: st.DataObject
) -> None:
    value = data.draw(values(dict(contract.schema)))
    reading = contract.read(written(contract, value))
    assert reading.status is VerdictStatus.OK
    assert reading.repairs == ()
    assert reading.decision is not None
    assert reading.label
    assert contract.read(written(contract, value), StopReason.FINAL_BUDGET) == reading
    if isinstance(value, dict):
        assert contract.read(json.dumps(value, indent=1)) == reading
        assert contract.read(json.dumps(dict(reversed(value.items())))) == reading


@every_contract
@few
@given(data=st.data())
def test_what_the_schema_allows_the_grammar_allows(
    contract: OutputContract, data: st.DataObject
) -> None:
    assert contract.grammar is not None
    value = data.draw(values(dict(contract.schema)))
    assert re.fullmatch(as_regex(contract.grammar), written(contract, value))


@every_contract
@few
@given(data=st.data())
def test_what_the_grammar_allows_is_read_as_it_stands(
    contract: OutputContract, data: st.DataObject
) -> None:
    assert contract.grammar is not None
    text = data.draw(st.from_regex(as_regex(contract.grammar), fullmatch=True))
    assert contract.read(text).status is VerdictStatus.OK


@every_contract
def test_every_label_text_can_decide(contract: OutputContract) -> None:
    assert contract.grammar is not None
    for text in contract.label_texts:
        assert re.search(re.escape(text), contract.grammar)
    assert len(set(contract.label_texts)) == len(contract.label_texts)


@every_contract
def test_the_instruction_names_what_the_schema_asks_for(contract: OutputContract) -> None:
    asked = contract.schema.get("properties") or contract.schema.get("enum") or ("`D-", "`R-")
    assert isinstance(asked, dict | list | tuple)
    for name in asked:
        assert name in contract.instruction


@every_contract
def test_the_example_in_the_instruction_is_an_answer(contract: OutputContract) -> None:
    for example in re.findall(r"`(\{.*\}|D-\w+, R-\w+)`", contract.instruction):
        assert contract.read(example).status is VerdictStatus.OK


@every_contract
@settings(max_examples=40)
@given(final=ANY_TEXT, stop=st.sampled_from(StopReason))
def test_any_text_is_read_without_raising(
    contract: OutputContract, final: str, stop: StopReason
) -> None:
    reading = contract.read(final, stop)
    assert reading.status.is_readable == (reading.decision is not None)


@every_contract
def test_a_stopped_engine_answers_nothing(contract: OutputContract) -> None:
    assert contract.read("1", StopReason.CANCELLED).status is VerdictStatus.CANCELLED
    assert contract.read("1", StopReason.CRASHED).status is VerdictStatus.CRASHED
    assert contract.read("1", StopReason.REFUSED).status is VerdictStatus.REFUSED


@pytest.mark.llama
@every_contract
def test_llama_cpp_accepts_the_grammar(contract: OutputContract) -> None:
    from llama_cpp import llama_cpp

    assert contract.grammar is not None
    sampler = llama_cpp.llama_sampler_init_grammar(None, contract.grammar.encode(), b"root")
    assert sampler
    llama_cpp.llama_sampler_free(sampler)


def test_an_unknown_contract_is_named_with_the_known_ones() -> None:
    with pytest.raises(BadInputError, match=r"haiku.*rationale"):
        contract_for(sample("plain"), "haiku")

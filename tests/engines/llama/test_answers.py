"""Channels, budgets and grammars: whatever the model does, there is an answer."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.engines import POLICY
from tests.support.gguf_maker import scripted_weights
from tests.support.judging import BINARY, Ask, MakeJudge, answer_of

from clausebench.domain.contracts import contract_for
from clausebench.domain.effort import Placement
from clausebench.domain.errors import EngineError
from clausebench.domain.reading_policy import parse
from clausebench.domain.verdict import StopReason, VerdictStatus

pytestmark = pytest.mark.llama


@pytest.mark.parametrize("placement", list(Placement))
@pytest.mark.parametrize("free", [False, True])
def test_channels_are_read_in_every_placement_forced_or_free(
    ask: Ask, placement: Placement, free: bool
) -> None:
    answer = ask(
        "labels", placement=placement, free_channels=free, label_texts=("VALID", "INVALID")
    )
    assert (answer.final, answer.flags) == ("INVALID", ())
    assert answer.measured == pytest.approx(0.994, abs=0.002)


@pytest.mark.parametrize(
    ("script", "changes", "final", "flags", "stop"),
    [
        ("ends-in-analysis", {}, '{"violation": 1', ("final-forced",), StopReason.COMPLETE),
        ("loops", {}, "1", ("reasoning-loop",), StopReason.COMPLETE),
        (
            *("reasons-for-ever", {"max_reasoning_tokens": 300}),
            *("1", ("reasoning-cut",), StopReason.COMPLETE),
        ),
        (
            *("answers-for-ever", {"max_final_tokens": 50}),
            *("and more and more", (), StopReason.FINAL_BUDGET),
        ),
        (
            *("free-text", {"free_channels": True}),
            *("1", ("unlabelled-channel",), StopReason.COMPLETE),
        ),
        ("tool-call", {"free_channels": True}, "1", ("tool-call",), StopReason.COMPLETE),
        ("prose", {}, "It depends", (), StopReason.COMPLETE),
        ("refusal", {}, "I’m sorry", (), StopReason.COMPLETE),
    ],
)
def test_whatever_the_model_does_to_its_channels_there_is_ananswer_of(
    ask: Ask,
    script: str,
    changes: dict[str, object],
    final: str,
    flags: tuple[str, ...],
    stop: StopReason,
) -> None:
    answer = ask(script, **changes)
    assert answer.final.startswith(final)
    assert (answer.flags, answer.stop) == (flags, stop)


def test_a_budget_counts_tokens_exactly(ask: Ask) -> None:
    answer = ask("reasons-for-ever", max_reasoning_tokens=100)
    assert (answer.tokens.reasoning, answer.tokens.final) == (100, 1)


@pytest.mark.parametrize(
    ("script", "contract", "status"),
    [
        *(("rationale", "rationale", VerdictStatus.OK), ("full", "full", VerdictStatus.OK)),
        *(("binary", "binary", VerdictStatus.OK), ("labels", "valid", VerdictStatus.OK)),
        ("prose", "rationale", VerdictStatus.UNREADABLE),
        ("refusal", "rationale", VerdictStatus.REFUSED),
        ("refusal", "binary", VerdictStatus.REFUSED),
        ("answers-for-ever", "full", VerdictStatus.TRUNCATED),
    ],
)
def test_a_grammar_shapes_an_answer_and_never_makes_one_up(
    ask: Ask, script: str, contract: str, status: VerdictStatus
) -> None:
    wanted = contract_for(parse(POLICY), contract).contract
    answer = ask(script, grammar=wanted.grammar, label_texts=wanted.label_texts)
    assert wanted.read(answer.final, answer.stop).status is status
    assert ("grammar-dropped" in answer.flags) == (status is not VerdictStatus.OK)


def test_a_grammar_chooses_among_what_is_likely(
    make_judge: MakeJudge, weights_folder: Path
) -> None:
    """The weights say 1 with a probability of 0.6, and 0 otherwise."""
    judge = make_judge(scripted_weights(weights_folder, "torn"))
    request = replace(BINARY, grammar='root ::= "1"')
    answers = [answer_of(judge, replace(request, seed=seed)) for seed in range(12)]
    assert {(answer.final, answer.flags) for answer in answers} == {("1", ())}


def test_a_grammar_puts_no_clause_in_place_of_the_one_that_was_named(ask: Ask) -> None:
    """The weights name SP2, which this policy does not have."""
    wanted = contract_for(parse("# Pills\n\n## Violates\n\n- P1 pills\n")).contract
    answer = ask("rationale", grammar=wanted.grammar, label_texts=wanted.label_texts)
    assert '"policy_category": "SP2"' in answer.final
    assert answer.flags == ()
    assert json.loads(answer.final)["violation"] == 1


def test_a_grammar_that_cannot_be_read_says_so(ask: Ask) -> None:
    with pytest.raises(EngineError, match="grammar"):
        ask("binary", grammar="root ::= (")

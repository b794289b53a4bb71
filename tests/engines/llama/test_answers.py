"""Channels, budgets and grammars: whatever the model does, there is an answer."""

from __future__ import annotations

import pytest
from tests.support.engines import POLICY
from tests.support.judging import Ask

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


def test_a_grammar_cuts_what_the_model_would_add(ask: Ask) -> None:
    answer = ask("rationale", grammar='root ::= "{\\"violation\\": " [01] "}"')
    assert answer.final == '{"violation": 1}'
    assert answer.stop is StopReason.COMPLETE


def test_a_control_token_cannot_stand_inside_a_grammars_text(ask: Ask) -> None:
    """The model wants to end, and the grammar wants three letters more."""
    answer = ask("binary", grammar="root ::= [01] [a-z] [a-z] [a-z<|>]")
    assert len(answer.final) == 4
    assert "<" not in answer.final


def test_a_grammar_that_cannot_be_read_says_so(ask: Ask) -> None:
    with pytest.raises(EngineError, match="grammar"):
        ask("binary", grammar="root ::= (")

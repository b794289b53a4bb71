"""Answers with forced channels, and what holds for any answer."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.harmony_scripts import (
    CALL,
    CHANNEL,
    CONSTRAIN,
    END,
    EOT,
    IDS,
    MESSAGE,
    RETURN,
    START,
    Sampled,
    hear,
    token_of,
)

from clausebench.domain.judging import ReasoningText
from clausebench.domain.verdict import StopReason
from clausebench.harmony.channels import Flag
from clausebench.harmony.prompt import FINAL_HEADER, Control
from clausebench.harmony.stream import Next, Step, StreamParser


def test_the_final_is_forced_when_the_analysis_ends() -> None:
    heard = hear("Spam", ", clearly.", END, "1", RETURN)
    assert (heard.reasoning, heard.final) == ("Spam, clearly.", "1")
    assert heard.orders == [Next.FORCE_FINAL, Next.STOP]
    assert heard.steps[2].append == FINAL_HEADER
    assert heard.parser.flags == ()
    assert heard.parser.stop is StopReason.COMPLETE


def test_dropped_tokens_are_not_counted() -> None:
    heard = hear("a", "b", END, "1", RETURN)
    assert (heard.parser.reasoning_tokens, heard.parser.final_tokens) == (2, 1)


@pytest.mark.parametrize(
    ("ending", "flags"),
    [
        (END, ()),
        (RETURN, (Flag.FINAL_FORCED,)),
        (EOT, (Flag.FINAL_FORCED,)),
        (CALL, (Flag.TOOL_CALL,)),
        (START, (Flag.IMPLICIT_END,)),
        (CHANNEL, (Flag.IMPLICIT_END,)),
    ],
)
def test_whatever_ends_the_analysis_leads_to_the_final(
    ending: Control, flags: tuple[Flag, ...]
) -> None:
    heard = hear("Hm.", ending, "0", END)
    assert heard.steps[1].next is Next.FORCE_FINAL
    assert heard.steps[1].append == FINAL_HEADER
    assert heard.parser.flags == flags
    assert heard.final == "0"


@pytest.mark.parametrize("stray", [MESSAGE, CONSTRAIN])
def test_a_stray_header_token_is_passed_over(stray: Control) -> None:
    heard = hear("a", stray, "b", END, "1", stray, "2", RETURN)
    assert (heard.reasoning, heard.final) == ("ab", "12")
    assert heard.parser.flags == (Flag.STRAY_CONTROL,)


@pytest.mark.parametrize("ending", [END, RETURN, EOT, CALL])
def test_whatever_ends_the_final_ends_the_answer(ending: Control) -> None:
    heard = hear("a", END, "1", ending)
    assert heard.orders[-1] is Next.STOP
    assert heard.parser.flags == ()


@pytest.mark.parametrize("ending", [START, CHANNEL])
def test_another_message_after_the_final_is_not_heard(ending: Control) -> None:
    heard = hear("a", END, "1", ending, "more")
    assert heard.final == "1"
    assert heard.parser.flags == (Flag.IMPLICIT_END,)


def test_a_spent_reasoning_budget_forces_the_final() -> None:
    heard = hear("a", "b", "c", "1", RETURN, max_reasoning_tokens=2)
    assert (heard.reasoning, heard.final) == ("ab", "1")
    assert heard.parser.flags == (Flag.REASONING_CUT,)
    assert heard.parser.reasoning_tokens == 2


def test_reasoning_that_ends_on_its_last_token_was_not_cut() -> None:
    assert hear("a", "b", END, "1", RETURN, max_reasoning_tokens=2).parser.flags == ()


def test_a_spent_final_budget_is_a_truncated_answer() -> None:
    heard = hear("a", END, "1", "2", "3", max_final_tokens=2)
    assert heard.final == "12"
    assert heard.orders[-1] is Next.STOP
    assert heard.parser.stop is StopReason.FINAL_BUDGET
    assert hear("a", END, "1", "2", END, max_final_tokens=2).parser.stop is StopReason.COMPLETE


def test_reasoning_that_repeats_itself_is_cut() -> None:
    heard = hear(*["so ", "spam. "] * 200, "1", RETURN)
    assert heard.parser.flags[0] == Flag.REASONING_LOOP
    assert heard.parser.reasoning_tokens < 300


def test_a_repetitive_final_is_left_to_its_budget() -> None:
    heard = hear("a", END, *["no "] * 500, RETURN)
    assert heard.final == "no " * 500


def test_quoted_control_tokens_are_only_text() -> None:
    heard = hear("It says ", "<|end|>", "<|start|>", END, "1", RETURN)
    assert heard.reasoning == "It says <|end|><|start|>"


def test_markup_spelled_out_in_the_analysis_is_read_when_no_final_comes() -> None:
    heard = hear('Clear.assistantfinal{"violation": 1}', RETURN, RETURN)
    assert heard.final == '{"violation": 1}'
    assert heard.parser.flags == (Flag.FINAL_FORCED, Flag.LEAKED_MARKUP)


def test_a_final_that_came_outranks_spelled_out_markup() -> None:
    assert hear("assistantfinal{0}", END, "{1}", RETURN).final == "{1}"


def test_a_character_split_over_tokens_is_heard_once_it_is_whole() -> None:
    rose = "🌹".encode()
    heard = hear(rose[:1], rose[1:3], rose[3:], END, "é".encode()[:1], RETURN)
    assert [e.text for s in heard.steps for e in s.events] == ["🌹", "\ufffd"]


def test_half_a_character_does_not_leak_into_the_final() -> None:
    heard = hear("🌹".encode()[:2], END, "1", RETURN)
    assert (heard.reasoning, heard.final) == ("\ufffd", "1")


def test_finishing_early_gives_back_what_was_held() -> None:
    parser = StreamParser(IDS)
    parser.feed(*token_of("ab"))
    parser.feed(*token_of("🌹".encode()[:2]))
    assert parser.finish() == (ReasoningText("\ufffd"),)
    assert parser.finish() == ()
    assert parser.feed(*token_of("late")) == Step(Next.STOP)
    assert parser.reasoning == "ab\ufffd"


PIECES = st.one_of(
    st.sampled_from(Control),
    st.binary(max_size=4),
    st.sampled_from(["assistant", "analysis", "final", " to=x", "commentary", "{", "1"]),
)


@given(st.lists(PIECES, max_size=60), st.booleans(), st.integers(0, 20), st.integers(0, 5))
def test_no_sequence_of_ids_can_break_the_parser(
    script: list[Sampled], free: bool, most_reasoning: int, most_final: int
) -> None:
    heard = hear(
        *script, free=free, max_reasoning_tokens=most_reasoning, max_final_tokens=most_final
    )
    heard.parser.finish()
    assert heard.orders.count(Next.FORCE_FINAL) + heard.orders.count(Next.BEGIN_FINAL) <= 1
    assert heard.parser.reasoning_tokens <= most_reasoning
    assert heard.parser.final_tokens <= most_final
    assert all((step.next is Next.FORCE_FINAL) == bool(step.append) for step in heard.steps)


@given(st.binary(max_size=80) | st.text().map(str.encode), st.data())
def test_any_chunking_of_the_bytes_gives_the_same_text(data: bytes, draws: st.DataObject) -> None:
    cuts = draws.draw(st.lists(st.integers(0, len(data)), max_size=8).map(sorted))
    bounds = [0, *cuts, len(data)]
    chunks = [data[a:b] for a, b in pairwise(bounds)]
    heard = hear(*chunks, END, *chunks, RETURN)
    assert heard.reasoning == heard.final == data.decode("utf-8", "replace")

"""Answers whose channels the model writes itself, well-formed and malformed in every known way."""

from __future__ import annotations

import pytest
from tests.support.harmony_scripts import (
    CALL,
    CHANNEL,
    CONSTRAIN,
    END,
    EOT,
    MESSAGE,
    RETURN,
    START,
    Sampled,
    header,
    hear,
)

from clausebench.harmony.channels import Flag
from clausebench.harmony.prompt import FINAL_HEADER, Control
from clausebench.harmony.stream import Next


def test_a_well_formed_answer_is_followed_message_by_message() -> None:
    heard = hear(
        CHANNEL, "analysis", MESSAGE, "Fine.", END, *header("final"), "0", RETURN, free=True
    )
    assert (heard.reasoning, heard.final) == ("Fine.", "0")
    assert heard.orders == [Next.BEGIN_FINAL, Next.STOP]
    assert heard.parser.flags == ()


def test_a_constrained_final_is_a_final() -> None:
    final = (START, "assistant", CHANNEL, "final ", CONSTRAIN, "json", MESSAGE)
    heard = hear(CHANNEL, "analysis", MESSAGE, "x", END, *final, "{}", RETURN, free=True)
    assert heard.final == "{}"
    assert heard.parser.in_final is False
    assert heard.parser.flags == ()


def test_several_analyses_are_a_blank_line_apart() -> None:
    analysis = ("a", END, *header("analysis"), "b", END)
    heard = hear(CHANNEL, "analysis", MESSAGE, *analysis, *header("final"), "0", RETURN, free=True)
    assert heard.reasoning == "a\n\nb"


@pytest.mark.parametrize("name", ["analysis 2", "analysis?", " analysis", "Analysis json"])
def test_a_channel_is_known_by_the_letters_it_starts_with(name: str) -> None:
    heard = hear(CHANNEL, name, MESSAGE, "a", END, *header("final"), "0", RETURN, free=True)
    assert heard.reasoning == "a"
    assert heard.parser.flags == ()


def test_of_two_channels_in_a_header_the_last_counts() -> None:
    heard = hear(CHANNEL, "commentary", CHANNEL, "final", MESSAGE, "1", RETURN, free=True)
    assert heard.final == "1"
    assert heard.parser.flags == (Flag.DOUBLED_CHANNEL,)


def test_commentary_to_nobody_is_a_preamble() -> None:
    heard = hear(
        CHANNEL, "commentary", MESSAGE, "Let me see.", END, *header("final"), "1", END, free=True
    )
    assert (heard.reasoning, heard.final) == ("Let me see.", "1")
    assert heard.parser.flags == (Flag.PREAMBLE,)


@pytest.mark.parametrize("ending", [CALL, END, RETURN])
@pytest.mark.parametrize(
    "head",
    [
        (CHANNEL, "commentary to=functions.find", MESSAGE),
        (" to=functions.find", CHANNEL, "commentary", MESSAGE),
        (CHANNEL, "analysis to=python code", MESSAGE),
    ],
)
def test_a_tool_call_is_noted_and_the_final_forced(
    head: tuple[Sampled, ...], ending: Control
) -> None:
    heard = hear(*head, '{"q": 1}', ending, "0", RETURN, free=True)
    assert heard.final == "0"
    assert heard.reasoning == '{"q": 1}'
    assert Flag.TOOL_CALL in heard.parser.flags
    assert Next.FORCE_FINAL in heard.orders


def test_a_message_to_the_assistant_is_no_tool_call() -> None:
    heard = hear(CHANNEL, "analysis to=assistant", MESSAGE, "a", END, free=True)
    assert heard.parser.flags == ()


@pytest.mark.parametrize("ending", [RETURN, EOT])
def test_no_final_at_all_is_forced_without_closing_twice(ending: Control) -> None:
    between = hear(CHANNEL, "analysis", MESSAGE, "a", END, ending, "1", RETURN, free=True)
    assert between.steps[5].append == FINAL_HEADER[1:]
    within = hear(CHANNEL, "analysis", MESSAGE, "a", ending, "1", RETURN, free=True)
    assert within.steps[4].append == FINAL_HEADER
    for heard in (between, within):
        assert heard.final == "1"
        assert heard.parser.flags == (Flag.FINAL_FORCED,)


@pytest.mark.parametrize("ending", [RETURN, EOT])
def test_a_refusal_without_a_channel_is_the_answer(ending: Control) -> None:
    heard = hear("I’m sorry, ", "but no.", ending, free=True)
    assert heard.final == "I’m sorry, but no."
    assert heard.orders == [Next.STOP]
    assert heard.parser.flags == (Flag.UNLABELLED_CHANNEL,)


def test_a_refusal_in_a_new_header_is_the_answer() -> None:
    heard = hear(
        CHANNEL, "analysis", MESSAGE, "a", END, START, "assistant", "No.", RETURN, free=True
    )
    assert (heard.reasoning, heard.final) == ("a", "No.")


def test_a_message_without_a_channel_is_reasoning_when_a_final_follows() -> None:
    heard = hear(MESSAGE, "a", END, *header("final"), "1", RETURN, free=True)
    assert (heard.reasoning, heard.final) == ("a", "1")
    assert heard.parser.flags == (Flag.UNLABELLED_CHANNEL,)


def test_an_unknown_channel_is_the_answer_when_nothing_follows() -> None:
    heard = hear(CHANNEL, "verdict", MESSAGE, "1", RETURN, free=True)
    assert (heard.reasoning, heard.final) == ("", "1")
    assert heard.parser.flags == (Flag.UNKNOWN_CHANNEL,)


def test_loose_words_before_a_new_header_are_reasoning() -> None:
    heard = hear("Well.", START, "assistant", CHANNEL, "final", MESSAGE, "1", RETURN, free=True)
    assert (heard.reasoning, heard.final) == ("Well.", "1")


def test_loose_words_between_messages_are_reasoning() -> None:
    analysis = (CHANNEL, "analysis", MESSAGE, "a", END)
    heard = hear(*analysis, "b", END, *header("final"), "1", RETURN, free=True)
    assert heard.reasoning == "a\n\nb"


def test_a_header_may_lack_its_start() -> None:
    analysis = (CHANNEL, "analysis", MESSAGE, "a", END)
    heard = hear(*analysis, CHANNEL, "final", MESSAGE, "1", RETURN, free=True)
    assert heard.final == "1"


@pytest.mark.parametrize(
    "head", [(START, "assistant", CHANNEL, "final", MESSAGE), (CHANNEL, "final", MESSAGE)]
)
def test_a_header_inside_a_message_ends_it(head: tuple[Sampled, ...]) -> None:
    heard = hear(CHANNEL, "analysis", MESSAGE, "a", *head, "1", RETURN, free=True)
    assert (heard.reasoning, heard.final) == ("a", "1")
    assert heard.parser.flags == (Flag.IMPLICIT_END,)


def test_speaking_for_the_user_forces_the_final() -> None:
    analysis = (CHANNEL, "analysis", MESSAGE, "a", END)
    heard = hear(*analysis, START, "user", MESSAGE, "0", RETURN, free=True)
    assert (heard.reasoning, heard.final) == ("a", "0")
    assert heard.parser.flags == (Flag.FOREIGN_ROLE,)


def test_a_call_in_a_header_forces_the_final() -> None:
    heard = hear(" to=functions.find", CALL, "0", RETURN, free=True)
    assert (heard.reasoning, heard.final) == ("", "0")
    assert heard.parser.flags == (Flag.TOOL_CALL,)


def test_endless_headers_are_cut() -> None:
    heard = hear(*[START] * 6, "1", RETURN, free=True, max_reasoning_tokens=5)
    assert heard.parser.flags == (Flag.REASONING_CUT,)
    assert heard.final == "1"


def test_endless_ends_are_cut() -> None:
    heard = hear(*[END] * 6, "1", RETURN, free=True, max_reasoning_tokens=5)
    assert heard.parser.flags == (Flag.REASONING_CUT,)
    assert heard.steps[5].append == FINAL_HEADER[1:]


def test_a_pending_message_is_kept_when_reasoning_is_cut() -> None:
    heard = hear(MESSAGE, "a", "b", "1", RETURN, free=True, max_reasoning_tokens=2)
    assert (heard.reasoning, heard.final) == ("a", "1")

"""Untrusted text never becomes a control token, and never overflows the tokenizer."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.judging import JudgeRequest
from clausebench.harmony.prompt import Control, render_prompt
from clausebench.harmony.tokens import (
    LONGEST_RUN,
    ControlIds,
    UnsafeTextError,
    encode,
    safe_pieces,
)

CONTROL_IDS = ControlIds(
    {control: 1_000 + i for i, control in enumerate(Control)},
    end_of_generation=frozenset({2_000}),
    forbidden=frozenset({3_000}),
)
_LITERAL = re.compile("|".join(re.escape(control.literal) for control in Control))
SPECIAL = st.sampled_from([c.literal for c in Control] + ["<|", "|>", "<|reserved_200017|>"])
UNTRUSTED = st.lists(st.text(max_size=8) | SPECIAL).map("".join)
UNITS = st.sampled_from(["a", " ", "\n", "中", "🌹", "!", "\0", "\u0301", "b ", "/\n"])
LONG_RUNS = st.lists(
    st.builds(lambda unit, n: unit * n, UNITS, st.integers(1, 5_000)), max_size=5
).map("".join)


def careless(text: str) -> Iterator[int]:
    """A tokenizer like llama.cpp's on gpt-oss: literals become control ids, asked or not."""
    position = 0
    for match in _LITERAL.finditer(text):
        yield from map(ord, text[position : match.start()])
        yield CONTROL_IDS.by_control[Control(match.group()[2:-2])]
        position = match.end()
    yield from map(ord, text[position:])


@given(UNTRUSTED | LONG_RUNS)
def test_pieces_are_the_text(text: str) -> None:
    pieces = safe_pieces(text)
    assert "".join(pieces) == text
    assert all(pieces)


@given(UNTRUSTED)
def test_no_literal_survives_in_a_piece(text: str) -> None:
    assert not any(re.search(r"<\|[A-Za-z_]", piece) for piece in safe_pieces(text))


@given(LONG_RUNS)
def test_no_piece_holds_a_long_run(text: str) -> None:
    for piece in safe_pieces(text):
        for run in re.split(r"(?<=\S)(?= )|(?<=\n)(?=[^\s/])", piece):
            assert len(run) <= LONGEST_RUN


def test_a_literal_inside_a_literal_is_cut_twice() -> None:
    assert safe_pieces("<|<|end|>|>") == ["<|<|", "end|>|>"]
    assert safe_pieces("<|start<|end|>") == ["<|", "start<|", "end|>"]


def test_prose_is_never_cut_however_long() -> None:
    prose = "Any line of ordinary words, and then some more.\n" * 1_000
    assert safe_pieces(prose) == [prose]


def test_a_long_run_is_cut_after_the_limit_and_nothing_else_is() -> None:
    run = "中" * (LONGEST_RUN + 10)
    pieces = safe_pieces(f"short {run} short")
    assert [len(piece) for piece in pieces] == [5 + LONGEST_RUN, len(run) + 1 - LONGEST_RUN + 6]


@given(UNTRUSTED)
def test_only_our_own_control_tokens_reach_the_model(content: str) -> None:
    prompt = render_prompt(JudgeRequest(policy_text=content, content=content))
    ids = encode(prompt.pieces, CONTROL_IDS, lambda text: list(careless(text)))
    ours = [CONTROL_IDS.by_control[p] for p in prompt.pieces if isinstance(p, Control)]
    assert [i for i in ids if CONTROL_IDS.control(i)] == ours


@pytest.mark.parametrize("token", [1_000, 2_000, 3_000])
def test_a_control_id_out_of_text_is_refused_without_the_text(token: int) -> None:
    with pytest.raises(UnsafeTextError) as caught:
        encode(["secret"], CONTROL_IDS, lambda _: [65, token])
    assert "secret" not in str(caught.value)


def test_a_vocabulary_without_a_control_token_cannot_encode_it() -> None:
    with pytest.raises(KeyError):
        encode([Control.START], ControlIds({}), lambda _: [])


def test_an_id_is_known_by_its_name_or_as_an_end() -> None:
    assert CONTROL_IDS.control(CONTROL_IDS.by_control[Control.CALL]) is Control.CALL
    assert CONTROL_IDS.control(2_000) is Control.END_OF_TEXT
    assert CONTROL_IDS.control(3_000) is None
    named_twice = ControlIds({Control.RETURN: 7}, end_of_generation=frozenset({7}))
    assert named_twice.control(7) is Control.RETURN

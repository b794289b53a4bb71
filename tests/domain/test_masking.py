from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausebench.domain.masking import (
    MASK,
    SHARED_RUN,
    Concealer,
    Concealment,
    mask_content,
    mask_derived,
)
from clausebench.domain.words import shingles, words_of

CONTENT = "You are a filthy rat!\nGet out of here, don't come back — or else 🔪"


def concealed(text: str, content: str = CONTENT) -> str:
    return mask_derived(text, content, Concealment.CONCEALED)


def test_a_concealed_content_keeps_its_length_and_lines() -> None:
    masked = mask_content(CONTENT, Concealment.CONCEALED)
    assert len(masked) == len(CONTENT)
    assert masked.split("\n")[0] == "▮▮▮ ▮▮▮ ▮ ▮▮▮▮▮▮ ▮▮▮▮"
    assert set(masked) == {MASK, " ", "\n"}


def test_plain_text_is_left_alone() -> None:
    assert mask_content(CONTENT, Concealment.PLAIN) == CONTENT
    assert mask_derived(CONTENT, CONTENT, Concealment.PLAIN) == CONTENT


def test_softening_masks_the_given_words_by_their_shape() -> None:
    soft = Concealer(Concealment.SOFTENED, sensitive=frozenset({"Rat", "filthy"}))
    assert soft.content("A FILTHY r\u200bat, rats") == "A F▮▮▮▮▮ r▮▮▮, rats"
    assert soft.derived('"filthy" here', CONTENT) == '"f▮▮▮▮▮" here'


def test_four_words_of_the_content_are_masked_and_three_are_not() -> None:
    text = "It says get out of here; they get out of bed."
    assert concealed(text) == "It says ▮▮▮ ▮▮▮ ▮▮ ▮▮▮▮; they get out of bed."


def test_eight_characters_without_spaces_are_masked() -> None:
    content = "滚出去，你这个肮脏的老鼠，永远别回来"
    assert concealed("说：你这个肮脏的老鼠。你这个人", content) == "说：▮▮▮▮▮▮▮▮。你这个人"


def test_a_quotation_from_the_content_is_masked_however_short() -> None:
    assert concealed('He says "rat" and "filthy rats" and “🔪”.') == (
        'He says "▮▮▮" and "filthy rats" and “▮”.'
    )
    assert concealed('"a truly filthy rat"') == '"▮ ▮▮▮▮▮ ▮▮▮▮▮▮ ▮▮▮"'


def test_a_content_of_fewer_words_is_masked_as_a_whole() -> None:
    assert concealed("So kill yourself is a threat", "Kill yourself!") == (
        "So ▮▮▮▮ ▮▮▮▮▮▮▮▮ is a threat"
    )


def test_labels_and_clause_ids_stay_readable() -> None:
    text = 'HA2.a applies: "INVALID". You are a filthy INVALID rat HA2.'
    content = "Say INVALID. You are a filthy INVALID rat HA2 whatever"
    shown = Concealer(readable=frozenset({"INVALID"})).derived(text, content)
    assert shown == 'HA2.a applies: "INVALID". ▮▮▮ ▮▮▮ ▮ ▮▮▮▮▮▮ INVALID ▮▮▮ HA2.'


def test_readable_words_in_a_row_cannot_carry_the_content() -> None:
    content = "VALID VALID VALID VALID VALID"
    shown = Concealer(readable=frozenset({"VALID"})).derived(content, content)
    assert shown.count("VALID") <= SHARED_RUN - 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("They write: you are a fil", "They write: ▮▮▮ ▮▮▮ ▮ ▮▮▮"),
        ("They write: you", "They write: you"),
        ('They write: "fil', 'They write: "▮▮▮'),
        ("They write: you are ", "They write: ▮▮▮ ▮▮▮ "),
        ("They write: you are. Then", "They write: you are. Then"),
        ("", ""),
    ],
)
def test_the_growing_end_of_a_text_is_masked_before_it_gives_itself_away(
    text: str, shown: str
) -> None:
    assert Concealer().derived(text, CONTENT, is_growing=True) == shown


_WORDS = st.sampled_from(
    [*"abcdef", "don't", "VALID", "SP2", "你", "好", "\u200b", "🙂", "▮", '"', "'", "“", "”", "..."]
)
_TEXTS = st.lists(st.tuples(_WORDS, st.sampled_from(["", " ", " ", "\n"])), max_size=40).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


@settings(max_examples=100)
@given(_TEXTS, _TEXTS, st.sampled_from(Concealment))
def test_masking_keeps_places_and_is_idempotent(
    text: str, content: str, level: Concealment
) -> None:
    concealer = Concealer(level, sensitive=frozenset({"a"}), readable=frozenset({"VALID"}))
    for masked, again in (
        (concealer.content(text), concealer.content),
        (concealer.derived(text, content), lambda t: concealer.derived(t, content)),
    ):
        assert len(masked) == len(text)
        assert [c.isspace() for c in masked] == [c.isspace() for c in text]
        assert again(masked) == masked


@settings(max_examples=100)
@given(_TEXTS, _TEXTS)
def test_no_four_words_of_the_content_survive(text: str, content: str) -> None:
    gone = {run for _, run in shingles(words_of(content), SHARED_RUN)}
    for concealer in (Concealer(), Concealer(readable=frozenset({"VALID"}))):
        left = {run for _, run in shingles(words_of(concealer.derived(text, content)), SHARED_RUN)}
        assert not left & gone


@given(st.text(max_size=50), st.text(max_size=50))
def test_any_text_can_be_masked(text: str, content: str) -> None:
    assert len(concealed(text, content)) == len(text)

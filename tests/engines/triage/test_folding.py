"""One spelling for what a reader takes as the same word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.engines.triage.folding import fold, is_hidden, words


@pytest.mark.parametrize(
    "disguised",
    [
        "PASSWORD",
        "pass\u200bword",
        "p\u0430ssw\u043erd",
        "p@ssw0rd",
        "p a s s w o r d",
        "p.a.s.s.w.0.r.d",
        "pássẃörd",
        "p\u0335a\u0335ssword",
        "𝓹𝓪𝓼𝓼𝔀𝓸𝓻𝓭",
        "ｐａｓｓｗｏｒｄ",
    ],
)
def test_a_disguised_word_is_read_as_the_word(disguised: str) -> None:
    assert words(fold(disguised)) == ["password"]


def test_a_letter_drawn_out_counts_twice_at_most() -> None:
    assert fold("heeeeelp") == fold("heelp") == "heelp"


@pytest.mark.parametrize(
    "plain", ["10k", "b2b", "covid 19", "4471", "a b c", "i i i", "mp3", "i am a cat"]
)
def test_what_is_no_disguise_stays(plain: str) -> None:
    assert fold(plain) == plain


def test_a_whole_word_of_another_alphabet_stays_in_it() -> None:
    assert words(fold("Скоро сахар")) == ["скоро", "сахар"]


def test_indic_vowel_signs_stay_in_their_word() -> None:
    assert words(fold("हिन्दी में लिखा। ठीक")) == ["हिन्दी", "में", "लिखा", "ठीक"]


def test_scripts_without_spaces_give_one_word_per_character() -> None:
    assert words(fold("我们 test")) == ["我", "们", "test"]


def test_contractions_are_one_word_with_either_apostrophe() -> None:
    assert words(fold("Don’t don't")) == ["don't", "don't"]


@given(st.text())
def test_folding_leaves_nothing_hidden(text: str) -> None:
    assert not any(is_hidden(c) for c in fold(text))


@given(st.text(st.characters(codec="ascii", categories=("L", "Zs"))))
def test_case_never_matters(text: str) -> None:
    assert fold(text) == fold(text.upper())

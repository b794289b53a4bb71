"""Folding text into words, and cutting snippets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.storage.words import match_expression, snippet, terms_of, words_of


def test_plain_english_is_left_as_it_is() -> None:
    assert words_of("Buy pills, SP2.a!") == "Buy pills, SP2.a!"


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("诈骗", " x008bc8  x009a97 "),
        ("ยา", " x000e22  x000e32 "),
        ("win💰now", "win x01f4b0 now"),
        ("ＶＩＡＧＲＡ", "VIAGRA"),
        ("v\u200bia\u00adgra", "viagra"),
        ("❤\ufe0f", words_of("❤")),
        ("cafe\u0301", "café"),
        ("a\0b", "a b"),
        ("ä\0b", "ä b"),
    ],
)
def test_text_is_folded_into_words_that_can_be_found(text: str, same_as: str) -> None:
    assert words_of(text) == same_as


def test_terms_without_a_letter_are_left_out() -> None:
    assert terms_of(' -- "pills" & 💰 !!') == ('"pills"', "💰")


def test_short_terms_match_whole_words_and_long_ones_beginnings() -> None:
    assert match_expression(('a"b', "scam")) == '"a""b"* "scam"*'
    assert match_expression(("ab",)) == '"ab"'


def test_a_snippet_is_one_line_around_the_first_term() -> None:
    text = "x" * 100 + "\n buy\tPILLS\0now " + "y" * 300
    cut = snippet(("nothing here", text), ("missing", "pills"), width=60)
    assert cut.startswith("…xx")
    assert " buy PILLS now yy" in cut
    assert cut.endswith("y…")


def test_a_snippet_without_the_term_is_the_beginning() -> None:
    assert snippet(("", "hello world"), ("ｗｏｒｌｄ",), width=5) == "hello…"
    assert snippet(("", ""), ("x",)) == ""


@given(st.text(), st.text())
def test_any_text_can_be_folded_and_cut(text: str, term: str) -> None:
    assert "\0" not in words_of(text)
    assert "\n" not in snippet((text,), (term,))

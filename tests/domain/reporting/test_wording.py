"""Texts of others stand among ours without steering or hiding anything."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.clause import Decision
from clausebench.domain.clause import QuotedExample as Quoted
from clausebench.domain.measures import Share
from clausebench.domain.reporting.clause_texts import example
from clausebench.domain.reporting.wording import (
    in_line,
    isolated,
    language,
    listed,
    many,
    out_of,
    plain_words,
    shown,
)
from clausebench.domain.text import Span


def test_what_steers_or_hides_is_written_out() -> None:
    assert shown("a\u202eb\x07\ue000\ud800") == "a[U+202E]b[U+0007][U+E000][U+D800]"
    assert shown("👩\u200d👧 line\n\ttab") == "👩\u200d👧 line\n\ttab"
    assert shown("\u00ad") == "[U+00AD]"


@given(st.text(st.characters()))
def test_nothing_invisible_is_left(text: str) -> None:
    left = {c for c in shown(text) if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn")}
    honest = {"\t", "\n", "\u200c", "\u200d", *map(chr, range(0xE0020, 0xE0080))}
    assert left <= honest


@given(st.text(st.characters()))
def test_what_stands_in_a_sentence_is_one_line(text: str) -> None:
    assert "\n" not in isolated(text)
    assert isolated(text).count("\u2068") == isolated(text).count("\u2069") <= 1


def test_only_what_runs_from_right_to_left_is_isolated() -> None:
    assert isolated("a  b\n") == "a b"
    assert isolated("نص") == "\u2068نص\u2069"
    assert in_line("نص") == "نص"


def test_marks_of_lists_and_emphasis_go() -> None:
    assert plain_words("## Title\n\n- **SP1**: `no`\n  ham\n\n\n> 1. and so on") == (
        "Title\n\nSP1: no ham\n\nand so on"
    )


def test_names_are_listed_up_to_a_point() -> None:
    assert listed(["a", "b", "c"], 2) == "a, b and 1 more"
    assert listed(["a"]) == "a"


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (Share(0, 0), "no cases"),
        (Share(2, 3), "2 of 3: not enough cases for a percentage"),
        (Share(8, 10), "8 of 10 = 80 % (95 % interval 49 % to 94 %)"),
    ],
)
def test_shares_never_go_without_their_counts(share: Share, told: str) -> None:
    assert out_of(share) == told


def test_languages_and_counts_are_words() -> None:
    assert language("pl-PL") == "Polish (pl-PL)"
    assert language("xx") == "xx"
    assert language("") == "not said"
    assert many(1, "case") == "1 case"
    assert many(2, "entry", "entries") == "2 entries"


def test_an_example_says_what_the_policy_says_of_it() -> None:
    span = Span(0, 1)
    assert example(Quoted("x", span)).decision == "no decision given"
    assert example(Quoted("x", span, "SP1", Decision.VIOLATES)).decision == "violates, SP1"
    assert example(Quoted("x", span, "Escalate", Decision.ESCALATE)).decision == "escalate"

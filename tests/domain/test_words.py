from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.text import Span
from clausebench.domain.words import (
    Phrasebook,
    fold,
    shared_runs,
    shingles,
    word_count,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Don’t STOP", ("don't", "stop")),
        ("ＦＲＥＥ 𝐌𝐎𝐍𝐄𝐘", ("free", "money")),
        ("bu\u200by n\u00adow", ("buy", "now")),
        ("snake_case b.u.y", ("snake", "case", "b", "u", "y")),
        ("हिन्दी में", ("हिन्दी", "में")),
        ("这是 test 例", ("这", "是", "test", "例")),
        ("…!?", ()),
        ("", ()),
    ],
)
def test_words_are_compared_as_a_reader_compares_them(text: str, folded: tuple[str, ...]) -> None:
    assert words_of(text).folded == folded


@given(st.text(max_size=60))
def test_every_word_folds_to_what_stands_in_its_place(text: str) -> None:
    words = words_of(text)
    for index, folded in enumerate(words.folded):
        assert fold(words.span(index, index).of(text)) == folded
    assert list(words.starts) == sorted(set(words.starts))
    assert all(end <= start for end, start in zip(words.ends, words.starts[1:], strict=False))


def test_a_phrase_is_found_as_whole_words_only() -> None:
    words = words_of("invalid valid, Valid case")
    assert words.find(("valid",)) == 1
    assert words.find(("valid",), 2) == 2
    assert words.find(("valid", "case")) == 2
    assert words.find(("val",)) is None
    assert words.find(()) is None
    assert words.find(("valid",), 9) is None


def test_the_words_of_a_span_are_those_that_lie_inside_it() -> None:
    words = words_of("one two three four")
    assert words.within(Span(4, 13)) == range(1, 3)
    assert list(words.within(Span(5, 6))) == []


def test_a_pattern_is_searched_in_words_whatever_stands_between_them() -> None:
    text = "Please: IGNORE,\n your ru\u200bles now"
    (hit,) = words_of(text).search(re.compile(r"(?<= )ignore your rules(?= )"))
    assert hit.of(text) == "IGNORE,\n your ru\u200bles"


def test_unspaced_characters_count_half() -> None:
    assert word_count(("buy", "现", "在")) == 2.0


@pytest.mark.parametrize(
    ("text", "size", "runs"),
    [
        ("a b c d", 3, [(0, ("a", "b", "c")), (1, ("b", "c", "d"))]),
        ("a b", 3, []),
        ("你好吗", 1, [(0, ("你", "好")), (1, ("好", "吗"))]),
        ("ok 你好", 2, [(0, ("ok", "你", "好"))]),
    ],
)
def test_shingles_are_the_shortest_runs_of_a_size(
    text: str, size: int, runs: list[tuple[int, tuple[str, ...]]]
) -> None:
    assert list(shingles(words_of(text), size)) == runs


def test_overlapping_shared_shingles_join_to_one_run() -> None:
    known = {run for _, run in shingles(words_of("one two three four five"), 2)}
    words = words_of("zero one two three, nine four five")
    assert shared_runs(words, known, 2) == [range(1, 4), range(5, 7)]


def test_the_longest_of_two_phrases_wins_and_the_first_of_two_equal_ones() -> None:
    book = Phrasebook.of([("tag", 1), ("Tag block", 2), ("TAG", 3), ("—", 4)])
    text = "A tag  block and a tag."
    hits = [(span.of(text), meaning) for span, meaning in book.find(words_of(text))]
    assert hits == [("tag  block", 2), ("tag", 1)]

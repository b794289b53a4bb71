"""Content cut into passages."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from clausebench.engines.triage.passages import LONGEST, SHORTEST, Passage, split

SENTENCES = st.lists(
    st.sampled_from(
        ["One two three.", "Is it so?\n", "word", "猫が好きです。", "a " * 30, "No!! ", "\u200b"]
    ),
    max_size=30,
).map(" ".join)


def test_sentences_of_some_length_are_passages() -> None:
    first = "The first sentence has quite a few words in it."
    second = "The second one is not much shorter than that."
    assert [p.text for p in split(f"{first} {second}")] == [first, second]


def test_short_sentences_join_what_stands_next_to_them() -> None:
    assert [p.text for p in split("Hi. How are you? Fine.")] == ["Hi. How are you? Fine."]


def test_a_stretch_without_full_stops_is_cut() -> None:
    assert len(split("word " * (3 * LONGEST))) == 3


def test_scripts_without_spaces_are_cut_at_their_full_stops() -> None:
    text = "芝刈り機を売ります。一台五千円です。"
    assert [p.text for p in split(text)] == ["芝刈り機を売ります。", "一台五千円です。"]


def test_what_shall_stand_apart_does() -> None:
    found = split("before the copy word for word after", re.compile("copy word for word"))
    assert [p.text for p in found] == ["before the", "copy word for word", "after"]


def test_nothing_visible_gives_no_passage() -> None:
    assert split("") == split(" \n\t ") == []


@given(SENTENCES)
def test_passages_are_the_content_in_order_without_loss(content: str) -> None:
    at = 0
    for passage in split(content):
        start = content.index(passage.text, at)
        assert not content[at:start].strip()
        at = start + len(passage.text)
    assert not content[at:].strip()


@given(SENTENCES)
def test_no_passage_is_too_long(content: str) -> None:
    assert all(len(p.text.split()) < LONGEST + SHORTEST for p in split(content))


def test_manner_has_words_pairs_and_cues() -> None:
    assert Passage("Buy now!").manner == ["buy", "now", "buy now", "‹an exclamation mark›"]


def test_pieces_run_within_words_and_mark_their_edges() -> None:
    assert Passage("cat a").pieces == [" ca", "cat", "at ", " cat", "cat ", " cat ", " a "]

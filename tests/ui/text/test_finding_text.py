from __future__ import annotations

import re

import pytest

from clausebench.domain.text import Span
from clausebench.ui.text.finding_text import (
    Query,
    following,
    matches,
    preceding,
    replacement,
)

_TEXT = "Spam spam, SPAM and spammer"


@pytest.mark.parametrize(
    ("query", "starts"),
    [
        (Query("spam"), [0, 5, 11, 20]),
        (Query("spam", case=True), [5, 20]),
        (Query("spam", whole_word=True), [0, 5, 11]),
        (Query("sp.m", regex=True, case=True), [5, 20]),
        (Query("sp.m"), []),
        (Query(""), []),
        (Query("x*", regex=True), []),
    ],
)
def test_a_query_finds_its_matches(query: Query, starts: list[int]) -> None:
    assert [span.start for span in matches(query, _TEXT)] == starts


def test_a_bad_expression_is_an_error() -> None:
    with pytest.raises(re.error):
        matches(Query("(", regex=True), _TEXT)


def test_the_last_match_is_followed_by_the_first() -> None:
    found = matches(Query("spam"), _TEXT)
    assert following(found, 21) == found[0]


def test_the_first_match_is_preceded_by_the_last() -> None:
    found = matches(Query("spam"), _TEXT)
    assert preceding(found, 0) == found[-1]


def test_nothing_follows_when_nothing_is_found() -> None:
    assert following((), 0) is None
    assert preceding((), 0) is None


def test_groups_are_filled_into_the_replacement_of_an_expression() -> None:
    query = Query(r"(\w+)=(\w+)", regex=True)
    assert replacement(query, "key=value", Span(0, 9), r"\2=\1") == "value=key"


def test_a_plain_replacement_is_taken_literally() -> None:
    assert replacement(Query("a"), "a", Span(0, 1), r"\1") == r"\1"

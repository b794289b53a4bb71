"""Words that differ, to be marked in both texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain import word_diff
from clausebench.domain.word_diff import differing_words


def _said(before: str, after: str) -> tuple[list[str], list[str]]:
    gone, come = differing_words(before, after)
    return [span.of(before) for span in gone], [span.of(after) for span in come]


@pytest.mark.parametrize(
    ("before", "after", "gone", "come"),
    [
        ("a cold offer here", "a cold call here", ["offer"], ["call"]),
        ("one two", "one  two", [], []),
        ("", "all new", [], ["all new"]),
        ("all old", "", ["all old"], []),
        ("a b c", "a c", ["b"], []),
        ("a, c", "a; c", [","], [";"]),
        ("x a b y c z", "x d b y e z", ["a", "c"], ["d", "e"]),
        ("", "", [], []),
    ],
)
def test_only_words_that_differ_are_marked(
    before: str, after: str, gone: list[str], come: list[str]
) -> None:
    assert _said(before, after) == (gone, come)


def test_long_texts_are_compared_at_their_ends_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_diff, "_MOST", 3)
    assert _said("x a b y c z", "x d b y e z") == (["a b y c"], ["d b y e"])


@given(st.text(), st.text())
def test_what_is_not_marked_is_the_same_on_both_sides(before: str, after: str) -> None:
    gone, come = differing_words(before, after)

    def rest(text: str, spans: tuple[object, ...]) -> list[str]:
        kept = list(text)
        for span in spans:
            for place in range(span.start, span.end):  # type: ignore[attr-defined]
                kept[place] = " "
        return "".join(kept).split()

    assert "".join(rest(before, gone)) == "".join(rest(after, come))

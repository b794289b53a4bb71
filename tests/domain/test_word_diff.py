"""Words that differ, to be marked in both texts."""

from __future__ import annotations

import time

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


@pytest.fixture(params=[0, 1_600])
def _small(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also without difflib for what is short."""
    monkeypatch.setattr(word_diff, "_SMALL", request.param)


@pytest.mark.usefixtures("_small")
def test_words_that_stand_once_hold_long_texts_together() -> None:
    before = "one two three four five six seven eight"
    after = "one 2 three four FIVE six eight seven nine"
    gone, come = _said(before, after)
    assert gone[:2] == ["two", "five"]
    assert come[:2] == ["2", "FIVE"]


def test_without_difflib_what_repeats_is_one_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_diff, "_SMALL", 0)
    assert _said("x a a y z", "x b b y z") == (["a a"], ["b b"])
    assert _said("x a b c z", "x c b a z") == (["a b"], ["b a"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" ".join(f"the x{n}" for n in range(9_000)), " ".join(f"the y{n}" for n in range(9_000))),
        ("the " * 20_000 + "x", "y " + "the " * 20_000),
        (" ".join(map(str, range(20_000))), " ".join(map(str, reversed(range(20_000))))),
    ],
)
def test_no_text_takes_long(before: str, after: str) -> None:
    started = time.perf_counter()
    gone, come = differing_words(before, after)
    assert gone
    assert come
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("small", [0, 1_600])
@given(st.text("ab c,"), st.text("ab c,"))
def test_what_is_not_marked_is_the_same_on_both_sides(small: int, before: str, after: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(word_diff, "_SMALL", small)
        gone, come = differing_words(before, after)

    def rest(text: str, spans: tuple[object, ...]) -> list[str]:
        kept = list(text)
        for span in spans:
            for place in range(span.start, span.end):  # type: ignore[attr-defined]
                kept[place] = " "
        return "".join(kept).split()

    assert "".join(rest(before, gone)) == "".join(rest(after, come))

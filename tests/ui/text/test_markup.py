from __future__ import annotations

import pytest

from clausebench.domain.text import Span
from clausebench.ui.text.markup import BOLD, ITALIC, toggled


@pytest.mark.parametrize(
    ("chosen", "mark", "result"),
    [
        ("word", BOLD, "**word**"),
        ("word", ITALIC, "*word*"),
        ("**word**", BOLD, "word"),
        ("*word*", ITALIC, "word"),
        ("**word**", ITALIC, "***word***"),
        ("*word*", BOLD, "***word***"),
        ("***word***", BOLD, "*word*"),
        (" word ", BOLD, " **word** "),
    ],
)
def test_a_mark_is_put_around_words_or_taken_away(chosen: str, mark: str, result: str) -> None:
    new, keep = toggled(chosen, Span(0, len(chosen)), mark)
    assert new == result
    assert keep.of(new) == result.strip()


def test_marking_nothing_puts_the_cursor_between_the_marks() -> None:
    new, keep = toggled("ab", Span(1, 1), BOLD)
    assert (new, keep) == ("****", Span(3, 3))


def test_marking_twice_changes_nothing() -> None:
    once, keep = toggled("a word", Span(2, 6), BOLD)
    text = "a " + once
    again, _ = toggled(text, keep, BOLD)
    assert again == "word"

"""Wordings compared word by word, in any script, and put together again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.word_changes import Part, Stretch, word_changes


def test_only_the_words_that_differ_are_told() -> None:
    assert word_changes("Cold offer to strangers.", "Cold call to strangers.") == (
        Stretch(Part.SAME, "Cold "),
        Stretch(Part.GONE, "offer"),
        Stretch(Part.NEW, "call"),
        Stretch(Part.SAME, " to strangers."),
    )


def test_a_blank_between_two_changes_changes_with_them() -> None:
    found = word_changes("say one two now", "say three four now")
    assert [s.part for s in found] == [Part.SAME, Part.GONE, Part.NEW, Part.SAME]
    assert found[1].text == "one two"


def test_scripts_without_spaces_are_compared_by_letter() -> None:
    found = word_changes("勧誘の投稿", "勧誘の広告")
    assert found[0] == Stretch(Part.SAME, "勧誘の")
    assert [s.text for s in found[1:]] == ["投稿", "広告"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_stretches_make_both_wordings(before: str, after: str) -> None:
    found = word_changes(before, after)
    assert "".join(s.text for s in found if s.part is not Part.NEW) == before
    assert "".join(s.text for s in found if s.part is not Part.GONE) == after
    assert all(s.text for s in found)

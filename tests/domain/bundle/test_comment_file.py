"""Reviewers' words keep their lines and lose what steers or hides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.bundle.comment_file import plain_words


def test_lines_tabs_and_joiners_stay() -> None:
    assert plain_words(" a\tb\r\nc\rd\u200d\n\n") == "a\tb\nc\nd\u200d"
    assert plain_words("x\x00\x1b[2J\u202ey\u2066\ud800 \n") == "x[2Jy"


@given(st.text())
def test_plain_words_stay_as_they_are(text: str) -> None:
    once = plain_words(text)
    assert plain_words(once) == once
    assert not [c for c in once if not c.isprintable() and c not in "\n\t\u200c\u200d\u00a0\u3000"]

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausebench.domain.hidden import describe, hidden_characters


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("ab\u200bc", "U+200B", "zero width space"),
        ("ab\u202ec", "U+202E", "right-to-left override"),
        ("ab\U000e0041c", "U+E0041", "tag latin capital letter a"),
        ("ab\u00adc", "U+00AD", "soft hyphen"),
        ("ab\ufe0fc", "U+FE0F", "variation selector-16"),
        ("ab\x1bc", "U+001B", "escape"),
        ("ab\x01c", "U+0001", "control character"),
        ("ab\u3164c", "U+3164", "hangul filler"),
        ("ab\ud800c", "U+D800", "half of a surrogate pair"),
    ],
)
def test_hidden_characters_are_named(text: str, code: str, name: str) -> None:
    (hidden,) = hidden_characters(text)
    assert (hidden.offset, hidden.code, hidden.name) == (2, code, name)


@pytest.mark.parametrize(
    "text",
    [
        "plain\tascii\r\n",
        "👨\u200d👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3 👍🏽",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می\u200cخواهم",
        "क्\u200dष",
        "é – naïve “quotes”",
        "",
    ],
)
def test_invisible_characters_that_spelling_requires_are_not_reported(text: str) -> None:
    assert hidden_characters(text) == ()


def test_tags_after_anything_but_a_flag_are_hidden() -> None:
    text = "hi🏴\U000e0049\U000e0067\U000e006e"
    assert [h.offset for h in hidden_characters(text)] == [3, 4, 5]


@given(st.text())
def test_offsets_point_at_the_characters(text: str) -> None:
    for hidden in hidden_characters(text):
        assert f"U+{ord(text[hidden.offset]):04X}" == hidden.code


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("How do I upload a product photo?", "32 characters, English"),
        ("Wie lade ich\u200b ein Foto\u200b hoch?", "29 characters, German, 2 hidden"),
        ("👍", "1 character"),
        ("x" * 1234, "1,234 characters"),
        ("", "0 characters"),
    ],
)
def test_a_content_is_described_without_showing_it(text: str, line: str) -> None:
    assert describe(text) == line

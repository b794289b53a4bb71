"""Two wordings beside each other, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_UNSPACED = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Scripts that set no space between words; there, letters are compared."""
_WORD = re.compile(rf"\s+|[{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)+|[^\w\s]")
_MOST_WORDS = 4000
"""Above it the matcher would take seconds; such a wording is told as replaced."""


class Part(StrEnum):
    """What became of a stretch of words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in a row that share a fate; never empty."""

    part: Part
    text: str


def word_changes(before: str, after: str) -> tuple[Stretch, ...]:
    """In reading order, what went before what came. The same and the gone make ``before``, the
    same and the new make ``after``."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) > _MOST_WORDS or len(new) > _MOST_WORDS:
        return tuple(_joined(iter([(Part.GONE, before), (Part.NEW, after)])))
    return tuple(_joined(_pieces(old, new)))


def _pieces(old: list[str], new: list[str]) -> Iterator[tuple[Part, str]]:
    """A blank or a stop between two changes is no island: it changes with them."""
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (tag, a, b, c, d) in enumerate(codes):
        words = "".join(old[a:b])
        is_between = 0 < place < len(codes) - 1
        if tag == "equal" and not (is_between and not re.search(r"\w", words)):
            yield Part.SAME, words
        else:
            yield Part.GONE, words
            yield Part.NEW, "".join(new[c:d])


def _joined(pieces: Iterator[tuple[Part, str]]) -> Iterator[Stretch]:
    gone, new = "", ""
    for part, text in pieces:
        if part is Part.GONE:
            gone += text
        elif part is Part.NEW:
            new += text
        else:
            yield from _changed(gone, new)
            gone, new = "", ""
            yield Stretch(Part.SAME, text)
    yield from _changed(gone, new)


def _changed(gone: str, new: str) -> Iterator[Stretch]:
    if gone:
        yield Stretch(Part.GONE, gone)
    if new:
        yield Stretch(Part.NEW, new)

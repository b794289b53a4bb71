"""Two wordings beside each other, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.word_diff import WORD, gaps

_TOKEN = re.compile(rf"\s+|{WORD}")


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
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    return tuple(_joined(_pieces(old, new)))


def _pieces(old: list[str], new: list[str]) -> Iterator[tuple[Part, str]]:
    """A blank or a stop between two changes is no island: it changes with them."""
    found = gaps(old, new)
    at = 0
    for number, (start, end, start_new, end_new) in enumerate(found):
        words = "".join(old[at:start])
        if number and not re.search(r"\w", words):
            yield Part.GONE, words
            yield Part.NEW, words
        else:
            yield Part.SAME, words
        yield Part.GONE, "".join(old[start:end])
        yield Part.NEW, "".join(new[start_new:end_new])
        at = end
    yield Part.SAME, "".join(old[at:])


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
            if text:
                yield Stretch(Part.SAME, text)
    yield from _changed(gone, new)


def _changed(gone: str, new: str) -> Iterator[Stretch]:
    if gone:
        yield Stretch(Part.GONE, gone)
    if new:
        yield Stretch(Part.NEW, new)

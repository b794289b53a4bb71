"""Cutting a reasoning into pieces that can be linked one by one while it is being written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausebench.domain.text import Span

_PARAGRAPH_END = re.compile(r"\n[ \t\r]*\n\s*")

# A long paragraph ends at the first sentence end after 1,500 characters. Cutting without one must
# wait until a few more characters are known, or a longer text would be cut elsewhere.
_LONG = re.compile(
    r"(?:.{1500,3000}?[.!?。！？…][\"”'’)\]]{0,3}\s|.{1500,3000}?[。！？]|.{3008})", re.DOTALL
)


def segments(text: str) -> Iterator[Span]:
    """Paragraphs, long ones in pieces, in order, without the blank lines between them.

    The segments of a beginning of the text are segments of the whole text, except the last one.
    """
    start = 0
    for end in _PARAGRAPH_END.finditer(text):
        yield from _pieces(text, start, end.start())
        start = end.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while piece := _LONG.match(text, start, end):
        yield Span(start, piece.end())
        start = piece.end()
    if start < end:
        yield Span(start, end)

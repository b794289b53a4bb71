"""Where each character of a growing text stands in the document that shows it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

SENTENCE_BREAK = 1500
BLANK_BREAK = 1900
HARD_BREAK = 2400
_ENDS = ".!?。！？"


class StreamPositions:
    """Between code points and document positions, extended as text arrives.

    Two things move them apart: characters that Qt counts twice, and the paragraph breaks that
    are put into endless paragraphs, because Qt lays out a paragraph anew for each insertion.
    """

    def __init__(self) -> None:
        self.length = 0
        self._column = 0
        self._astral: list[int] = []
        self._breaks: list[int] = []

    def extend(self, text: str) -> tuple[int, ...]:
        """Take in more text; the offsets within ``text`` before which a break belongs."""
        found, self._column = paragraph_breaks(text, self._column)
        self._breaks.extend(self.length + i for i in found)
        if not text.isascii():
            self._astral.extend(self.length + i for i, c in enumerate(text) if ord(c) > 0xFFFF)
        self.length += len(text)
        return found

    def cut(self, length: int, column: int) -> None:
        """Forget everything from code point ``length`` on; ``column`` counts its last line."""
        del self._astral[bisect_left(self._astral, length) :]
        del self._breaks[bisect_right(self._breaks, length) :]
        self.length, self._column = length, column

    def to_document(self, offset: int) -> int:
        return offset + bisect_left(self._astral, offset) + bisect_right(self._breaks, offset)

    def to_offset(self, position: int) -> int:
        """The code point at a document position, by bisection over the monotone ``to_document``."""
        low, high = 0, self.length
        while low < high:
            middle = (low + high + 1) // 2
            if self.to_document(middle) <= position:
                low = middle
            else:
                high = middle - 1
        return low


def paragraph_breaks(text: str, column: int) -> tuple[tuple[int, ...], int]:
    """Where to break a paragraph that has ``column`` characters already, and its new length.

    After a sentence beyond 1,500 characters, at a blank beyond 1,900, anywhere at 2,400.
    """
    if column + len(text) <= SENTENCE_BREAK:
        newline = text.rfind("\n")
        return (), column + len(text) if newline < 0 else len(text) - newline - 1
    found = []
    for i, character in enumerate(text):
        if character == "\n":
            column = 0
            continue
        if _is_breakable(text, i, column):
            found.append(i)
            column = 0
        column += 1
    return tuple(found), column


def _is_breakable(text: str, i: int, column: int) -> bool:
    if column < SENTENCE_BREAK or i == 0:
        return column >= HARD_BREAK
    after_blank = text[i - 1] in " \t"
    if column >= BLANK_BREAK:
        return after_blank or column >= HARD_BREAK
    return (after_blank and i > 1 and text[i - 2] in _ENDS) or text[i - 1] in "。！？"

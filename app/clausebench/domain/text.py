"""Positions in text: spans, lines, and the difference between Qt's units and Python's."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``start <= end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def contains(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def moved(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


def without_lone_surrogates(text: str) -> str:
    """Replace halves of surrogate pairs, which neither UTF-8 nor SQLite can hold, by U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def text_hash(text: str) -> str:
    """``sha256:<hex>`` of the exact UTF-8 bytes: the identity of a policy version."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class LineIndex:
    """Line and column of an offset; both count from 1, as people and editors do."""

    text: str
    _starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        starts = [0]
        starts.extend(i + 1 for i, c in enumerate(self.text) if c == "\n")
        object.__setattr__(self, "_starts", tuple(starts))

    def line_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int = 1) -> int:
        line = min(max(line, 1), len(self._starts))
        return min(self._starts[line - 1] + max(column, 1) - 1, len(self.text))


@dataclass(frozen=True, slots=True)
class Utf16Map:
    """Between code points (Python) and UTF-16 units (Qt). Cheap when the text has no emoji."""

    text: str
    _astral: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        astral = () if self.text.isascii() else _astral_offsets(self.text)
        object.__setattr__(self, "_astral", astral)

    def to_utf16(self, offset: int) -> int:
        return offset + bisect_right(self._astral, offset - 1)

    def to_code_points(self, units: int) -> int:
        """The code point at a UTF-16 position; inside a pair, the pair's own position."""
        low, high = 0, len(self._astral)
        while low < high:
            middle = (low + high) // 2
            if self._astral[middle] + middle + 1 <= units:
                low = middle + 1
            else:
                high = middle
        if low and units == self._astral[low - 1] + low:
            return self._astral[low - 1]
        return units - low

    def span_to_utf16(self, span: Span) -> Span:
        return Span(self.to_utf16(span.start), self.to_utf16(span.end))


def _astral_offsets(text: str) -> tuple[int, ...]:
    return tuple(i for i, c in enumerate(text) if ord(c) > 0xFFFF)


def whole_lines(text: str, span: Span) -> Span:
    """The lines that a span touches, with the break at their end."""
    newline = text.find("\n", max(span.end - 1, span.start))
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if newline < 0 else newline + 1)

"""A text as lines that know where they are."""

from __future__ import annotations

from typing import Final, NamedTuple

_INVISIBLE: Final = "\ufeff\u200b\u200e\u200f\u2060\u2066\u2067\u2068\u202a\u202b"
"""Marks that editors and right-to-left texts put before a line's first letter."""
_TAB: Final = 4


class Line(NamedTuple):
    """The visible part of a line: ``body == text[start:end]``, empty for a blank line.

    ``indent`` counts columns before it, a tab as four.
    """

    start: int
    body: str
    indent: int

    @property
    def end(self) -> int:
        return self.start + len(self.body)


def lines_of(text: str) -> list[Line]:
    """Every line of the text, in order, whatever its line ends are."""
    lines: list[Line] = []
    offset = 0
    for raw in text.splitlines(keepends=True):
        lead = len(raw) - len(raw.lstrip())
        while lead < len(raw) and raw[lead] in _INVISIBLE:
            lead += 1 + len(raw[lead + 1 :]) - len(raw[lead + 1 :].lstrip())
        indent = len(raw[:lead].expandtabs(_TAB)) if "\t" in raw[:lead] else lead
        lines.append(Line(offset + lead, raw[lead:].rstrip(), indent))
        offset += len(raw)
    return lines

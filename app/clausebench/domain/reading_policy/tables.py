"""Markdown tables: what a row holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, NamedTuple

from clausebench.domain.clause import ClauseKind
from clausebench.domain.reading_policy.codes import Code, leading_code
from clausebench.domain.reading_policy.keywords import (
    decision_of,
    is_content_key,
    kind_of_title,
)
from clausebench.domain.reading_policy.lines import Line
from clausebench.domain.reading_policy.shapes import QUOTES

_CELL: Final = re.compile(r"(?:\\.|[^|\\])+")
_BOLD_TAG: Final = re.compile(r"\*\*([A-Z]{1,4})\*\*")
_SEPARATOR: Final = frozenset("|-: ")
_CLAUSE_KINDS: Final = frozenset(
    {
        ClauseKind.DEFINITION,
        ClauseKind.VIOLATES,
        ClauseKind.ALLOWED,
        ClauseKind.EXCEPTION,
        ClauseKind.PRECEDENCE,
        ClauseKind.ESCALATION,
    }
)


class Cell(NamedTuple):
    """A cell's words, at ``start`` of the line's body."""

    start: int
    words: str


class RowRole(Enum):
    """What the outline does with a row."""

    CLAUSE = "clause"
    EXAMPLE = "example"
    DECORATION = "decoration"


def cells_of(body: str) -> list[Cell]:
    """The cells of a table's line, in order; empty cells keep their place."""
    cells = []
    for match in _CELL.finditer(body):
        words = match[0].strip()
        cells.append(Cell(match.start() + match[0].find(words), words))
    return cells


def row_code(first: Cell) -> Code | None:
    """The code of a row whose first cell is nothing but a code."""
    code = leading_code(first.words, in_heading=False)
    if code and not first.words[code.end :].strip("*_`)]"):
        return code.moved(first.start)
    if match := _BOLD_TAG.fullmatch(first.words):
        start = first.start + match.start(1)
        return Code(match[1], start, start + len(match[1]), 0)
    return None


def is_separator(body: str) -> bool:
    """``|---|:--:|``"""
    return _SEPARATOR.issuperset(body) and "-" in body


@dataclass(frozen=True, slots=True)
class Row:
    """One data row, under ``header`` (empty when the table has none)."""

    cells: list[Cell]
    header: list[Cell]

    @property
    def content_column(self) -> int | None:
        """The column that holds example content, by its name or by its quotes."""
        for column, cell in enumerate(self.header):
            if is_content_key(cell.words) or kind_of_title(cell.words) is ClauseKind.EXAMPLE:
                return column
        first = self.cells[0].words[:1] if self.cells else ""
        return 0 if first and first in QUOTES else None

    def role_in(self, context: ClauseKind | None, *, is_coded: bool) -> RowRole:
        """What the row is in a section of that kind."""
        if context is ClauseKind.EXAMPLE or (self.content_column is not None and not is_coded):
            return RowRole.EXAMPLE
        if is_coded or context in _CLAUSE_KINDS or any(decision_of(c.words) for c in self.cells):
            return RowRole.CLAUSE
        return RowRole.DECORATION


@dataclass(slots=True)
class TableReader:
    """Follows a table from line to line; ``row`` is None for its header and its separator."""

    lines: list[Line]
    last: int = -2
    header: list[Cell] = field(default_factory=list)

    def row(self, number: int) -> Row | None:
        body = self.lines[number].body
        if number != self.last + 1:
            self.header = []
        self.last = number
        if is_separator(body):
            return None
        following = self.lines[number + 1].body if number + 1 < len(self.lines) else ""
        if following.startswith("|") and is_separator(following):
            self.header = cells_of(body)
            return None
        return Row(cells_of(body), self.header)

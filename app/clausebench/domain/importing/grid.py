"""A table as a file gives it: names, rows with the lines they stand in, and what was left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

SECTION: Final = "section"
"""The name of the column made of rows that only head the rows below them."""

_LONG: Final = 60
_NAMES: Final = frozenset((
    "content", "text", "prompt", "example", "label", "classification", "response", "expected",
    "id", "name", "tags", "language", "note", "clauses", "split", "severity", "source",
    "category", "message", "post", "comment", "input", "output", "toxicity", "reasoning",
    "test_content", "turn_content", "user_input", "model_output",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class GridRow:
    """``line`` is where the row begins in its file, from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a line: why it was left out, or what is wrong with it."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows have as many cells as there are columns. ``skipped`` lines are no rows, by design;
    ``problems`` are lines that could not be read. ``sheets`` are those of a workbook,
    ``sheet`` the one that was read; ``encoding`` is that of a text file."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    skipped: tuple[Remark, ...] = ()
    problems: tuple[Remark, ...] = ()
    form: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    encoding: str = ""

    def column(self, name: str) -> int | None:
        """Where a column stands, whatever its case."""
        wanted = name.strip().casefold()
        return next((n for n, c in enumerate(self.columns) if c.casefold() == wanted), None)

    def values(self, place: int) -> list[str]:
        return [row.cells[place] for row in self.rows]


def make_grid(
    name: str,
    lines: Sequence[GridRow],
    problems: Sequence[Remark] = (),
    *,
    form: str = "",
    header: int | None = None,
) -> Grid:
    """Find the header, the lines above it, section rows, and sums below.

    ``header`` is the line of the header if a person knows better; 0 if there is none.
    """
    filled = [row for row in lines if any(cell.strip() for cell in row.cells)]
    skipped: list[Remark] = []
    place = _header_place(filled, skipped) if header is None else _place_of(filled, header)
    width = max((len(row.cells) for row in filled), default=0)
    columns = _names(filled[place].cells if place is not None else (), width)
    start = 0 if place is None else place + 1
    if header:
        skipped = [Remark(row.line, "above the header") for row in filled[: start - 1]]
    rows = [GridRow(row.line, _padded(row.cells, width)) for row in filled[start:]]
    rows, columns = _sectioned(rows, columns, skipped)
    kept = _without_sums(rows, columns, skipped)
    used = [n for n, c in enumerate(columns) if not _is_empty(kept, n) or not _is_made_up(c)]
    return Grid(
        name,
        tuple(columns[n] for n in used),
        tuple(GridRow(row.line, tuple(row.cells[n] for n in used)) for row in kept),
        tuple(sorted(skipped, key=lambda remark: remark.line)),
        tuple(problems),
        form,
    )


def _filled(row: GridRow) -> list[int]:
    return [n for n, cell in enumerate(row.cells) if cell.strip()]


def _header_place(rows: Sequence[GridRow], skipped: list[Remark]) -> int | None:
    """The first row that looks like names; disclaimers above it are no names."""
    width = max((len(row.cells) for row in rows), default=0)
    for place, row in enumerate(rows[:8]):
        filled = _filled(row)
        if width > 1 and filled == [0] and len(row.cells[0]) > _LONG:
            skipped.append(Remark(row.line, "a remark above the table"))
            continue
        return place if _looks_like_names(row, rows[place + 1 :]) else None
    return None


def _looks_like_names(row: GridRow, below: Sequence[GridRow]) -> bool:
    cells = [row.cells[n].strip() for n in _filled(row)]
    if not cells or any(len(cell) > _LONG for cell in cells):
        return False
    folded = {cell.casefold() for cell in cells}
    if folded & _NAMES or any(w in _NAMES for cell in folded for w in re.split(r"\W+|_", cell)):
        return True
    if len(folded) < len(cells) or any(re.fullmatch(r"[\d.,%-]+", cell) for cell in cells):
        return False
    longest = max((len(cell) for r in below[:50] for cell in r.cells), default=0)
    return len(cells) > 1 and longest > 2 * max(map(len, cells))


def _place_of(rows: Sequence[GridRow], line: int) -> int | None:
    return next((n for n, row in enumerate(rows) if row.line == line), None)


def _names(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """Every column has a name, and no two the same."""
    names: list[str] = []
    for number in range(width):
        given = " ".join(cells[number].split()) if number < len(cells) else ""
        name = wanted = given or f"column {number + 1}"
        copy = 2
        while name.casefold() in {n.casefold() for n in names}:
            name, copy = f"{wanted} {copy}", copy + 1
        names.append(name)
    return tuple(names)


def _is_made_up(name: str) -> bool:
    return re.fullmatch(r"column \d+", name) is not None


def _is_empty(rows: Sequence[GridRow], place: int) -> bool:
    return all(not row.cells[place].strip() for row in rows)


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))


def _sectioned(
    rows: Sequence[GridRow], columns: tuple[str, ...], skipped: list[Remark]
) -> tuple[list[GridRow], tuple[str, ...]]:
    """Short rows of one cell in front, each followed by fuller rows, head what follows."""
    if len(columns) < 3:
        return list(rows), columns
    heads = {row.line for row, following in pairwise(rows) if _heads(row, following)}
    if len(heads) < 2 or len(heads) * 2 > len(rows):
        return list(rows), columns
    section, kept = "", []
    for row in rows:
        if row.line in heads:
            section = row.cells[0].strip()
            skipped.append(Remark(row.line, f"heads the section {section}"))
        else:
            kept.append(GridRow(row.line, (*row.cells, section)))
    return kept, (*columns, SECTION)


def _heads(row: GridRow, following: GridRow) -> bool:
    return _filled(row) == [0] and len(row.cells[0]) <= 40 and len(_filled(following)) > 1


def _without_sums(
    rows: Sequence[GridRow], columns: tuple[str, ...], skipped: list[Remark]
) -> list[GridRow]:
    """Rows at the end that hold a word and a number where the others hold a text."""
    kept = list(rows)
    longest = _longest_column(rows, columns)
    while kept and len(kept) > 3 and longest is not None:
        last = kept[-1]
        filled = [n for n in _filled(last) if columns[n] != SECTION]
        numbers = [n for n in filled if re.fullmatch(r"-?\d+(\.\d+)?%?", last.cells[n].strip())]
        if longest in filled or len(filled) > 3 or not numbers:
            break
        skipped.append(Remark(last.line, "a sum, not a case"))
        kept.pop()
    return kept


def _longest_column(rows: Sequence[GridRow], columns: tuple[str, ...]) -> int | None:
    sums = [sum(len(row.cells[n]) for row in rows[:200]) for n in range(len(columns))]
    return max(range(len(sums)), key=sums.__getitem__) if sums else None

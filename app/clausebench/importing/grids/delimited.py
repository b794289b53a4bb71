"""Tables in text: commas, semicolons, tabs or bars between the cells."""

from __future__ import annotations

import contextlib
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from clausebench.domain.importing.grid import Grid, GridRow, Remark, make_grid
from clausebench.importing.grids.limits import BETWEEN_CHECKS, Check, never, refuse_too_many

_DELIMITERS = (",", "\t", ";", "|")
_MAX_CELL = 4 << 20
_TALLEST = 5_000
"""Lines of one row. A taller one begins with a quotation mark that nobody closed."""
_PATIENCE = 100
"""Rows with an open quotation mark, after which they are taken as they stand."""
_SNIFFED = 100_000
_NAMES = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars"}


def read_delimited(
    stream: TextIO, name: str, form: str, header: int | None = None, check: Check = never
) -> Grid:
    """Cells may hold line breaks between quotation marks. Broken quoting is a problem of its
    line, and reading goes on after it. ``stream`` must keep line ends as they are."""
    beginning = stream.read(_SNIFFED)
    delimiter = sniff(beginning)
    rows: list[GridRow] = []
    problems: list[Remark] = []
    width = 0
    for found in _Records(_lines(beginning, stream), delimiter):
        if isinstance(found, Remark):
            problems.append(found)
            continue
        rows.append(found)
        width = max(width, len(found.cells))
        if len(rows) % BETWEEN_CHECKS == 0:
            check()
            refuse_too_many(len(rows), name, width)
    refuse_too_many(len(rows), name, width)
    form = f"{form}, {_NAMES[delimiter]}" if width > 1 else form
    return make_grid(name, rows, problems, form=form, header=header)


def _lines(beginning: str, stream: TextIO) -> Iterator[str]:
    """All lines with their ends; the beginning may stop within one."""
    last = ""
    for line in io.StringIO(beginning, newline=""):
        if last:
            yield last
        last = line
    rest = stream.readline() if last and not last.endswith("\n") else ""
    if last.endswith("\r") and rest != "\n":
        yield last
        last = ""
    if last or rest:
        yield last + rest
    yield from stream


class _Unclosed(Exception):
    """A row became too tall."""


class _Records(Iterator[GridRow | Remark]):
    """The rows, and remarks where there is none."""

    def __init__(self, lines: Iterator[str], delimiter: str) -> None:
        csv.field_size_limit(_MAX_CELL)
        self._lines, self._delimiter = lines, delimiter
        self._again: list[str] = []
        """Lines to read once more, the next one last."""
        self._taken: list[str] = []
        self._line = 1
        self._patience = _PATIENCE
        self._reader = self._fresh(strict=True)

    def __next__(self) -> GridRow | Remark:
        self._taken.clear()
        start = self._line
        try:
            return self._row(start, next(self._reader))
        except csv.Error as error:
            is_open = "end of data" in str(error) or self._closes_where_a_row_begins
        except _Unclosed:
            is_open = True
        if is_open:
            return self._recovered(start)
        self._put_back(self._taken)
        return self._loosely(start)

    @property
    def _closes_where_a_row_begins(self) -> bool:
        """The mark that would end the cell is the one that opens the next row's."""
        return len(self._taken) > 1 and self._taken[-1].startswith('"')

    def _row(self, start: int, cells: list[str]) -> GridRow:
        self._line = start + len(self._taken)
        return GridRow(start, tuple(cells))

    def _loosely(self, start: int) -> GridRow | Remark:
        """A quotation mark within a cell: people write that, and mean it."""
        try:
            row: GridRow | Remark = self._row(start, next(self._fresh(strict=False)))
        except csv.Error:
            row = self._skipped(start, f"has a cell of more than {_MAX_CELL:,} characters")
        except _Unclosed:
            row = self._recovered(start)
        self._reader = self._fresh(strict=True)
        return row

    def _recovered(self, start: int) -> GridRow | Remark:
        """Lose the line, but none of those that it would have swallowed."""
        self._patience -= 1
        if self._patience < 0:
            self._put_back(self._taken)
            self._reader = self._fresh(strict=False, takes_marks=True)
            with contextlib.suppress(csv.Error):
                return self._row(start, next(self._reader))
        remark = self._skipped(start, "opens a quotation mark that is never closed")
        self._reader = self._fresh(strict=True)
        return remark

    def _skipped(self, start: int, words: str) -> Remark:
        self._put_back(self._taken[1:])
        self._line = start + 1
        return Remark(start, words)

    def _put_back(self, lines: Iterable[str]) -> None:
        self._again.extend(reversed(list(lines)))
        self._taken.clear()

    def _fresh(self, *, strict: bool, takes_marks: bool = False) -> Iterator[list[str]]:
        return csv.reader(
            self._feed(),
            delimiter=self._delimiter,
            strict=strict,
            quoting=csv.QUOTE_NONE if takes_marks else csv.QUOTE_MINIMAL,
        )

    def _feed(self) -> Iterator[str]:
        while True:
            if self._again:
                line = self._again.pop()
            else:
                following = next(self._lines, None)
                if following is None:
                    return
                line = following
            self._taken.append(line)
            if len(self._taken) > _TALLEST:
                raise _Unclosed
            yield line


def sniff(sample: str) -> str:
    """The delimiter that gives the first rows the same number of cells, more than one."""
    csv.field_size_limit(_MAX_CELL)
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths: list[int] = []
        try:
            for cells in reader:
                widths.append(len(cells))
                if len(widths) >= 40:
                    break
        except csv.Error:
            pass
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        width, times = Counter(wide).most_common(1)[0]
        score = times / len(widths) * min(width, 4)
        if score > best_score:
            best, best_score = delimiter, score
    return best

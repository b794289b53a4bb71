"""Tables in text: commas, semicolons, tabs or bars between the cells."""

from __future__ import annotations

import csv
import io
from collections import Counter

from clausebench.domain.importing.grid import Grid, GridRow, Remark, make_grid
from clausebench.importing.grids.limits import MAX_ROWS, refuse_too_many

_DELIMITERS = (",", "\t", ";", "|")
_MAX_CELL = 4 << 20


def read_delimited(text: str, name: str, form: str, header: int | None = None) -> Grid:
    """Cells may hold line breaks between quotation marks. Broken quoting is a problem of its
    line, and reading goes on after it."""
    csv.field_size_limit(_MAX_CELL)
    delimiter = sniff(text)
    rows: list[GridRow] = []
    problems: list[Remark] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            problems.append(Remark(line, f"cannot be read: {error}"))
            line = reader.line_num + 1
            continue
        rows.append(GridRow(line, tuple(cells)))
        line = reader.line_num + 1
        if len(rows) > MAX_ROWS:
            refuse_too_many(len(rows), name)
    return make_grid(name, rows, problems, form=form, header=header)


def sniff(text: str) -> str:
    """The delimiter that gives the first rows the same number of cells, more than one."""
    sample = text[:100_000]
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

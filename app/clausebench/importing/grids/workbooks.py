"""Workbooks: XLSX and OpenDocument."""

from __future__ import annotations

from dataclasses import replace

from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid, GridRow, make_grid
from clausebench.importing.grids import ods, xlsx
from clausebench.importing.grids.archives import Archive, opened
from clausebench.importing.grids.limits import Check, never, refuse_too_many

WORKBOOKS = (".xlsx", ".xlsm", ".ods")


def read_workbook(
    data: bytes,
    name: str,
    sheet: str | None = None,
    header: int | None = None,
    check: Check = never,
) -> Grid:
    """The named sheet, else the first with a table in it. Raises ``BadInputError``."""
    with opened(data, name, check) as archive:
        book = _OpenDocument(archive) if name.lower().endswith(".ods") else _Xlsx(archive)
        if not book.names:
            raise BadInputError(f"{name} has no sheets.")
        if sheet and sheet not in book.names:
            raise BadInputError(
                f"{name} has no sheet named {sheet}.", f"Its sheets: {', '.join(book.names[:12])}."
            )
        chosen, rows = _first_filled(book, [sheet] if sheet else book.names)
        columns = len({column for _, cells in rows for column in cells})
        refuse_too_many(len(rows), name, columns)
        lines = [GridRow(line, cells) for line, cells in xlsx.spread(rows)]
        others = len(book.names) - 1
        form = f"workbook, sheet {chosen}" + (f" of {others + 1}" if others else "")
        grid = make_grid(name, lines, form=form, header=header)
        return replace(grid, sheets=tuple(book.names), sheet=chosen)


class _Xlsx:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._parts = xlsx.sheet_names(archive)
        self._strings: list[str] | None = None
        self.names = list(self._parts)

    def rows(self, name: str) -> list[xlsx.Sparse]:
        if self._strings is None:
            self._strings = xlsx.shared_strings(self._archive)
        return xlsx.sheet_rows(self._archive, self._parts[name], self._strings)


class _OpenDocument:
    def __init__(self, archive: Archive) -> None:
        self._sheets = ods.sheets(archive)
        self.names = list(self._sheets)

    def rows(self, name: str) -> list[xlsx.Sparse]:
        return self._sheets[name]


def _first_filled(book: _Xlsx | _OpenDocument, names: list[str]) -> tuple[str, list[xlsx.Sparse]]:
    """The first with a table in it; a sheet may hold no more than a remark."""
    best: tuple[str, list[xlsx.Sparse]] = (names[-1], [])
    for name in names:
        rows = book.rows(name)
        if len(rows) > 1 and any(len(cells) > 1 for _, cells in rows):
            return name, rows
        if rows and not best[1]:
            best = name, rows
    return best

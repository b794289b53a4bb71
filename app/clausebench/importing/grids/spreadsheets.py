"""Workbooks: XLSX, XLS, ODS."""

from __future__ import annotations

import io
import zipfile

from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid, GridRow, make_grid
from clausebench.importing.grids.limits import MAX_BYTES, refuse_too_many


def read_workbook(
    data: bytes, name: str, sheet: str | None = None, header: int | None = None
) -> Grid:
    """The named sheet, else the first that has rows. Raises ``BadInputError``."""
    _refuse_bomb(data, name)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = list(book.sheet_names)
        chosen = [sheet] if sheet else names
        if sheet and sheet not in names:
            raise BadInputError(
                f"{name} has no sheet named {sheet}.", f"Its sheets: {', '.join(names[:12])}."
            )
        for one in chosen:
            cells = book.get_sheet_by_name(one).to_python(skip_empty_area=False)
            if cells or one == chosen[-1]:
                refuse_too_many(len(cells), name)
                rows = [
                    GridRow(line, tuple(_cell(value) for value in row))
                    for line, row in enumerate(cells, start=1)
                ]
                return make_grid(name, rows, form=f"workbook, sheet {one}", header=header)
    except (CalamineError, ValueError, OSError) as error:
        raise BadInputError(
            f"{name} cannot be read as a workbook.", str(error)[:200], "Save it as CSV."
        ) from error
    raise BadInputError(f"{name} has no sheets.")


def _refuse_bomb(data: bytes, name: str) -> None:
    """A small file can be made to unpack into one that fills the memory."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise BadInputError(f"{name} is a damaged workbook.", hint="Get the file again.") from error
    if unpacked > MAX_BYTES:
        raise BadInputError(
            f"{name} unpacks to more than {MAX_BYTES >> 20} MiB.", "Nothing was read."
        )


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)

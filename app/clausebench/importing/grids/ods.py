"""Sheets of OpenDocument spreadsheets.

Source: OASIS OpenDocument 1.3, part 3, 9.1 (tables) and 19.675 (repeated cells).
"""

from __future__ import annotations

from clausebench.importing.grids.archives import Archive, Attributes
from clausebench.importing.grids.xlsx import Sparse

_MOST_REPEATS = 1_000
"""Of a filled cell or row. Programs repeat empty ones to the end of the sheet."""


def sheets(archive: Archive) -> dict[str, list[Sparse]]:
    """The rows that have cells, by the name of the sheet, in the order of the tabs."""
    reader = _Tables()
    archive.parse("content.xml", reader.start, reader.end, reader.text)
    return reader.sheets


class _Tables:
    def __init__(self) -> None:
        self.sheets: dict[str, list[Sparse]] = {}
        self._rows: list[Sparse] = []
        self._line, self._column = 1, 0
        self._row_repeats = self._cell_repeats = 1
        self._cells: dict[int, str] = {}
        self._paragraphs: list[str] = []
        self._depth = 0
        """How deep in paragraphs: a note on a cell has its own, which are left out."""
        self._notes = 0

    def start(self, tag: str, given: Attributes) -> None:
        if tag == "table":
            self._rows = self.sheets.setdefault(given.get("table:name", ""), [])
            self._line = 1
        elif tag == "table-row":
            self._row_repeats = int(given.get("table:number-rows-repeated", 1))
            self._column, self._cells = 0, {}
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell_repeats = int(given.get("table:number-columns-repeated", 1))
            self._paragraphs = []
        elif tag == "annotation":
            self._notes += 1
        elif tag == "p" and not self._notes:
            self._paragraphs.append("")
            self._depth += 1
        elif not self._notes and self._depth:
            self._mark(tag, given)

    def end(self, tag: str) -> None:
        if tag in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif tag == "table-row":
            self._end_row()
        elif tag == "annotation":
            self._notes -= 1
        elif tag == "p" and not self._notes:
            self._depth -= 1

    def text(self, piece: str) -> None:
        if self._depth and not self._notes:
            self._paragraphs[-1] += piece

    def _mark(self, tag: str, given: Attributes) -> None:
        """Blanks, tabs and line breaks are elements."""
        blanks = min(int(given.get("text:c", 1)), _MOST_REPEATS)
        self._paragraphs[-1] += {"s": " " * blanks, "tab": "\t", "line-break": "\n"}.get(tag, "")

    def _end_cell(self) -> None:
        text = "\n".join(self._paragraphs)
        for number in range(min(self._cell_repeats, _MOST_REPEATS) if text else 0):
            self._cells[self._column + number] = text
        self._column += self._cell_repeats

    def _end_row(self) -> None:
        for number in range(min(self._row_repeats, _MOST_REPEATS) if self._cells else 0):
            self._rows.append((self._line + number, self._cells))
        self._line += self._row_repeats

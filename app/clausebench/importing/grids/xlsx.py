"""Sheets of XLSX workbooks.

Source: ECMA-376, part 1, 18.3 (worksheets), 18.4 (shared strings).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausebench.importing.grids.archives import Archive, Attributes, nothing

Sparse = tuple[int, dict[int, str]]
"""A row: its line, and its cells by column from 0."""

_PLACE = re.compile(r"([A-Za-z]{1,3})\d*")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def sheet_names(archive: Archive) -> dict[str, str]:
    """The part that holds each sheet, in the order of the tabs."""
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def relation(tag: str, given: Attributes) -> None:
        if tag == "Relationship":
            targets[given.get("Id", "")] = given.get("Target", "")

    def sheet(tag: str, given: Attributes) -> None:
        if tag == "sheet":
            reference = next((v for k, v in given.items() if k.endswith(":id")), "")
            sheets[given.get("name", "")] = _part(targets.get(reference, ""))

    archive.parse("xl/_rels/workbook.xml.rels", relation, nothing, nothing)
    archive.parse("xl/workbook.xml", sheet, nothing, nothing)
    return sheets


def shared_strings(archive: Archive) -> list[str]:
    reader = _Strings()
    archive.parse("xl/sharedStrings.xml", reader.start, reader.end, reader.text)
    return reader.strings


def sheet_rows(archive: Archive, part: str, strings: list[str]) -> list[Sparse]:
    """The rows that have cells."""
    reader = _Sheet(strings)
    archive.parse(part, reader.start, reader.end, reader.text)
    return reader.rows


def _part(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


class _Strings:
    """What is written above characters to tell how they sound is no part of a text."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._is_text = self._is_sound = False

    def start(self, tag: str, _given: Attributes) -> None:
        if tag == "si":
            self._pieces = []
        self._is_sound = self._is_sound or tag == "rPh"
        self._is_text = tag == "t" and not self._is_sound

    def end(self, tag: str) -> None:
        if tag == "si":
            self.strings.append(_plain("".join(self._pieces)))
        elif tag == "rPh":
            self._is_sound = False
        self._is_text = False

    def text(self, piece: str) -> None:
        if self._is_text:
            self._pieces.append(piece)


class _Sheet:
    def __init__(self, strings: list[str]) -> None:
        self.rows: list[Sparse] = []
        self._strings = strings
        self._line, self._column, self._kind = 0, -1, ""
        self._cells: dict[int, str] = {}
        self._pieces: list[str] = []
        self._is_value = self._is_sound = False

    def start(self, tag: str, given: Attributes) -> None:
        if tag == "row":
            self._line = int(given.get("r", self._line + 1))
            self._column, self._cells = -1, {}
        elif tag == "c":
            place = _PLACE.match(given.get("r", ""))
            self._column = _number(place[1]) if place else self._column + 1
            self._kind, self._pieces = given.get("t", "n"), []
        self._is_sound = self._is_sound or tag == "rPh"
        self._is_value = tag in ("v", "t") and not self._is_sound

    def end(self, tag: str) -> None:
        if tag == "c" and self._pieces:
            self._cells[self._column] = self._value("".join(self._pieces))
        elif tag == "row" and self._cells:
            self.rows.append((self._line, self._cells))
        elif tag == "rPh":
            self._is_sound = False
        self._is_value = False

    def text(self, piece: str) -> None:
        if self._is_value:
            self._pieces.append(piece)

    def _value(self, written: str) -> str:
        if self._kind == "s":
            number = int(written)
            return self._strings[number] if 0 <= number < len(self._strings) else ""
        if self._kind == "b":
            return "true" if written.strip() == "1" else "false"
        if self._kind == "e":
            return ""
        return _plain(written) if self._kind in ("str", "inlineStr") else _shortest(written)


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _plain(text: str) -> str:
    """What XML cannot hold stands there as ``_x000D_``."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _shortest(number: str) -> str:
    """``1.0`` is 1."""
    try:
        value = float(number)
    except ValueError:
        return number
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else number


def spread(rows: list[Sparse]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows with a cell in each column that any row has; a far column costs no more than others."""
    used = sorted({column for _, cells in rows for column in cells})
    for line, cells in rows:
        yield line, tuple(cells.get(column, "") for column in used)

"""Test cases from CSV and JSON Lines.

Columns (CSV header or JSON keys): ``content`` is required; ``id``, ``expected`` (violates,
allowed, escalate), ``label``, ``clauses``, ``language``, ``tags``, ``twin`` and ``note`` are
optional, as are ``tolerance`` (must-be-stable, may-vary, must-escalate), ``kind`` (post, thread,
user-request, model-reply, request-and-reply), ``severity`` (low, medium, high, critical),
``split`` (open, locked), ``source``, ``licence`` and ``twin_change``. In CSV, several clauses or
tags are separated by ``;``.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, TypeVar

from clausebench.domain.case import CaseSeverity, Expectation, Split, Tolerance
from clausebench.domain.case_kind import CaseKind
from clausebench.domain.clause import Decision
from clausebench.domain.errors import BadInputError
from clausebench.domain.text import without_lone_surrogates

_Word = TypeVar("_Word", bound=StrEnum)

MAX_CONTENT = 400_000
"""Characters. Longer than any context window; a larger cell is a broken file."""

MAX_BYTES = 64 << 20
"""Of one file. Far above any suite; a device or a wrong file must not fill the memory."""


@dataclass(frozen=True, slots=True)
class ImportedCase:
    """A test case as a file gives it; ``name`` is the file's id, or its row number."""

    name: str
    content: str
    expected: Expectation
    language: str = ""
    tags: tuple[str, ...] = ()
    twin: str | None = None
    note: str = ""
    kind: CaseKind = CaseKind.POST
    severity: CaseSeverity | None = None
    split: Split = Split.OPEN
    source: str = ""
    licence: str = ""
    twin_change: str = ""


def read_cases(path: Path) -> tuple[ImportedCase, ...]:
    """The cases of a ``.csv``, ``.jsonl`` or ``.ndjson`` file.

    Raises ``BadInputError`` naming the file and the row of the first thing that is wrong.
    """
    readers = {".csv": _csv_rows, ".jsonl": _jsonl_rows, ".ndjson": _jsonl_rows}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise BadInputError(
            f"{path.name} is not a file of test cases.", hint="Use a .csv or a .jsonl file."
        )
    cases = tuple(_case(path, number, row) for number, row in reader(path))
    _refuse_twice(path, cases)
    return cases


def read_text(path: Path) -> str:
    """The text of a UTF-8 file exactly as it is, except for a byte order mark.

    Raises ``BadInputError``.
    """
    try:
        with path.open("rb") as file:
            raw = read_bytes(file, path.name)
    except OSError as error:
        raise BadInputError(
            f"{path} cannot be read: {error.strerror}.", hint="Check the name and permissions."
        ) from error
    try:
        return raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise BadInputError(
            f"{path.name} is not UTF-8 text (byte {error.start}).",
            hint="Save it as UTF-8 and try again.",
        ) from error


def read_bytes(stream: BinaryIO, name: str) -> bytes:
    """All of a stream, which may never end. Raises ``BadInputError`` beyond ``MAX_BYTES``."""
    raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise BadInputError(
            f"{name} holds more than {MAX_BYTES >> 20} MiB.",
            "Nothing was read.",
            "Judge a shorter text, or split the file.",
        )
    return raw


def _csv_rows(path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    csv.field_size_limit(MAX_CONTENT * 4)
    rows = csv.DictReader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        if "content" not in (rows.fieldnames or ()):
            found = ", ".join(rows.fieldnames or ()) or "nothing"
            raise BadInputError(
                f"{path.name} has no column named content.",
                f"Its first row names: {found}.",
                "Name the column that holds the text to judge: content.",
            )
        yield from ((number, row) for number, row in enumerate(rows, start=2))
    except csv.Error as error:
        raise _row_error(path, rows.line_num, f"is not valid CSV: {error}") from error


def _jsonl_rows(path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _row_error(path, number, "is not valid JSON") from error
        if not isinstance(row, dict):
            raise _row_error(path, number, "is not a JSON object")
        yield number, row


def _case(path: Path, number: int, row: Mapping[str, object]) -> ImportedCase:
    content = row.get("content")
    if not isinstance(content, str) or not content:
        raise _row_error(path, number, "has no content")
    if len(content) > MAX_CONTENT:
        raise _row_error(path, number, f"has more than {MAX_CONTENT:,} characters of content")
    return ImportedCase(
        name=_text(row, "id") or f"row-{number}",
        content=without_lone_surrogates(content),
        expected=Expectation(
            _one_of(Decision, path, number, row, "expected"),
            _text(row, "label") or None,
            _list(row, "clauses"),
            _one_of(Tolerance, path, number, row, "tolerance"),
        ),
        language=_text(row, "language"),
        tags=_list(row, "tags"),
        twin=_text(row, "twin") or None,
        note=_text(row, "note"),
        kind=_one_of(CaseKind, path, number, row, "kind") or CaseKind.POST,
        severity=_one_of(CaseSeverity, path, number, row, "severity"),
        split=_one_of(Split, path, number, row, "split") or Split.OPEN,
        source=_text(row, "source"),
        licence=_text(row, "licence"),
        twin_change=_text(row, "twin_change"),
    )


def _one_of(
    kind: type[_Word], path: Path, number: int, row: Mapping[str, object], key: str
) -> _Word | None:
    """One of the words of a column; None where the cell is empty."""
    text = _text(row, key)
    if not text:
        return None
    try:
        return kind(text.casefold())
    except ValueError as error:
        *others, last = [member.value for member in kind]
        wanted = f"{', '.join(others)} or {last}"
        what = "expects something" if key == "expected" else f"has a {key}"
        raise _row_error(path, number, f"{what} that is not {wanted}") from error


def _text(row: Mapping[str, object], key: str) -> str:
    value = row.get(key)
    return "" if value is None else without_lone_surrogates(str(value)).strip()


def _list(row: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = row.get(key)
    parts = value if isinstance(value, list) else str(value or "").split(";")
    return tuple(p for p in (without_lone_surrogates(str(x)).strip() for x in parts) if p)


def _refuse_twice(path: Path, cases: tuple[ImportedCase, ...]) -> None:
    seen: set[str] = set()
    for case in cases:
        if case.name in seen:
            raise BadInputError(
                f"{path.name} has two cases with the id {case.name}.", hint="Give each its own id."
            )
        seen.add(case.name)


def _row_error(path: Path, number: int, what: str) -> BadInputError:
    return BadInputError(
        f"{path.name}, row {number} {what}.", "Nothing was read.", "Mend the row and try again."
    )

"""JSON that has one meaning: no key twice, no NaN, no endless numbers, nothing too deep.

What is read must also be spelled as bundles spell it, which leaves one way to write each value.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn, TypeVar

from clausebench.domain.bundle import limits
from clausebench.domain.bundle.canonical import canonical_json, canonical_lines
from clausebench.domain.plain import PlainError, from_plain
from clausebench.importing.bundle.refusing import refused

T = TypeVar("T")

_MARKS = (b",", b"[", b"{")


def parse(data: bytes, where: str) -> Any:
    """A JSON value. Raises ``BundleError``; ``where`` names the file, and the line if any."""
    if sum(map(data.count, _MARKS)) > limits.MAX_MARKS:
        raise refused(f"{where} holds more values than a bundle needs.")
    try:
        return strict_value(data)
    except ValueError:
        raise refused(f"{where} is not valid JSON of a bundle.") from None


def strict_value(data: bytes) -> Any:
    """A JSON value of UTF-8. Raises ``ValueError`` for whatever has no one meaning; the caller
    bounds the size."""
    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_no_number,
            parse_float=_no_number,
        )
    except RecursionError:
        raise ValueError("too deep") from None


def read_value(cls: type[T], data: bytes, where: str) -> T:
    """One value of a class. Raises ``BundleError``."""
    value = _typed(cls, parse(data, where), where)
    if not _is_spelled(data, lambda: canonical_json(value)):
        raise refused(f"{where} is not spelled as bundles spell it.")
    return value


def read_lines(cls: type[T], data: bytes, where: str) -> tuple[T, ...]:
    """One value of a class in each line. Raises ``BundleError`` with the line's number."""
    lines = data.split(b"\n", limits.MAX_ROWS + 1)
    if lines.pop() or len(lines) > limits.MAX_ROWS:
        raise refused(f"{where} has more than {limits.MAX_ROWS:,} lines, or its last is cut.")
    values = []
    marks = 0
    for number, line in enumerate(lines, start=1):
        place = f"{where}, line {number},"
        marks += sum(map(line.count, _MARKS))
        if len(line) > limits.MAX_LINE or marks > limits.MAX_MARKS_OF_LINES:
            raise refused(f"{place} is longer than a bundle needs.")
        values.append(_typed(cls, parse(line, place), place))
    if not _is_spelled(data, lambda: canonical_lines(values)):
        raise refused(f"{where} is not spelled as bundles spell it.")
    return tuple(values)


def _typed(cls: type[T], plain: object, where: str) -> T:
    try:
        return from_plain(cls, plain)
    except (PlainError, RecursionError):
        raise refused(f"{where} does not hold what belongs there.") from None


def _is_spelled(data: bytes, spell: Any) -> bool:
    """False also for halves of characters, which no file can hold."""
    try:
        return bool(spell() == data)
    except (UnicodeEncodeError, TypeError):
        return False


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError("a key comes twice")
    return values


def _no_number(_: str) -> NoReturn:
    raise ValueError("a number that is not whole")

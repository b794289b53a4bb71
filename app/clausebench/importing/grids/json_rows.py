"""JSON Lines and JSON arrays: one object a row; what is nested becomes dotted columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid, GridRow, Remark
from clausebench.importing.grids.limits import MAX_ROWS, refuse_too_many

_LISTS_OF_ROWS = ("tests", "data", "rows", "examples", "results", "cases", "items")
_DEEPEST = 3


def read_json_lines(text: str, name: str) -> Grid:
    """A line that is no object is a problem of that line."""
    objects: list[tuple[int, dict[str, Any]]] = []
    problems: list[Remark] = []
    for line, written in enumerate(text.split("\n"), start=1):
        if not written.strip():
            continue
        try:
            value = json.loads(written)
        except (ValueError, RecursionError):
            problems.append(Remark(line, "is not valid JSON"))
            continue
        if isinstance(value, dict):
            objects.append((line, value))
        else:
            problems.append(Remark(line, "is not a JSON object"))
        if len(objects) > MAX_ROWS:
            refuse_too_many(len(objects), name)
    return grid_of_objects(objects, name, "JSON Lines", problems)


def read_json(text: str, name: str) -> Grid:
    """An array of objects, or an object that holds one under a usual name."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInputError(
            f"{name} is not valid JSON.", hint="If it has one object per line, name it .jsonl."
        ) from error
    rows = value if isinstance(value, list) else _rows_inside(value)
    if rows is None:
        raise BadInputError(
            f"{name} holds no list of cases.",
            f"A list was looked for at the top and under {', '.join(_LISTS_OF_ROWS)}.",
            "Save the list itself.",
        )
    refuse_too_many(len(rows), name)
    objects = [(n, row) for n, row in enumerate(rows, start=1) if isinstance(row, dict)]
    problems = [
        Remark(n, "is not a JSON object") for n, r in enumerate(rows, 1) if not isinstance(r, dict)
    ]
    return grid_of_objects(objects, name, "JSON", problems)


def _rows_inside(value: object) -> list[Any] | None:
    if isinstance(value, dict):
        for key in _LISTS_OF_ROWS:
            if isinstance(value.get(key), list):
                return list(value[key])
    return None


def grid_of_objects(
    objects: list[tuple[int, dict[str, Any]]], name: str, form: str, problems: list[Remark]
) -> Grid:
    """Columns in the order in which they first occur."""
    flat = [(line, dict(_flattened(value))) for line, value in objects]
    columns = tuple(dict.fromkeys(key for _, row in flat for key in row))
    rows = tuple(GridRow(line, tuple(row.get(c, "") for c in columns)) for line, row in flat)
    return Grid(name, columns, rows, (), tuple(problems), form)


def _flattened(value: dict[str, Any], prefix: str = "", depth: int = 0) -> Iterator[Any]:
    for key, inner in value.items():
        column = f"{prefix}{key}"
        if isinstance(inner, dict) and depth < _DEEPEST:
            yield from _flattened(inner, f"{column}.", depth + 1)
        else:
            yield column, _cell(inner)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return "; ".join(value)
    if isinstance(value, (int, float)):
        return f"{value:g}" if isinstance(value, float) else str(value)
    return json.dumps(value, ensure_ascii=False)

"""JSON Lines and JSON arrays: one object a row; what is nested becomes dotted columns."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from itertools import islice
from typing import Any, TextIO

from clausebench.domain.case_kind import ASSISTANT, USER, CaseKind, Part, compose
from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid, GridRow, Remark
from clausebench.importing.grids.limits import BETWEEN_CHECKS, Check, never, refuse_too_many

_LISTS_OF_ROWS = ("tests", "data", "rows", "examples", "results", "cases", "items")
_DEEPEST = 3
_MOST_COLUMNS = 2_000
"""Of one row: more are a few objects that refer to each other many times."""
_LONGEST_JSON = 400_000
_SPEAKERS = {"user": USER, "human": USER, "assistant": ASSISTANT, "model": ASSISTANT}

Objects = list[tuple[int, dict[str, Any]]]
"""With the line in which each stands."""


def read_objects(stream: TextIO, name: str, check: Check = never) -> tuple[Objects, list[Remark]]:
    """Of JSON Lines. A line that is no object is a problem of that line."""
    objects: Objects = []
    problems: list[Remark] = []
    for line, written in enumerate(stream, start=1):
        if line % BETWEEN_CHECKS == 0:
            check()
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
        refuse_too_many(len(objects), name)
    return objects, problems


def objects_of(value: object, name: str) -> tuple[Objects, list[Remark]]:
    """An array of objects, or an object that holds one under a usual name; counted from 1."""
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
    return objects, problems


def _rows_inside(value: object) -> list[Any] | None:
    if isinstance(value, dict):
        for key in _LISTS_OF_ROWS:
            if isinstance(value.get(key), list):
                return list(value[key])
    return None


def grid_of_objects(objects: Objects, name: str, form: str, problems: list[Remark]) -> Grid:
    """Columns in the order in which they first occur."""
    flat: list[tuple[int, dict[str, str]]] = []
    columns: dict[str, None] = {}
    for line, value in objects:
        row = dict(islice(_flattened(value), _MOST_COLUMNS))
        columns.update(dict.fromkeys(row))
        refuse_too_many(len(objects), name, len(columns))
        flat.append((line, row))
    rows = tuple(GridRow(line, tuple(row.get(c, "") for c in columns)) for line, row in flat)
    return Grid(name, tuple(columns), rows, (), tuple(problems), form)


def _flattened(
    value: dict[str, Any], prefix: str = "", depth: int = 0
) -> Iterator[tuple[str, str]]:
    for key, inner in value.items():
        column = f"{prefix}{key}"
        if isinstance(inner, dict) and depth < _DEEPEST:
            yield from _flattened(inner, f"{column}.", depth + 1)
        elif turns := _turns(inner):
            kind, text = _conversation(turns)
            yield column, text
            if "kind" not in value:
                yield f"{prefix}kind", kind
        else:
            yield column, _cell(inner)


def _turns(value: object) -> list[Part]:
    """What is said in a list of ``{"role": …, "content": …}``. What the system says is the
    policy, not the content."""
    if not isinstance(value, list) or not value:
        return []
    parts = []
    for turn in value:
        role = turn.get("role", turn.get("from")) if isinstance(turn, dict) else None
        text = turn.get("content", turn.get("value")) if isinstance(turn, dict) else None
        if not isinstance(role, str) or not isinstance(text, str):
            return []
        if role not in ("system", "developer"):
            parts.append(Part(_SPEAKERS.get(role, role), text))
    return parts


def _conversation(turns: list[Part]) -> tuple[CaseKind, str]:
    speakers = [turn.speaker for turn in turns]
    if len(turns) == 1:
        kind = {USER: CaseKind.REQUEST, ASSISTANT: CaseKind.REPLY}.get(speakers[0], CaseKind.POST)
    else:
        kind = CaseKind.EXCHANGE if speakers == [USER, ASSISTANT] else CaseKind.THREAD
    return kind, compose(kind, turns)


def _cell(value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return "; ".join(value)
    if isinstance(value, (int, float)):
        return f"{value:g}" if isinstance(value, float) else str(value)
    return _as_json(value)


def _as_json(value: object) -> str:
    """Empty beyond any use: references in YAML can make a few lines endless."""
    pieces: list[str] = []
    length = 0
    try:
        for piece in json.JSONEncoder(ensure_ascii=False, default=str).iterencode(value):
            length += len(piece)
            if length > _LONGEST_JSON:
                return ""
            pieces.append(piece)
    except (ValueError, TypeError, RecursionError):
        return ""
    return "".join(pieces)

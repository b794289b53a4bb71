"""Tests of a promptfoo project: what is asked, and what is asserted about the answer.

Source: promptfoo's configuration reference (``tests``, ``defaultTest``, ``vars``, ``assert``,
``metadata``; in CSV ``__expected``, ``__description``, ``__metadata:NAME``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid, GridRow, Remark
from clausebench.importing.grids.json_rows import Objects, grid_of_objects

_CONTENT = ("content", "text", "input", "prompt", "message", "query", "post")
_VIOLATION = re.compile(r"violation\W{0,6}(?:===?|:)\W{0,3}([01])")
_KINDS = ("equals", "contains", "icontains")
_METADATA = re.compile(r"__metadata:(\w+)(?:\[\])?")
_MAX_YAML = 32 << 20
"""Characters. Reading more takes minutes; tests of that size are kept as CSV or JSON Lines."""


def is_test(value: object) -> bool:
    """Whether it is one test."""
    return isinstance(value, dict) and isinstance(value.get("vars"), dict)


def is_promptfoo(value: object) -> bool:
    """Whether it is a project, or a list of its tests."""
    tests = value.get("tests") if isinstance(value, dict) else value
    return isinstance(tests, list) and any(is_test(test) for test in tests)


def read_yaml(text: str, name: str) -> Grid:
    """A project in YAML. Raises ``BadInputError``."""
    import yaml

    if len(text) > _MAX_YAML:
        raise BadInputError(f"{name} is too long for YAML.", hint="Save the tests as CSV.")
    try:
        # Nested deeper than Python can follow, the C reader would end the process.
        value = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise BadInputError(f"{name} is not valid YAML.", str(error)[:200]) from error
    if isinstance(value, dict) and isinstance(value.get("tests"), str):
        raise BadInputError(
            f"{name} keeps its tests in another file.", hint=f"Import {value['tests']} instead."
        )
    if not is_promptfoo(value):
        raise BadInputError(
            f"{name} holds no tests of promptfoo.",
            "They are looked for under tests, each with vars.",
        )
    return read_project(value, name)


def read_project(value: Any, name: str) -> Grid:
    """From a parsed project or list of tests; what ``defaultTest`` says holds for all."""
    tests = value["tests"] if isinstance(value, dict) else value
    usual = value.get("defaultTest") if isinstance(value, dict) else None
    return read_tests(list(enumerate(tests, start=1)), name, usual if is_test(usual) else {})


def read_tests(tests: list[tuple[int, Any]], name: str, usual: Any = None) -> Grid:
    """From tests with the lines they stand in."""
    rows: Objects = []
    problems = []
    usual_vars = (usual or {}).get("vars", {})
    for number, test in tests:
        if is_test(test):
            rows.append((number, dict(_row(test, {**usual_vars, **test["vars"]}))))
        else:
            problems.append(Remark(number, "is a test without vars"))
    return grid_of_objects(rows, name, "promptfoo", problems)


def of_table(grid: Grid) -> Grid:
    """A table of tests: its columns under the names that they have elsewhere here."""
    place = grid.column("__expected")
    if place is None:
        return grid
    columns = tuple(_METADATA.sub(r"\1", name) for name in grid.columns)
    rows = tuple(
        GridRow(
            row.line, (*row.cells[:place], _asserted(row.cells[place]), *row.cells[place + 1 :])
        )
        for row in grid.rows
    )
    return replace(grid, columns=columns, rows=rows, form=f"promptfoo, {grid.form}")


def _row(test: dict[str, Any], variables: dict[str, Any]) -> Iterator[tuple[str, object]]:
    named = next((key for key in _CONTENT if isinstance(variables.get(key), str)), None)
    longest = max(
        (k for k, v in variables.items() if isinstance(v, str)),
        key=lambda k: len(variables[k]),
        default=None,
    )
    yield "content", variables.get(named or longest or "", "")
    yield "expected", _expected(test.get("assert"))
    yield "id", test.get("description") or ""
    metadata = test.get("metadata")
    if isinstance(metadata, dict):
        for key in ("clauses", "clause", "split", "severity", "language", "tags", "note"):
            if key in metadata:
                yield ("clauses" if key == "clause" else key), metadata[key]


def _expected(assertions: object) -> str:
    """What an assertion wants the answer to be: an equal text, or the number after violation."""
    for assertion in assertions if isinstance(assertions, list) else ():
        value = assertion.get("value") if isinstance(assertion, dict) else None
        if not isinstance(value, str):
            continue
        if assertion.get("type") in _KINDS:
            return value
        if found := _VIOLATION.search(value):
            return found[1]
    return ""


def _asserted(text: str) -> str:
    """``equals: 1`` and the like; a bare text is to be equal."""
    kind, colon, value = text.partition(":")
    if colon and kind.strip() in _KINDS:
        return value.strip()
    found = _VIOLATION.search(text)
    return found[1] if found else text.strip()

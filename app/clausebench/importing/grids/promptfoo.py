"""Tests of a promptfoo project: what is asked, and what is asserted about the answer.

Source: promptfoo's configuration reference (``tests``, ``vars``, ``assert``, ``metadata``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid, Remark
from clausebench.importing.grids.json_rows import grid_of_objects

_CONTENT = ("content", "text", "input", "prompt", "message", "query", "post")
_VIOLATION = re.compile(r"violation\W{0,6}(?:===?|:)\W{0,3}([01])")


def is_promptfoo(value: object) -> bool:
    """Whether it is a project, or a list of its tests."""
    tests = value.get("tests") if isinstance(value, dict) else value
    return isinstance(tests, list) and any(
        isinstance(t, dict) and isinstance(t.get("vars"), dict) for t in tests
    )


def read_yaml(text: str, name: str) -> Grid:
    """A project in YAML. Raises ``BadInputError``."""
    import yaml

    try:
        value = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise BadInputError(f"{name} is not valid YAML.", str(error)[:200]) from error
    if not is_promptfoo(value):
        raise BadInputError(
            f"{name} holds no tests of promptfoo.",
            "They are looked for under tests, each with vars.",
        )
    return read_tests(value, name)


def read_tests(value: Any, name: str) -> Grid:
    """From a parsed project or list of tests."""
    tests = value["tests"] if isinstance(value, dict) else value
    rows: list[tuple[int, dict[str, Any]]] = []
    problems = []
    for number, test in enumerate(tests, start=1):
        if isinstance(test, dict) and isinstance(test.get("vars"), dict):
            rows.append((number, dict(_row(test))))
        else:
            problems.append(Remark(number, "is a test without vars"))
    return grid_of_objects(rows, name, "promptfoo", problems)


def _row(test: dict[str, Any]) -> Iterator[tuple[str, object]]:
    variables = test["vars"]
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
        if assertion.get("type") in ("equals", "contains", "icontains"):
            return value
        if found := _VIOLATION.search(value):
            return found[1]
    return ""

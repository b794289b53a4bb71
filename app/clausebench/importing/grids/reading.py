"""Any file as a table, by its name and by what is in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid
from clausebench.importing.grids.delimited import read_delimited
from clausebench.importing.grids.encoding import decode
from clausebench.importing.grids.json_rows import read_json, read_json_lines
from clausebench.importing.grids.limits import read_all
from clausebench.importing.grids.parquet import read_parquet
from clausebench.importing.grids.promptfoo import is_promptfoo, read_tests, read_yaml
from clausebench.importing.grids.spreadsheets import read_workbook

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_TEXTS = (".csv", ".tsv", ".tab", ".txt")
SUFFIXES = (*_TEXTS, *_WORKBOOKS, ".jsonl", ".ndjson", ".json", ".yaml", ".yml", ".parquet", ".gz")


def read_grid(path: Path, *, sheet: str | None = None, header: int | None = None) -> Grid:
    """Raises ``BadInputError`` only if nothing at all can be read."""
    name = path.name
    suffix = path.with_suffix("").suffix if path.suffix.lower() == ".gz" else path.suffix
    suffix = suffix.lower()
    if suffix == ".parquet":
        return read_parquet(path)
    data = read_all(path)
    if suffix in _WORKBOOKS:
        return read_workbook(data, name, sheet, header)
    text, encoding = decode(data)
    return _of_text(text, name, suffix, encoding, header)


def read_pasted(text: str, name: str = "clipboard") -> Grid:
    """What was copied: cells of a spreadsheet, JSON, or one content a line."""
    suffix = ".jsonl" if text.lstrip().startswith("{") else ".csv"
    if text.lstrip().startswith("["):
        suffix = ".json"
    return _of_text(text, name, suffix, "clipboard", None)


def _of_text(text: str, name: str, suffix: str, encoding: str, header: int | None) -> Grid:
    if suffix in (".jsonl", ".ndjson"):
        return read_json_lines(text, name)
    if suffix == ".json":
        return _json(text, name)
    if suffix in (".yaml", ".yml"):
        return read_yaml(text, name)
    if suffix in _TEXTS or not suffix:
        return read_delimited(text, name, f"text, {encoding}", header)
    raise BadInputError(
        f"{name} is of no kind that holds test cases.", f"These are read: {', '.join(SUFFIXES)}."
    )


def _json(text: str, name: str) -> Grid:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return read_json(text, name)  # says what is wrong
    return read_tests(value, name) if is_promptfoo(value) else read_json(text, name)


def pack_sets(folder: Path) -> Iterator[tuple[str, Path, Path]]:
    """The policies of a pack of ROOST's with their sets: slug, policy file, data file.

    Source: the layout of resources/policy-packs in roostorg/model-community.
    """
    for policy in sorted(folder.glob("example_policies/*/policy.md")):
        slug = policy.parent.name
        data = folder / "datasets" / f"{slug}.csv"
        if data.is_file():
            yield slug, policy, data
    for policy in sorted(folder.glob("*.policy.md")):
        slug = policy.name.removesuffix(".policy.md")
        data = folder / f"{slug}.csv"
        if data.is_file():
            yield slug, policy, data

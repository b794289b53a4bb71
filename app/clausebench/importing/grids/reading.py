"""Any file as a table, by its name and by what is in it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from clausebench.domain.errors import BadInputError
from clausebench.domain.importing.grid import Grid, Remark
from clausebench.importing.grids import json_rows, promptfoo
from clausebench.importing.grids.delimited import read_delimited
from clausebench.importing.grids.encoding import Encoding, encoding_named, encoding_of
from clausebench.importing.grids.limits import Check, never, read_all
from clausebench.importing.grids.parquet import read_parquet
from clausebench.importing.grids.workbooks import WORKBOOKS, read_workbook

_TEXTS = (".csv", ".tsv", ".tab", ".txt")
_LINES = (".jsonl", ".ndjson")
_OTHERS = (".json", ".yaml", ".yml")
SUFFIXES = (*_TEXTS, *WORKBOOKS, *_LINES, *_OTHERS, ".parquet", ".gz")
_OLD_WORKBOOKS = (".xls", ".xlsb")
_LOST = "\N{REPLACEMENT CHARACTER}"
_MOST_LOSSES = 1_000


def read_grid(
    path: Path,
    *,
    sheet: str | None = None,
    header: int | None = None,
    encoding: str | None = None,
    check: Check = never,
) -> Grid:
    """Raises ``BadInputError`` only if nothing at all can be read, and what ``check`` raises."""
    name = path.name
    suffix = path.with_suffix("").suffix if path.suffix.lower() == ".gz" else path.suffix
    suffix = suffix.lower()
    if suffix == ".parquet":
        return read_parquet(path, check)
    if suffix and suffix not in SUFFIXES:
        hint = "Open it and save it as .xlsx." if suffix in _OLD_WORKBOOKS else ""
        raise BadInputError(
            f"{name} is of no kind that is read as test cases.",
            f"These are: {', '.join(SUFFIXES)}.",
            hint,
        )
    data = read_all(path)
    if suffix in WORKBOOKS:
        return read_workbook(data, name, sheet, header, check)
    chosen = encoding_named(encoding) if encoding else encoding_of(data)
    grid = _of_text(data, chosen, name, suffix, header, check)
    grid = replace(grid, encoding=chosen.name)
    return _with_losses(grid, chosen) if chosen.is_lossy else grid


def read_pasted(text: str, name: str = "clipboard") -> Grid:
    """What was copied: cells of a spreadsheet, JSON, or one content a line."""
    suffix = ".jsonl" if text.lstrip().startswith("{") else ".csv"
    if text.lstrip().startswith("["):
        suffix = ".json"
    data = text.encode("utf-8", "replace")
    return replace(_of_text(data, Encoding("utf-8"), name, suffix, None, never), form="copied")


def _of_text(
    data: bytes, encoding: Encoding, name: str, suffix: str, header: int | None, check: Check
) -> Grid:
    if suffix in _LINES:
        return _json_lines(encoding.open(data, "\n"), name, check)
    if suffix == ".json":
        return _json(encoding.text(data), name)
    if suffix in (".yaml", ".yml"):
        return promptfoo.read_yaml(encoding.text(data), name)
    stream = encoding.open(data)
    return promptfoo.of_table(read_delimited(stream, name, f"text, {encoding.name}", header, check))


def _json_lines(stream: io.TextIOWrapper, name: str, check: Check) -> Grid:
    objects, problems = json_rows.read_objects(stream, name, check)
    if objects and promptfoo.is_test(objects[0][1]):
        grid = promptfoo.read_tests(list(objects), name)
        return replace(grid, problems=(*problems, *grid.problems))
    return json_rows.grid_of_objects(objects, name, "JSON Lines", problems)


def _json(text: str, name: str) -> Grid:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInputError(
            f"{name} is not valid JSON.", hint="If it has one object per line, name it .jsonl."
        ) from error
    if promptfoo.is_promptfoo(value):
        return promptfoo.read_project(value, name)
    objects, problems = json_rows.objects_of(value, name)
    return json_rows.grid_of_objects(objects, name, "JSON", problems)


def _with_losses(grid: Grid, encoding: Encoding) -> Grid:
    """Say in which rows a byte fitted nothing."""
    lost = [
        Remark(row.line, f"has bytes that are not {encoding.name}: {_LOST} stands for them")
        for row in grid.rows
        if any(_LOST in cell for cell in row.cells)
    ]
    return replace(grid, problems=(*grid.problems, *lost[:_MOST_LOSSES]))


def pack_sets(folder: Path) -> Iterator[tuple[str, Path, Path]]:
    """The policies of a pack of ROOST's with their sets: slug, policy file, data file.

    Sources: the layout of resources/policy-packs in roostorg/model-community, and of
    example_policies in openai/gpt-oss-safeguard, where each set lies beside its policy.
    """
    seen: set[Path] = set()
    for policy in sorted(
        found for pattern in _POLICIES for found in folder.glob(pattern) if found.is_file()
    ):
        slug = _slug(policy)
        data = next((d for d in _sets_of(folder, policy, slug) if d.is_file()), None)
        if data is not None and data not in seen:
            seen.add(data)
            yield slug, policy, data


_POLICIES = (
    "example_policies/*/policy.md",
    "example_policies/*/policy.txt",
    "*.policy.md",
    "policy.md",
    "policy.txt",
)


def _slug(policy: Path) -> str:
    named = policy.name.removesuffix(".policy.md")
    return policy.resolve().parent.name if named == policy.name else named


def _sets_of(folder: Path, policy: Path, slug: str) -> Iterator[Path]:
    yield folder / "datasets" / f"{slug}.csv"
    for name in (f"{slug}.csv", "golden_dataset.csv", "cases.csv", "tests.csv"):
        yield policy.with_name(name)

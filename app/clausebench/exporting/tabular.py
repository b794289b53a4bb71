"""The cases as tables: CSV for spreadsheets, JSON Lines for programs (exact to the letter)."""

from __future__ import annotations

from typing import Any

from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Case
from clausebench.exporting.csv_table import csv_file
from clausebench.exporting.files import Files, jsonl_file

HEADER = ("id", "content", "kind", "expected", "clauses", "split", "tags")
"""The columns of a data set in a bundle."""
_MORE = (
    "label",
    "tolerance",
    "severity",
    "language",
    "twin",
    "twin_change",
    "note",
    "source",
    "licence",
)


def write_csv(release: Release) -> Files:
    """``<slug>.csv`` with every column that ``clausebench test --cases`` reads."""
    return {f"{release.slug}.csv": table(release, (*HEADER, *_MORE))}


def write_jsonl(release: Release) -> Files:
    """``<slug>.jsonl`` with the same fields."""
    rows = [_filled(_row(case)) for case in release.cases]
    return {f"{release.slug}.jsonl": jsonl_file(list(rows))}


def table(release: Release, columns: tuple[str, ...] = HEADER) -> bytes:
    """The cases with these columns."""
    rows = ([_cell(_row(case)[name]) for name in columns] for case in release.cases)
    return csv_file(columns, rows)


def _cell(value: object) -> str:
    return ";".join(value) if isinstance(value, list) else str(value)


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value not in ("", [])}


def _row(case: Case) -> dict[str, Any]:
    expected = case.expected
    return {
        "id": case.name,
        "content": case.content,
        "kind": case.kind.value,
        "expected": expected.decision.value if expected.decision else "",
        "clauses": list(expected.clauses),
        "split": case.split.value,
        "tags": list(case.tags),
        "label": expected.label or "",
        "tolerance": expected.tolerance.value if expected.tolerance else "",
        "severity": case.severity.value if case.severity else "",
        "language": case.language,
        "twin": case.twin or "",
        "twin_change": case.twin_change,
        "note": case.note,
        "source": case.source,
        "licence": case.licence,
    }

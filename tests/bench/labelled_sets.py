"""Readers of labelled sets in the shapes people publish them. Used by the bench scripts only."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clausebench.domain.clause import Decision, ParsedPolicy
from clausebench.domain.reading_policy import parse

Row = tuple[str, str]
"""Content and label."""


@dataclass(frozen=True)
class LabelledSet:
    """Contents under one policy, and whether a person says each violates it."""

    name: str
    policy: str
    contents: tuple[str, ...]
    violating: tuple[bool, ...]


def read_folder(folder: Path) -> list[LabelledSet]:
    """Every pair of policy and table in the folder; escalations have no side and are left out."""
    found = [_read(policy, table) for policy, table in _pairs(folder)]
    if not found:
        raise SystemExit(f"No policy with a table of cases in {folder}.")
    return found


def _pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    for policy in sorted(folder.glob("*.policy.md")):
        yield policy, policy.with_name(policy.name.removesuffix(".policy.md") + ".csv")
    for policy, table in (("policy.txt", "golden_dataset.csv"), ("policy.md", "cases.csv")):
        if (folder / policy).is_file():
            yield folder / policy, folder / table


def _read(policy: Path, table: Path) -> LabelledSet:
    text = policy.read_text("utf-8")
    parsed = parse(text)
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    has_sections = any(_is_section(row) for row in rows)
    found = list(_sections(rows) if has_sections else _columns(rows))
    sides = [(content, _side(parsed, label)) for content, label in found if content.strip()]
    clear = [(c, s is Decision.VIOLATES) for c, s in sides if s in _CLEAR]
    is_named = policy.name.endswith(".policy.md")
    name = policy.name.removesuffix(".policy.md") if is_named else policy.parent.name
    return LabelledSet(name, text, tuple(c for c, _ in clear), tuple(v for _, v in clear))


_CLEAR = (Decision.VIOLATES, Decision.ALLOWED)


def _is_section(row: list[str]) -> bool:
    return bool(row) and re.fullmatch(r"[A-Z]+\d", row[0].strip()) is not None


def _sections(rows: list[list[str]]) -> Iterator[Row]:
    """The label stands alone in a row above its numbered contents."""
    label = ""
    for row in rows:
        if _is_section(row):
            label = row[0].strip()
        elif row and row[0].strip().isdigit():
            yield row[1], label


def _columns(rows: list[list[str]]) -> Iterator[Row]:
    """The first row with a label column is the header; a notice may stand above it."""
    header = next(r for r in rows if any(_is_label_header(h) for h in r))
    names = [h.strip().casefold() for h in header]
    label = next(i for i, h in enumerate(names) if _is_label_header(h))
    content = next(i for i, h in enumerate(names) if h in ("example", "example prompt", "content"))
    for row in rows[rows.index(header) + 1 :]:
        if len(row) > label and row[label].strip():
            yield row[content], row[label].strip()


def _is_label_header(name: str) -> bool:
    return name.strip().casefold() in ("classification", "prompt label", "expected")


def _side(policy: ParsedPolicy, label: str) -> Decision:
    known = policy.label(label)
    return known.decision if known else Decision(label)

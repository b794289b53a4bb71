"""A test case as a row, and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from clausebench.domain.case import Case, CaseSeverity, Expectation, Split
from clausebench.domain.case_kind import CaseKind
from clausebench.domain.text import text_hash
from clausebench.storage.codec import from_json, to_json
from clausebench.storage.database import Value

SELECT_CASE = (
    "SELECT id, policy_id, name, content, expected, language, note, twin, created_at, kind,"
    " severity, split, source, licence, twin_change FROM cases "
)
"""Everything that ``case_of`` reads; add a WHERE."""


def case_columns(case: Case) -> dict[str, Value]:
    """The columns that may change."""
    return {
        "name": case.name,
        "content": case.content,
        "content_hash": text_hash(case.content),
        "expected": to_json(case.expected),
        "language": case.language,
        "note": case.note,
        "twin": case.twin,
        "kind": case.kind,
        "severity": case.severity,
        "split": case.split,
        "source": case.source,
        "licence": case.licence,
        "twin_change": case.twin_change,
    }


def case_of(row: sqlite3.Row, tags: Sequence[str]) -> Case:
    """From a row of ``SELECT_CASE``."""
    return Case(
        id=row["id"],
        policy_id=row["policy_id"],
        name=row["name"],
        content=row["content"],
        expected=from_json(Expectation, row["expected"]),
        language=row["language"],
        tags=tuple(tags),
        note=row["note"],
        twin=row["twin"],
        created_at=row["created_at"],
        kind=CaseKind(row["kind"]),
        severity=CaseSeverity(row["severity"]) if row["severity"] else None,
        split=Split(row["split"]),
        source=row["source"],
        licence=row["licence"],
        twin_change=row["twin_change"],
    )

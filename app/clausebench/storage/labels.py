"""What people say about cases. Entries are only ever added."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from dataclasses import replace

from clausebench.domain.clause import Decision
from clausebench.domain.labelling import CaseLabel, LabelKind
from clausebench.storage.database import Database

_COLUMNS = (
    "SELECT l.id, l.case_id, l.kind, l.who, l.decision, l.label, l.clauses, l.note, l.is_blind,"
    " l.withdraws, l.at FROM labels l JOIN cases c ON c.id = l.case_id"
    # What was said of other words says nothing of these.
    " AND c.content_hash = l.content_hash "
)


class LabelTable:
    """Labels, withdrawals and adjudications of all cases."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, entry: CaseLabel) -> CaseLabel:
        """Keep an entry; it gets its id here, and its time unless it brings one from elsewhere."""
        made = replace(entry, id=self._db.new_id(), at=entry.at or self._db.stamp())
        with self._db.writing():
            self._db.run(
                "INSERT INTO labels (id, case_id, content_hash, kind, who, decision, label,"
                " clauses, note, is_blind, withdraws, at)"
                " SELECT ?, id, content_hash, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM cases WHERE id = ?",
                made.id,
                made.kind,
                made.who,
                made.decision,
                made.label,
                json.dumps(made.clauses, ensure_ascii=False),
                made.note,
                int(made.is_blind),
                made.withdraws,
                made.at,
                made.case_id,
            )
        return made

    def on(self, case_id: str) -> tuple[CaseLabel, ...]:
        """All entries on the case as it reads now, oldest first."""
        rows = self._db.rows(_COLUMNS + "WHERE l.case_id = ? ORDER BY l.seq", case_id)
        return tuple(_label(row) for row in rows)

    def of_policy(self, policy_id: str) -> dict[str, tuple[CaseLabel, ...]]:
        """By case id, oldest first; cases that nobody labelled are missing."""
        found: dict[str, list[CaseLabel]] = defaultdict(list)
        for row in self._db.rows(
            _COLUMNS + "WHERE c.policy_id = ? AND c.removed_at IS NULL ORDER BY l.seq", policy_id
        ):
            found[row["case_id"]].append(_label(row))
        return {case_id: tuple(entries) for case_id, entries in found.items()}


def _label(row: sqlite3.Row) -> CaseLabel:
    return CaseLabel(
        id=row["id"],
        case_id=row["case_id"],
        kind=LabelKind(row["kind"]),
        who=row["who"],
        decision=Decision(row["decision"]) if row["decision"] else None,
        label=row["label"],
        clauses=tuple(json.loads(row["clauses"])),
        note=row["note"],
        is_blind=bool(row["is_blind"]),
        withdraws=row["withdraws"],
        at=row["at"],
    )

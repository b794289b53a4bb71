"""Imports: which cases came in together, so that they can go together."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable
from dataclasses import dataclass

from clausebench.domain.case import Case
from clausebench.domain.errors import NotFoundError
from clausebench.storage.cases import CaseTable
from clausebench.storage.database import Database

_COLUMNS = "SELECT id, policy_id, source, cases, at, undone_at FROM imports "


@dataclass(frozen=True, slots=True)
class Import:
    """``source`` is the name of the file; ``cases`` how many came in."""

    id: str
    policy_id: str
    source: str
    cases: int
    at: str
    undone_at: str | None = None


class ImportTable:
    """Keeps cases in bulk, and takes them out again."""

    def __init__(self, db: Database, cases: CaseTable) -> None:
        self._db, self._cases = db, cases

    def keep(
        self, policy_id: str, source: str, cases: Iterable[Case]
    ) -> Generator[Case | Import, None, None]:
        """Keep cases in one transaction: each case as kept, and at last the import.

        Consume it to the end, or nothing is kept.
        """
        import_id, count = self._db.new_id(), 0
        with self._db.writing():
            for case in self._cases.keep_all(policy_id, cases, import_id):
                count += 1
                yield case
            self._db.run(
                "INSERT INTO imports (id, policy_id, source, cases, at) VALUES (?, ?, ?, ?, ?)",
                import_id,
                policy_id,
                source,
                count,
                self._db.stamp(),
            )
        yield self.get(import_id)

    def undo(self, import_id: str) -> int:
        """Take the import's cases out of their suite; returns how many were still there."""
        with self._db.writing():
            self.get(import_id)
            rows = self._db.rows(
                "SELECT id FROM cases WHERE import_id = ? AND removed_at IS NULL", import_id
            )
            for row in rows:
                self._cases.remove(row["id"])
            self._db.run(
                "UPDATE imports SET undone_at = ? WHERE id = ?", self._db.stamp(), import_id
            )
        return len(rows)

    def redo(self, import_id: str) -> int:
        """Bring back what ``undo`` took away; returns how many cases."""
        with self._db.writing():
            undone_at = self.get(import_id).undone_at
            rows = self._db.rows(
                "SELECT id FROM cases WHERE import_id = ? AND removed_at IS NOT NULL"
                " AND removed_at <= ? ORDER BY seq",
                import_id,
                undone_at,
            )
            for row in rows:
                self._cases.restore(row["id"])
            self._db.run("UPDATE imports SET undone_at = NULL WHERE id = ?", import_id)
        return len(rows)

    def get(self, import_id: str) -> Import:
        row = self._db.row(_COLUMNS + "WHERE id = ?", import_id)
        if row is None:
            raise NotFoundError(f"There is no import with the id {import_id}.")
        return _import(row)

    def last(self) -> Import | None:
        """What came in last and was not taken back."""
        row = self._db.row(_COLUMNS + "WHERE undone_at IS NULL ORDER BY seq DESC LIMIT 1")
        return _import(row) if row else None

    def of_policy(self, policy_id: str) -> tuple[Import, ...]:
        """Newest first."""
        rows = self._db.rows(_COLUMNS + "WHERE policy_id = ? ORDER BY seq DESC", policy_id)
        return tuple(_import(row) for row in rows)


def _import(row: sqlite3.Row) -> Import:
    return Import(**dict(row))

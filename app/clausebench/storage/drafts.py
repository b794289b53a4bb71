"""Text nobody has saved yet."""

from __future__ import annotations

from enum import StrEnum

from clausebench.domain.policy import Draft
from clausebench.domain.text import without_lone_surrogates
from clausebench.storage.database import Database


class DraftKind(StrEnum):
    """``policy``: the key is a policy's id. ``scratch``: the key names a field of the window."""

    POLICY = "policy"
    SCRATCH = "scratch"


class DraftTable:
    """One draft per key. The ``policy_id`` of a scratch draft is its key."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(
        self, key: str, text: str, cursor: int = 0, *, kind: DraftKind = DraftKind.POLICY
    ) -> Draft:
        draft = Draft(key, without_lone_surrogates(text), cursor, self._db.stamp())
        with self._db.writing():
            self._db.run(
                "INSERT INTO drafts (kind, key, text, cursor, at) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (kind, key) DO UPDATE"
                " SET text = excluded.text, cursor = excluded.cursor, at = excluded.at",
                kind,
                key,
                draft.text,
                cursor,
                draft.at,
            )
        return draft

    def find(self, key: str, *, kind: DraftKind = DraftKind.POLICY) -> Draft | None:
        row = self._db.row(
            "SELECT key, text, cursor, at FROM drafts WHERE kind = ? AND key = ?", kind, key
        )
        return Draft(*row) if row else None

    def discard(self, key: str, *, kind: DraftKind = DraftKind.POLICY) -> None:
        with self._db.writing():
            self._db.run("DELETE FROM drafts WHERE kind = ? AND key = ?", kind, key)

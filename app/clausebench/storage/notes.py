"""What people remark on verdicts. A second thought is a second note."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.storage.database import Database
from clausebench.storage.search import Document, DocumentKind, SearchIndex


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a verdict."""

    id: str
    verdict_id: str
    text: str
    at: str


class NoteTable:
    """Notes, oldest first."""

    def __init__(self, db: Database, index: SearchIndex) -> None:
        self._db = db
        self._index = index

    def add(self, verdict_id: str, text: str) -> Note:
        note_id = self._db.new_id()
        with self._db.writing():
            at = self._db.stamp()
            self._db.run(
                "INSERT INTO notes (id, verdict_id, text, at) VALUES (?, ?, ?, ?)",
                note_id,
                verdict_id,
                text,
                at,
            )
            note = next(n for n in self.on(verdict_id) if n.id == note_id)
            self._index.put(note_document(note, self._policy_of(verdict_id)), at)
            return note

    def on(self, verdict_id: str) -> tuple[Note, ...]:
        """The notes on a verdict."""
        rows = self._db.rows(
            "SELECT id, verdict_id, text, at FROM notes WHERE verdict_id = ? ORDER BY seq",
            verdict_id,
        )
        return tuple(Note(*row) for row in rows)

    def _policy_of(self, verdict_id: str) -> str | None:
        (row,) = self._db.rows(
            "SELECT r.policy_id FROM verdicts v JOIN runs r ON r.id = v.run_id WHERE v.id = ?",
            verdict_id,
        )
        policy_id: str | None = row["policy_id"]
        return policy_id


def note_document(note: Note, policy_id: str | None) -> Document:
    """What search finds a note by."""
    return Document(DocumentKind.NOTE, note.id, policy_id, note=note.text)

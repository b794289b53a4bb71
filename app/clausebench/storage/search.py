"""Finding words in contents, reasonings, policies and notes, newest first."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from clausebench.storage.database import Database
from clausebench.storage.words import match_expression, snippet, terms_of, words_of


class DocumentKind(StrEnum):
    """What a hit is, and so what its id names."""

    VERSION = "version"
    CASE = "case"
    VERDICT = "verdict"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be found, with its texts by where they stand."""

    kind: DocumentKind
    ref: str
    policy_id: str | None
    content: str = ""
    reasoning: str = ""
    policy: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """``id`` is that of a policy version, case or verdict; for a note, of the verdict it is on.

    ``place`` orders all hits; pass the last one's as ``before`` to get the next page.
    """

    kind: DocumentKind
    id: str
    title: str
    snippet: str
    at: str
    place: int


_TEXTS = {
    DocumentKind.VERSION: "SELECT v.id, p.name AS title, t.text FROM policy_versions v"
    " JOIN policies p ON p.id = v.policy_id JOIN texts t ON t.hash = v.hash WHERE v.id = ?",
    DocumentKind.CASE: "SELECT id, name AS title, content, note FROM cases WHERE id = ?",
    DocumentKind.VERDICT: "SELECT v.id, coalesce(v.case_name, r.policy_name) AS title, t.text,"
    " v.reasoning, v.final FROM verdicts v JOIN runs r ON r.id = v.run_id"
    " JOIN texts t ON t.hash = v.content_hash WHERE v.id = ?",
    DocumentKind.NOTE: "SELECT n.verdict_id, coalesce(v.case_name, r.policy_name) AS title, n.text"
    " FROM notes n JOIN verdicts v ON v.id = n.verdict_id JOIN runs r ON r.id = v.run_id"
    " WHERE n.id = ?",
}
"""Id and title of a hit, then the texts a snippet may be cut from."""


class SearchIndex:
    """The index keeps words only; ``drop`` must be given the very texts that were ``put``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, document: Document, at: str) -> None:
        """Add a document; call it in the transaction that writes what it is about."""
        self._db.run(
            "INSERT INTO documents (kind, ref, policy_id, at) VALUES (?, ?, ?, ?)",
            document.kind,
            document.ref,
            document.policy_id,
            at,
        )
        self._db.run(
            "INSERT INTO search (rowid, content, reasoning, policy, note)"
            " VALUES (last_insert_rowid(), ?, ?, ?, ?)",
            *_words(document),
        )

    def drop(self, document: Document) -> None:
        """Take a document out; the words go when the index is next merged."""
        row = self._db.row(
            "SELECT id FROM documents WHERE kind = ? AND ref = ?", document.kind, document.ref
        )
        if row is None:
            return
        self._db.run(
            "INSERT INTO search (search, rowid, content, reasoning, policy, note)"
            " VALUES ('delete', ?, ?, ?, ?, ?)",
            row["id"],
            *_words(document),
        )
        self._db.run("DELETE FROM documents WHERE id = ?", row["id"])

    def merge(self) -> None:
        """Rewrite the index without what was dropped."""
        self._db.run("INSERT INTO search (search) VALUES ('optimize')")

    def find(
        self, query: str, policy_id: str | None = None, limit: int = 50, before: int | None = None
    ) -> tuple[SearchHit, ...]:
        """Documents that have every term of the query. Any text is a legal query."""
        terms = terms_of(query)
        if not terms:
            return ()
        rows = self._db.rows(
            "SELECT d.id, d.kind, d.ref, d.at FROM search s JOIN documents d ON d.id = s.rowid"
            " WHERE search MATCH ?1 AND s.rowid < ?2 AND (?3 IS NULL OR d.policy_id = ?3)"
            " ORDER BY s.rowid DESC LIMIT ?4",
            match_expression(terms),
            before if before is not None else (1 << 62),
            policy_id,
            limit,
        )
        return tuple(self._hit(row, terms) for row in rows)

    def _hit(self, row: sqlite3.Row, terms: tuple[str, ...]) -> SearchHit:
        kind = DocumentKind(row["kind"])
        (found,) = self._db.rows(_TEXTS[kind], row["ref"])
        opened, title, *texts = found
        return SearchHit(
            kind, opened, title, snippet(tuple(texts), terms), at=row["at"], place=row["id"]
        )


def _words(document: Document) -> tuple[str, str, str, str]:
    return (
        words_of(document.content),
        words_of(document.reasoning),
        words_of(document.policy),
        words_of(document.note),
    )

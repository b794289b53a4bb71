"""Deleting a content for good: from cases, verdicts, notes, index, and the file's free pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from clausebench.domain.run import StoredVerdict
from clausebench.domain.text import text_hash, without_lone_surrogates
from clausebench.storage.codec import to_json
from clausebench.storage.database import Database
from clausebench.storage.facts import FactTable
from clausebench.storage.notes import Note, note_document
from clausebench.storage.places import backups
from clausebench.storage.runs import verdict_document
from clausebench.storage.search import Document, DocumentKind, SearchIndex
from clausebench.storage.verdict_rows import SELECT_VERDICT, stored_verdict


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """How much is gone, and the older copies of the file that may still hold the content."""

    cases: int
    verdicts: int
    backups: tuple[Path, ...]


def purge_content(db: Database, index: SearchIndex, content: str) -> PurgeReport:
    """Remove ``content`` and whatever was said about it.

    Its cases go; its verdicts keep status, decision, label and numbers, so that old runs still
    add up. Backups are not touched: deleting those is the person's decision.
    """
    content = without_lone_surrogates(content)
    key = text_hash(content)
    with db.writing():
        cases = _purge_cases(db, index, key)
        verdicts = _purge_verdicts(db, index, key)
        db.run(
            "UPDATE texts SET text = '', purged_at = ? WHERE hash = ? AND purged_at IS NULL"
            " AND hash NOT IN (SELECT hash FROM policy_versions)"
            " AND hash NOT IN (SELECT policy_hash FROM runs)",
            db.stamp(),
            key,
        )
        db.run("DELETE FROM drafts WHERE kind = 'scratch' AND text = ?", content)
        FactTable(db).drop_quoting(content)  # what an undo would bring back
        db.run("UPDATE labels SET note = '' WHERE content_hash = ? AND note <> ''", key)
        _purge_comments(db, key)
        index.merge()
    db.vacuum()
    db.checkpoint()
    return PurgeReport(cases, verdicts, tuple(b.path for b in backups(db.path)))


def _purge_cases(db: Database, index: SearchIndex, key: str) -> int:
    found = db.rows("SELECT id, content, note FROM cases WHERE content_hash = ?", key)
    for case_id, content, note in found:
        index.drop(Document(DocumentKind.CASE, case_id, None, content=content, note=note))
        db.run("DELETE FROM cases WHERE id = ?", case_id)
    return len(found)


def _purge_verdicts(db: Database, index: SearchIndex, key: str) -> int:
    found = db.rows(SELECT_VERDICT + "WHERE v.content_hash = ? AND v.purged_at IS NULL", key)
    for row in found:
        stored = stored_verdict(row)
        _purge_notes(db, index, stored.id)
        index.drop(verdict_document(stored, None))
        db.run(
            "UPDATE verdicts SET reasoning = '', final = '', plain = ?, purged_at = ? WHERE id = ?",
            _without_words(stored),
            db.stamp(),
            stored.id,
        )
    return len(found)


def _purge_comments(db: Database, key: str) -> None:
    db.run(
        "UPDATE comment_ends SET reason = '' WHERE reason <> '' AND comment_id IN"
        " (SELECT id FROM comments WHERE content_hash = ?)",
        key,
    )
    db.run("UPDATE comments SET text = '' WHERE content_hash = ? AND text <> ''", key)


def _purge_notes(db: Database, index: SearchIndex, verdict_id: str) -> None:
    for row in db.rows(
        "SELECT id, verdict_id, text, at FROM notes WHERE verdict_id = ?", verdict_id
    ):
        index.drop(note_document(Note(*row), None))
    db.run("DELETE FROM notes WHERE verdict_id = ?", verdict_id)


def _without_words(stored: StoredVerdict) -> str:
    """The verdict without anything that may quote the content."""
    return to_json(
        replace(
            stored.verdict,
            reasoning="",
            final="",
            category=None,
            rationale=None,
            remediation=None,
            findings=(),
            repairs=(),
        )
    )

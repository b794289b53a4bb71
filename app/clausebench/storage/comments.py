"""What reviewers said, and what was done about it. Only ever added."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from clausebench.domain.bundle.commenting import (
    Comment,
    CommentEnd,
    CommentThread,
    EndKind,
    Mark,
    SubjectKind,
    threads,
)
from clausebench.domain.errors import NotFoundError
from clausebench.domain.text import text_hash, without_lone_surrogates
from clausebench.storage.chain import Event, add_link
from clausebench.storage.database import Database

_COLUMNS = (
    "SELECT id, policy_id, version_id, policy_hash, subject, ref, name, mark, who, text, at,"
    " package, origin, received_at FROM comments "
)


class CommentTable:
    """Comments of all policies, with their ends."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add_all(self, comments: Sequence[Comment]) -> tuple[Comment, ...]:
        """Keep what is not there already, all or nothing; returns what was new, with its id and
        the time it was received, which are set here."""
        added = []
        with self._db.writing():
            for comment in comments:
                made = replace(
                    comment,
                    id=self._db.new_id(),
                    text=without_lone_surrogates(comment.text),
                    received_at=self._db.stamp(),
                )
                if self._insert(made):
                    add_link(self._db, Event.COMMENT, made.id)
                    added.append(made)
        return tuple(added)

    def has(self, comment: Comment) -> bool:
        """Whether it came in before, also when its words were purged since."""
        return bool(
            self._db.row(
                "SELECT 1 FROM comments WHERE policy_id = ? AND package = ? AND origin = ?"
                " AND who = ? AND mark = ? AND text_hash = ?",
                comment.policy_id,
                comment.package,
                comment.origin,
                comment.who,
                comment.mark,
                text_hash(without_lone_surrogates(comment.text)),
            )
        )

    def end(self, comment_id: str, kind: EndKind, who: str, reason: str) -> CommentEnd:
        """Keep what somebody did about a comment."""
        made = CommentEnd(
            self._db.new_id(),
            comment_id,
            kind,
            who,
            without_lone_surrogates(reason),
            self._db.stamp(),
        )
        with self._db.writing():
            self.policy_of(comment_id)
            self._db.run(
                "INSERT INTO comment_ends (id, comment_id, kind, who, reason, reason_hash, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                made.id,
                comment_id,
                made.kind,
                made.who,
                made.reason,
                text_hash(made.reason),
                made.at,
            )
            add_link(self._db, Event.COMMENT_END, made.id)
        return made

    def policy_of(self, comment_id: str) -> str:
        """The id of the policy it is about. Raises ``NotFoundError``."""
        row = self._db.row("SELECT policy_id FROM comments WHERE id = ?", comment_id)
        if row is None:
            raise NotFoundError(f"There is no comment with the id {comment_id}.")
        return str(row["policy_id"])

    def of_policy(self, policy_id: str) -> tuple[CommentThread, ...]:
        """All comments on any version of the policy, in the order they came in."""
        rows = self._db.rows(_COLUMNS + "WHERE policy_id = ? ORDER BY seq", policy_id)
        ends = self._db.rows(
            "SELECT e.id, e.comment_id, e.kind, e.who, e.reason, e.at FROM comment_ends e"
            " JOIN comments c ON c.id = e.comment_id WHERE c.policy_id = ? ORDER BY e.seq",
            policy_id,
        )
        return threads(tuple(map(_comment, rows)), map(_end, ends))

    def _insert(self, comment: Comment) -> bool:
        """Whether it was not there yet."""
        return bool(
            self._db.run(
                "INSERT INTO comments (id, policy_id, version_id, policy_hash, package, origin,"
                " subject, ref, name, content_hash, mark, who, text, text_hash, at, received_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                " (SELECT content_hash FROM cases WHERE ?7 = 'case' AND id = ?8),"
                " ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                comment.id,
                comment.policy_id,
                comment.version_id,
                comment.policy_hash,
                comment.package,
                comment.origin,
                comment.subject,
                comment.ref,
                comment.name,
                comment.mark,
                comment.who,
                comment.text,
                text_hash(comment.text),
                comment.at,
                comment.received_at,
            )
        )


def _comment(row: sqlite3.Row) -> Comment:
    values = dict(row)
    values["subject"], values["mark"] = SubjectKind(row["subject"]), Mark(row["mark"])
    return Comment(**values)


def _end(row: sqlite3.Row) -> CommentEnd:
    return CommentEnd(**{**dict(row), "kind": EndKind(row["kind"])})

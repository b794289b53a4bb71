"""Whether everything in a workspace is still what was written into it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from clausebench.domain.text import text_hash
from clausebench.storage.backups import damage_in
from clausebench.storage.chain import chain_problems
from clausebench.storage.database import Database
from clausebench.storage.migrations import format_of
from clausebench.storage.places import BackupFile, backups, log_files
from clausebench.storage.verdict_rows import row_digest

_COUNTED = ("policies", "policy_versions", "cases", "runs", "verdicts", "notes", "drafts")


@dataclass(frozen=True, slots=True)
class HealthReport:
    """Facts for the doctor; ``problems`` are sentences, none when all is well."""

    path: Path
    sqlite_version: str
    format: int
    bytes: int
    log_bytes: int
    counts: tuple[tuple[str, int], ...]
    last_backup: BackupFile | None
    problems: tuple[str, ...]

    @property
    def is_healthy(self) -> bool:
        return not self.problems


def examine(db: Database) -> HealthReport:
    """Read everything once: pages, references, texts against their hashes, the history chain.

    Takes about a second per 100 MB; others may go on reading and writing.
    """
    with db.reading_apart() as connection:
        problems = tuple(f"SQLite: {found}" for found in damage_in(connection))
        if not problems:
            problems = tuple(p for check in _CHECKS for p in check(connection))
        counts = tuple((table, _count(connection, table)) for table in _COUNTED)
        known_format = format_of(connection)
    log, _ = log_files(db.path)
    return HealthReport(
        path=db.path,
        sqlite_version=sqlite3.sqlite_version,
        format=known_format,
        bytes=db.path.stat().st_size,
        log_bytes=log.stat().st_size if log.exists() else 0,
        counts=counts,
        last_backup=next(iter(backups(db.path)), None),
        problems=problems,
    )


def _count(connection: sqlite3.Connection, table: str) -> int:
    found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own table names
    return found


def _dangling(connection: sqlite3.Connection) -> Iterator[str]:
    for table, row, other, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} points at a row of {other} that is not there."


def _texts(connection: sqlite3.Connection) -> Iterator[str]:
    for key, text in connection.execute("SELECT hash, text FROM texts WHERE purged_at IS NULL"):
        if text_hash(text) != key:
            yield f"The text {key[:19]}… is not what was written."


def _cases(connection: sqlite3.Connection) -> Iterator[str]:
    for case_id, content, key in connection.execute("SELECT id, content, content_hash FROM cases"):
        if text_hash(content) != key:
            yield f"The content of test case {case_id} is not what was written."


def _verdicts(connection: sqlite3.Connection) -> Iterator[str]:
    for row in connection.execute("SELECT * FROM verdicts WHERE purged_at IS NULL"):
        if row_digest(row) != row["digest"]:
            yield f"The verdict {row['id']} is not what was written."


def _comments(connection: sqlite3.Connection) -> Iterator[str]:
    for what, words, table in (
        ("comment", "text", "comments"),
        ("answer to a comment", "reason", "comment_ends"),
    ):
        said = connection.execute(f"SELECT id, {words}, {words}_hash FROM {table}")  # noqa: S608 - our own names
        for ref, text, key in said:
            if text and text_hash(text) != key:
                yield f"The {what} {ref} is not what was written."


_CHECKS: tuple[Callable[[sqlite3.Connection], Iterator[str]], ...] = (
    _dangling,
    _texts,
    _cases,
    _verdicts,
    _comments,
    chain_problems,
)

"""Bringing a file from its format to ours, wholly or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from clausebench.storage.schema import FIRST, SECOND, THIRD
from clausebench.storage.schema_comments import FOURTH

if TYPE_CHECKING:
    from sqlite_utils import Database as PlainDatabase


class Step(Protocol):
    """A function that brings a file one format further; its name is recorded in the file."""

    __name__: str

    def __call__(self, db: PlainDatabase, /) -> None: ...


def m001_first_tables(db: PlainDatabase) -> None:
    for statement in FIRST:
        db.execute(statement)


def m002_labels_and_imports(db: PlainDatabase) -> None:
    for statement in SECOND:
        db.execute(statement)


def m003_stages(db: PlainDatabase) -> None:
    for statement in THIRD:
        db.execute(statement)


def m004_terms_and_comments(db: PlainDatabase) -> None:
    for statement in FOURTH:
        db.execute(statement)


STEPS: tuple[Step, ...] = (
    m001_first_tables,
    m002_labels_and_imports,
    m003_stages,
    m004_terms_and_comments,
)
"""Only ever appended to. A file's format (``user_version``) is how many were applied."""


def format_of(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def migrate(connection: sqlite3.Connection, steps: Sequence[Step], app_version: str) -> None:
    """Apply the steps that the file does not have yet, in one transaction.

    On any failure the file is as it was, and the error goes on to the caller.
    """
    # foreign_keys cannot change inside a transaction, and rebuilding a table needs it off.
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        _apply(connection, steps)
        _refuse_dangling(connection)
        connection.execute(
            "INSERT OR REPLACE INTO facts (name, value) VALUES ('app_version', ?)", (app_version,)
        )
        connection.execute(f"PRAGMA user_version={len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def _apply(connection: sqlite3.Connection, steps: Sequence[Step]) -> None:
    # Imported here: it brings a tenth of a second of imports, and most starts need no migration.
    from sqlite_utils import Database as PlainDatabase
    from sqlite_utils import Migrations

    # Plugins of other programs must not run in here.
    db = PlainDatabase(connection, execute_plugins=False, strict=True)
    plan = Migrations("clausebench")
    for step in steps:
        plan(name=step.__name__)(step)
    with db.atomic():
        plan.apply(db)


def _refuse_dangling(connection: sqlite3.Connection) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise sqlite3.IntegrityError(f"{len(broken)} rows of {broken[0][0]} point at nothing")

"""What happens before a workspace is opened, while nobody else has it open.

Everything that could harm another process's work is done here, under the exclusive lock: a
missing file is created, a strange one refused, an old one migrated, an unclean end cleaned up.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from clausebench.domain.errors import WorkspaceError, WorkspaceNewerError
from clausebench.storage.backups import damage_in, make_backup
from clausebench.storage.database import Database, connect, stamp
from clausebench.storage.failures import damaged, last_backup_sentence, plain_failures
from clausebench.storage.files import create_private_file, make_private, move_into_place
from clausebench.storage.header import is_put_back, refuse_strange
from clausebench.storage.migrations import Step, format_of, migrate
from clausebench.storage.places import backups, has_pending_log, log_files
from clausebench.storage.restoring import damaged_name, move_log_aside
from clausebench.storage.runs import RunTable
from clausebench.storage.schema import APPLICATION_ID
from clausebench.storage.search import SearchIndex

_SMALL_BYTES = 32 << 20
"""A smaller file is checked at every start (30 ms), a larger one weekly or after a crash."""

_CHECK_EVERY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class OpenReport:
    """What opening did. ``backup`` is the one made before migrating."""

    created: bool = False
    migrated_from: int | None = None
    interrupted_runs: tuple[str, ...] = ()
    backup: Path | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """Everything that preparing a workspace depends on."""

    path: Path
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    app_version: str
    steps: Sequence[Step]


def prepare(opening: Opening) -> OpenReport:
    """Make the file ready to be opened. Raises a ``WorkspaceError`` if it must not be."""
    path = opening.path
    if not path.exists():
        _create(opening)
        return OpenReport(created=True)
    refuse_strange(path)
    if is_put_back(path) and has_pending_log(path):
        move_log_aside(path, damaged_name(path, opening.now()))
    unclean = has_pending_log(path)
    make_private(path)
    with plain_failures(path):
        connection = connect(path)
        try:
            refuse_newer(connection, opening)
            _check(connection, opening, unclean=unclean)
            report = _migrate(connection, opening)
            return replace(report, interrupted_runs=_interrupt_runs(connection, opening))
        finally:
            connection.close()


def refuse_newer(connection: sqlite3.Connection, opening: Opening) -> None:
    """Raise ``WorkspaceNewerError`` for a format this version does not know."""
    found, ours = format_of(connection), len(opening.steps)
    if found <= ours:
        return
    row = connection.execute("SELECT value FROM facts WHERE name = 'app_version'").fetchone()
    writer = f"Clausebench {row[0]}" if row else "a newer Clausebench"
    raise WorkspaceNewerError(
        f"The workspace {opening.path.name} was written by {writer} (format {found});"
        f" this is Clausebench {opening.app_version} (format {ours}).",
        "It was left as it is.",
        f"Open it with {writer} or newer.",
    )


def _create(opening: Opening) -> None:
    """Build the file beside its place, so that there is never half a workspace."""
    path = opening.path
    if backups(path):
        raise damaged(
            path,
            "Only its backups are there.",
            title=f"The workspace {path.name} is gone.",
        )
    fresh = path.with_name(path.name + ".new")
    _clear(fresh)
    try:
        create_private_file(fresh)
        with plain_failures(path):
            _build(fresh, opening)
        move_into_place(fresh, path)
    finally:
        _clear(fresh)


def _build(fresh: Path, opening: Opening) -> None:
    connection = connect(fresh)
    try:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        migrate(connection, opening.steps, opening.app_version)
        # Closing would do it too, but says nothing when the disk is full.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def _clear(fresh: Path) -> None:
    for leftover in (fresh, *log_files(fresh)):
        leftover.unlink(missing_ok=True)


def _check(connection: sqlite3.Connection, opening: Opening, *, unclean: bool) -> None:
    path = opening.path
    small = path.stat().st_size <= _SMALL_BYTES
    if not (unclean or small or _check_is_due(connection, opening.now())):
        return
    found = damage_in(connection)
    if found:
        raise damaged(path, "It does not pass SQLite's check.")
    if not small:
        connection.execute(
            "INSERT OR REPLACE INTO facts (name, value) VALUES ('checked_at', ?)",
            (stamp(opening.now()),),
        )


def _check_is_due(connection: sqlite3.Connection, now: datetime) -> bool:
    row = connection.execute("SELECT value FROM facts WHERE name = 'checked_at'").fetchone()
    return row is None or row[0] < stamp(now - _CHECK_EVERY)


def _migrate(connection: sqlite3.Connection, opening: Opening) -> OpenReport:
    found, ours = format_of(connection), len(opening.steps)
    if found == ours:
        return OpenReport()
    backup = make_backup(connection, opening.path, opening.now(), "migration")
    try:
        migrate(connection, opening.steps, opening.app_version)
    except Exception as error:
        raise WorkspaceError(
            f"The workspace {opening.path.name} could not be brought from format {found}"
            f" to format {ours}.",
            "It was left as it is.",
            f"Report this, and keep using the older version. {last_backup_sentence(opening.path)}",
        ) from error
    return OpenReport(migrated_from=found, backup=backup)


def _interrupt_runs(connection: sqlite3.Connection, opening: Opening) -> tuple[str, ...]:
    """Nobody else has the file open, so whoever ran these runs is gone."""
    db = Database(opening.path, connection, now=opening.now, new_id=opening.new_id)
    return RunTable(db, SearchIndex(db)).interrupt_running()

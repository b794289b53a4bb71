"""Dated, checked copies of the workspace beside it."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from clausebench.storage.failures import damaged, is_damage, plain_failures
from clausebench.storage.files import create_private_file, make_private_folder, move_into_place
from clausebench.storage.places import backup_folder, backup_path, backups
from clausebench.storage.schema import APPLICATION_ID
from clausebench.storage.thinning import surplus

_KEPT_FOR_EVER = frozenset({"migration"})
"""One per new format, and the only way back from it."""


def make_backup(connection: sqlite3.Connection, path: Path, at: datetime, reason: str) -> Path:
    """Copy the workspace at ``path`` as ``connection`` sees it; returns the checked copy.

    Others may read and write meanwhile. Raises ``WorkspaceDamagedError``, and keeps no copy, if
    what was copied is damaged; then thins out older backups.
    """
    make_private_folder(backup_folder(path))
    final = backup_path(path, at, reason)
    part = final.with_suffix(".part")
    part.unlink(missing_ok=True)
    create_private_file(part)
    try:
        with plain_failures(path):
            connection.execute("VACUUM INTO ?", (str(part),))
        if not is_sound(part):
            raise damaged(path, "A copy of it for a backup does not pass SQLite's check.")
        move_into_place(part, final)
    finally:
        part.unlink(missing_ok=True)
    thin(path)
    return final


def is_sound(path: Path) -> bool:
    """True for a workspace file that SQLite finds intact. Never writes."""
    try:
        connection = sqlite3.connect(path.absolute().as_uri() + "?mode=ro&immutable=1", uri=True)
    except sqlite3.Error:
        return False
    try:
        (ours,) = connection.execute("PRAGMA application_id").fetchone()
        return ours == APPLICATION_ID and not damage_in(connection)
    except sqlite3.Error:
        return False
    finally:
        connection.close()


def damage_in(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What SQLite's quick check finds; empty when it is content."""
    try:
        found = [row[0] for row in connection.execute("PRAGMA quick_check(10)")]
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
        return (f"{error}.",)  # some damage stops the check itself
    return () if found == ["ok"] else tuple(found)


def thin(path: Path) -> None:
    """Delete the backups that are no longer worth keeping; see ``thinning``."""
    candidates = [b for b in backups(path) if b.reason not in _KEPT_FOR_EVER]
    gone = set(surplus(b.at for b in candidates))
    for backup in candidates:
        if backup.at in gone:
            backup.path.unlink(missing_ok=True)


def last_good_backup(path: Path) -> Path | None:
    """The newest backup that still passes the check."""
    return next((b.path for b in backups(path) if is_sound(b.path)), None)

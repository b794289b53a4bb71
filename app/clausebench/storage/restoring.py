"""Putting a backup in the place of the workspace. Nothing is ever deleted."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import datetime
from pathlib import Path

from clausebench.domain.errors import BadInputError, WorkspaceBusyError, WorkspaceDamagedError
from clausebench.storage.backups import is_sound
from clausebench.storage.database import BUSY_SECONDS, connect
from clausebench.storage.failures import file_failures
from clausebench.storage.files import (
    copy_private_file,
    flush_folder,
    free_name,
    link_or_copy,
    move_into_place,
)
from clausebench.storage.header import is_put_back, refuse_strange
from clausebench.storage.locks import FileLock
from clausebench.storage.places import file_time, lock_file, log_files


def restore(path: Path, backup: Path, at: datetime) -> Path | None:
    """Make ``backup`` the workspace at ``path``; returns where the old file now lies.

    The workspace must be closed everywhere, else ``WorkspaceBusyError``. A backup that fails
    SQLite's check is refused with ``BadInputError``. At every moment ``path`` is either the
    old file or the new one.
    """
    if not is_sound(backup):
        raise BadInputError(
            f"{backup.name} is not a sound backup of a workspace.",
            "Nothing was changed.",
            "Choose another backup.",
        )
    lock = FileLock(lock_file(path))
    with file_failures(path):
        if not lock.acquire(shared=False, seconds=BUSY_SECONDS):
            raise WorkspaceBusyError(
                f"The workspace {path.name} is open.",
                "It cannot be replaced while it is used.",
                "Close every Clausebench that uses it and try again.",
            )
        try:
            return _replace(path, backup, at)
        finally:
            lock.release()


def _replace(path: Path, backup: Path, at: datetime) -> Path | None:
    incoming = path.with_name(path.name + ".incoming")
    copy_private_file(backup, incoming)
    _write_back_log(path)
    kept = _set_aside(path, at)
    move_into_place(incoming, path)
    return kept


def move_log_aside(path: Path, kept_as: Path) -> None:
    """Take the write-ahead log away from ``path``: over another file it would undo that file."""
    log, index = log_files(path)
    if log.exists():
        log.rename(log_files(kept_as)[0])
    index.unlink(missing_ok=True)  # rebuilt from the log by whoever opens it
    flush_folder(path.parent)


def damaged_name(path: Path, at: datetime) -> Path:
    """``workspace.db.damaged-20260131T120000Z``, or the next free name after it."""
    return free_name(path.with_name(f"{path.name}.damaged-{file_time(at)}"))


def _write_back_log(path: Path) -> None:
    """Let SQLite finish the old file, so that it is whole without its log.

    A file too damaged for that is kept just as it is, with its log beside it.
    """
    with contextlib.suppress(OSError, sqlite3.Error, WorkspaceDamagedError):
        refuse_strange(path)
        if not is_put_back(path):
            connect(path).close()


def _set_aside(path: Path, at: datetime) -> Path | None:
    if not path.exists():
        return None
    kept = damaged_name(path, at)
    link_or_copy(path, kept)
    move_log_aside(path, kept)
    return kept

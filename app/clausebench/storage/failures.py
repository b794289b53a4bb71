"""SQLite's errors as sentences. Nothing of the content is ever in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clausebench.domain.errors import (
    WorkspaceBusyError,
    WorkspaceDamagedError,
    WorkspaceError,
)
from clausebench.storage.places import backups

_SENTENCES: dict[int, tuple[type[WorkspaceError], str, str]] = {
    sqlite3.SQLITE_BUSY: (
        WorkspaceBusyError,
        "The workspace {name} is busy: another program kept it locked for five seconds.",
        "Wait until that program has finished, or close it, and try again.",
    ),
    sqlite3.SQLITE_FULL: (
        WorkspaceError,
        "The disk is full, so the workspace {name} could not be written.",
        "Nothing was changed. Free some space and try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        WorkspaceError,
        "The workspace {name} cannot be written.",
        "Allow writing to the file and its folder {folder}, and try again.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        WorkspaceError,
        "The workspace {name} cannot be opened.",
        "Check that the folder {folder} is there and may be read and written.",
    ),
    sqlite3.SQLITE_IOERR: (
        WorkspaceError,
        "The disk refused to read or write the workspace {name}.",
        "Check that the disk that holds {folder} has space left and is well, and try again.",
    ),
}
_SENTENCES[sqlite3.SQLITE_LOCKED] = _SENTENCES[sqlite3.SQLITE_BUSY]
_SENTENCES[sqlite3.SQLITE_PERM] = _SENTENCES[sqlite3.SQLITE_READONLY]

_DAMAGE = {
    sqlite3.SQLITE_CORRUPT: "Parts of it are not what SQLite wrote.",
    sqlite3.SQLITE_NOTADB: "SQLite does not recognise it as one of its files.",
}


@contextmanager
def plain_failures(path: Path) -> Iterator[None]:
    """Turn SQLite's failures about the file into a ``WorkspaceError``; broken rules pass."""
    try:
        yield
    except sqlite3.Error as error:
        told = _told(error, path)
        if told is None:
            raise
        raise told from error


@contextmanager
def file_failures(path: Path) -> Iterator[None]:
    """Turn what the system refuses to do with files into a ``WorkspaceError``."""
    try:
        yield
    except OSError as error:
        raise WorkspaceError(
            f"{path} cannot be used: {error.strerror or error}.",
            hint="Check that its folder may be written and has space left.",
        ) from error


def is_damage(error: sqlite3.Error) -> bool:
    """True if the error says that the file itself is broken."""
    return _code(error) in _DAMAGE


def _code(error: sqlite3.Error) -> int:
    extended: int = getattr(error, "sqlite_errorcode", 0)
    return extended & 0xFF  # the low byte is the primary code


def _told(error: sqlite3.Error, path: Path) -> WorkspaceError | None:
    code = _code(error)
    if code in _DAMAGE:
        return damaged(path, _DAMAGE[code])
    if code not in _SENTENCES:
        return None
    kind, title, hint = _SENTENCES[code]
    names = {"name": path.name, "folder": path.parent}
    return kind(title.format(**names), hint=hint.format(**names))


def damaged(path: Path, what: str, *, title: str = "") -> WorkspaceDamagedError:
    """The file as it is cannot be used; ``what`` says why. Names the last good backup."""
    return WorkspaceDamagedError(
        title or f"The workspace {path.name} is damaged.",
        f"{what} The file was left as it is.",
        last_backup_sentence(path),
    )


def last_backup_sentence(path: Path) -> str:
    found = backups(path)
    if not found:
        return f"There is no backup of it in {path.parent.absolute()}."
    at = found[0].at
    return (
        f"The last good backup is of {at.day} {at:%B %Y, %H:%M} UTC: {found[0].path}; restore it."
    )

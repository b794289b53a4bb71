"""Which files belong to a workspace, and what their names mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_TIME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True, order=True)
class BackupFile:
    """A finished backup. ``at`` and ``reason`` are read from its name; it was checked when made."""

    at: datetime
    reason: str
    path: Path


def lock_file(path: Path) -> Path:
    """Held shared by everyone who has the workspace open, alone by whoever replaces it."""
    return path.with_name(path.name + ".lock")


def log_files(path: Path) -> tuple[Path, Path]:
    """SQLite's write-ahead log and its shared index."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def has_pending_log(path: Path) -> bool:
    """True if the last process that wrote did not close the file."""
    log, _ = log_files(path)
    return log.exists() and log.stat().st_size > 0


def backup_folder(path: Path) -> Path:
    return path.parent / "backups"


def backup_path(path: Path, at: datetime, reason: str) -> Path:
    """``backups/workspace-20260131T120000Z-close.db``; reasons are lower-case words."""
    return backup_folder(path) / f"{path.stem}-{file_time(at)}-{reason}{path.suffix}"


def backups(path: Path) -> tuple[BackupFile, ...]:
    """The workspace's backups, newest first."""
    name = re.compile(
        re.escape(path.stem) + r"-(\d{8}T\d{6}Z)-([a-z0-9-]+)" + re.escape(path.suffix)
    )
    folder = backup_folder(path)
    found = [(name.fullmatch(p.name), p) for p in folder.iterdir()] if folder.is_dir() else []
    return tuple(
        sorted((BackupFile(_read_time(m[1]), m[2], p) for m, p in found if m), reverse=True)
    )


def file_time(at: datetime) -> str:
    """A moment as it stands in file names: UTC, to the second."""
    return at.astimezone(UTC).strftime(_TIME)


def _read_time(text: str) -> datetime:
    return datetime.strptime(text, _TIME).replace(tzinfo=UTC)

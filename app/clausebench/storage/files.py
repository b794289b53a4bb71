"""Files that only their owner may read, and that are on the disk when we say so.

Never open the workspace file itself here while SQLite has it open in this process: closing any
descriptor of it would drop SQLite's own locks (sqlite.org/howtocorrupt.html §2.2).
"""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path


def make_private_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def create_private_file(path: Path) -> None:
    """An empty file with mode 0600; SQLite gives its side files the same mode."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def make_private(path: Path) -> None:
    """Take everyone else's rights to the file away, if it is ours to do so."""
    with contextlib.suppress(PermissionError):
        path.chmod(0o600)


def copy_private_file(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    create_private_file(target)
    shutil.copyfile(source, target)
    flush(target)


def link_or_copy(source: Path, target: Path) -> None:
    """A second name for the file, or a copy where the disk knows no second names."""
    try:
        os.link(source, target)
    except OSError:
        copy_private_file(source, target)


def move_into_place(source: Path, target: Path) -> None:
    """Replace ``target`` atomically, and durably."""
    flush(source)
    source.replace(target)
    flush_folder(target.parent)


def flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # Windows cannot open folders and needs no flush
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def free_name(path: Path) -> Path:
    """``path``, or with ``-2``, ``-3``… when it is taken: nothing is ever overwritten."""
    candidate, number = path, 1
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{path.name}-{number}")
    return candidate

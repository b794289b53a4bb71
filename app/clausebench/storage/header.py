"""Recognising a workspace by its first hundred bytes, before SQLite may touch it.

Offsets are those of the database header (sqlite.org/fileformat2.html §1.3).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from clausebench.storage.failures import damaged
from clausebench.storage.places import has_pending_log
from clausebench.storage.schema import APPLICATION_ID

_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class _Header:
    magic: bytes
    page_bytes: int
    write_version: int
    pages: int
    application_id: int


def refuse_strange(path: Path) -> None:
    """Raise ``WorkspaceDamagedError`` if the file is empty, foreign, or cut off."""
    size = path.stat().st_size
    if size == 0:
        raise damaged(path, "It is there, but empty (0 bytes).")
    header = _read(path)
    if header is None or header.magic != _MAGIC:
        raise damaged(path, "It does not begin like an SQLite file.")
    if header.application_id != APPLICATION_ID:
        raise damaged(
            path,
            "It is an SQLite file of another program.",
            title=f"{path.name} is not a Clausebench workspace.",
        )
    expected = header.pages * header.page_bytes
    if size < expected and not has_pending_log(path):  # with a log, the end may still be in it
        raise damaged(path, f"It is cut off: {size:,} of {expected:,} bytes are there.")


def is_put_back(path: Path) -> bool:
    """True if someone copied a backup here by hand.

    Backups are not in WAL mode, a workspace always is. A log beside such a file is of another
    one; SQLite would not notice, and would write it over the backup.
    """
    header = _read(path)
    return header is not None and header.write_version == 1


def _read(path: Path) -> _Header | None:
    with path.open("rb") as file:
        start = file.read(100)
    if len(start) < 100:
        return None
    magic, page_bytes, write_version = struct.unpack_from(">16sHB", start)
    (pages,) = struct.unpack_from(">I", start, 28)
    (application_id,) = struct.unpack_from(">I", start, 68)
    page_bytes = 65536 if page_bytes == 1 else page_bytes  # it does not fit into two bytes
    return _Header(magic, page_bytes, write_version, pages, application_id)

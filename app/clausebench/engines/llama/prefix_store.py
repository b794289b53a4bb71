"""Policies that were read, kept on disk so that the next start need not read them again.

A file holds the memory of one prefix, byte for byte as llama.cpp gives it, and what the
sliding-window layers knew at some places on the way, so that an edited policy goes on from the
nearest of them. llama.cpp believes whatever it is given; therefore everything is hashed, and
what does not fit is deleted and read anew.

Layout: ``MAGIC``, four bytes of length, a JSON header, the token ids, then the blocks of memory.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

MAGIC = b"CBKV0001"
_LENGTH = struct.Struct("<I")
_LONGEST_HEADER = 1 << 20
_SUFFIX, _UNFINISHED = ".prefix", ".unfinished"


@dataclass(frozen=True, slots=True)
class Stored:
    """The memory of ``tokens``. ``windows`` are the sliding-window layers' parts by position."""

    tokens: tuple[int, ...]
    memory: bytes
    windows: Mapping[int, bytes] = field(default_factory=dict)


class PrefixStore:
    """A folder of prefixes of one ``identity``; files of others are left alone until it is full.

    ``identity`` names all that the bytes depend on: weights, build, settings of the memory.
    ``most`` bytes are kept in all, the latest used ones.
    """

    def __init__(self, folder: Path, identity: str, most: int) -> None:
        self._folder = folder
        self._identity = identity
        self._most = most
        self._lock = threading.Lock()
        self._writers: list[threading.Thread] = []

    def find(self, wanted: tuple[int, ...], least: int) -> Stored | None:
        """The file that has most in common with ``wanted``, if that is more than ``least``
        tokens. A damaged one is deleted."""
        best: tuple[int, Path] | None = None
        for path, tokens in self._headers():
            common = common_length(tokens, wanted)
            if common > max(least, best[0] if best else 0):
                best = common, path
        if best is None:
            return None
        stored = _read(best[1], self._identity)
        with suppress(OSError):
            best[1].unlink() if stored is None else os.utime(best[1])
        return stored

    def keep(self, stored: Stored) -> None:
        """Write it in the background. A disk that is full or gone costs nothing but the gain."""
        thread = threading.Thread(target=self._write, args=(stored,), name="prefix", daemon=True)
        self._writers = [writer for writer in self._writers if writer.is_alive()]
        self._writers.append(thread)
        thread.start()

    def wait(self) -> None:
        """Until everything is written."""
        for writer in self._writers:
            writer.join()

    def _headers(self) -> Iterator[tuple[Path, tuple[int, ...]]]:
        for path in sorted(self._folder.glob(f"*{_SUFFIX}")):
            with suppress(OSError), path.open("rb") as file:
                found = _read_head(file)
                if found is not None and found[0].get("identity") == self._identity:
                    yield path, found[1]

    def _write(self, stored: Stored) -> None:
        ids = np.array(stored.tokens, "<i4").tobytes()
        name = hashlib.sha256(self._identity.encode() + ids).hexdigest()[:32]
        unfinished = self._folder / f"{name}.{os.getpid()}{_UNFINISHED}"
        with self._lock:
            try:
                self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                with unfinished.open("wb") as file:
                    _write(file, self._identity, ids, stored)
                unfinished.replace(self._folder / f"{name}{_SUFFIX}")
                self._make_room()
            except OSError:
                with suppress(OSError):
                    unfinished.unlink()

    def _make_room(self) -> None:
        """Delete the longest unused until the rest fits; and what a killed process has left."""
        for path in self._folder.glob(f"*{_UNFINISHED}"):
            if f".{os.getpid()}." not in path.name:
                path.unlink(missing_ok=True)
        files = [(p.stat(), p) for p in self._folder.glob(f"*{_SUFFIX}")]
        files.sort(key=lambda entry: entry[0].st_mtime_ns, reverse=True)
        total = 0
        for stat, path in files:
            total += stat.st_size
            if total > self._most:
                path.unlink(missing_ok=True)


def common_length(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """How many tokens two lists have in common from the start."""
    shorter = min(len(one), len(other))
    differs = np.flatnonzero(np.array(one[:shorter]) != np.array(other[:shorter]))
    return int(differs[0]) if len(differs) else shorter


def _write(file: BinaryIO, identity: str, ids: bytes, stored: Stored) -> None:
    blocks = [stored.memory, *stored.windows.values()]
    head = {
        "identity": identity,
        "tokens": len(stored.tokens),
        "places": [len(stored.tokens), *stored.windows],
        "sizes": [len(block) for block in blocks],
        "sha256": [hashlib.sha256(block).hexdigest() for block in (ids, *blocks)],
    }
    text = json.dumps(head).encode()
    file.writelines((MAGIC, _LENGTH.pack(len(text)), text, ids, *blocks))
    file.flush()
    os.fsync(file.fileno())


def _read_head(file: BinaryIO) -> tuple[dict[str, Any], tuple[int, ...]] | None:
    """The header and the token ids, or None for anything else."""
    if file.read(len(MAGIC)) != MAGIC:
        return None
    raw = file.read(_LENGTH.size)
    if len(raw) < _LENGTH.size or _LENGTH.unpack(raw)[0] > _LONGEST_HEADER:
        return None
    try:
        head = json.loads(file.read(_LENGTH.unpack(raw)[0]))
        ids = file.read(4 * int(head["tokens"]))
        is_whole = hashlib.sha256(ids).hexdigest() == head["sha256"][0]
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, RecursionError):
        return None
    return (head, tuple(np.frombuffer(ids, "<i4").tolist())) if is_whole else None


def _read(path: Path, identity: str) -> Stored | None:
    """None for a file that is damaged or not what it says."""
    try:
        with path.open("rb") as file:
            found = _read_head(file)
            if found is None or found[0]["identity"] != identity:
                return None
            head, tokens = found
            memory, *windows = _blocks(file, head)
            places = [int(place) for place in head["places"][1:]]
            return Stored(tokens, memory, dict(zip(places, windows, strict=True)))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _blocks(file: BinaryIO, head: dict[str, Any]) -> Iterator[bytes]:
    """Raises ``ValueError`` when one is cut short or altered."""
    for size, digest in zip(head["sizes"], head["sha256"][1:], strict=True):
        block = file.read(int(size))
        if len(block) != size or hashlib.sha256(block).hexdigest() != digest:
            raise ValueError("a block is damaged")
        yield block

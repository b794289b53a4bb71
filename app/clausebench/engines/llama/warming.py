"""Read the weights once from start to end before llama.cpp maps them.

Mapped pages are fetched in one go inside the native call, without progress and without a way to
stop it. Read here first, they come from the system's cache over there. The same pass makes the
SHA-256 of each file: the fingerprint of every verdict holds it, and what was verified once is
compared with it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Generator, Iterator
from pathlib import Path

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import WeightsError

_STEP = 16 * 1024 * 1024


def warm_and_digest(
    parts: tuple[Path, ...], known: tuple[str, ...], cancel: CancelToken
) -> Generator[float, None, tuple[str, ...]]:
    """Yields the fraction read and returns the SHA-256 of each part in hex.

    What is ``known`` of a part saves computing it; empty: nothing is. Raises ``Cancelled``, and
    ``WeightsError`` when the disk fails.
    """
    total = max(sum(part.stat().st_size for part in parts), 1)
    done, digests = 0, []
    for part, digest in zip(parts, known, strict=True):
        sha = hashlib.sha256()
        for chunk in chunks((part,)):
            cancel.check()
            if not digest:
                sha.update(chunk)
            done += len(chunk)
            yield done / total
        digests.append(digest or sha.hexdigest())
    return tuple(digests)


def digest_of_all(digests: tuple[str, ...]) -> str:
    """One digest for all parts: of one, its own; of several, that of theirs in order. Empty when
    one is not known."""
    if not digests or not all(digests):
        return ""
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def chunks(parts: tuple[Path, ...]) -> Iterator[memoryview]:
    """The bytes of files, through one buffer: a chunk is valid until the next one.

    Raises ``WeightsError`` when the disk fails.
    """
    buffer = memoryview(bytearray(_STEP))
    for part in parts:
        try:
            with part.open("rb", buffering=0) as file:
                while count := file.readinto(buffer):
                    yield buffer[:count]
        except OSError as error:
            raise WeightsError(
                f"{part.name} cannot be read.", f"{error.strerror}.", "Check the disk."
            ) from error


class DigestMemory:
    """Remembers digests between starts: each file's by path, size, time of change and place on the
    disk. Another file, or the same one written to, is not known any more.

    A file that was changed and set back in time would be missed: this saves reading 12 GB at each
    start, it does not guard against somebody who can write to this computer.
    """

    def __init__(self, folder: str) -> None:
        self._path = Path(folder) / "weights-digests.json" if folder else None

    def recall(self, parts: tuple[Path, ...]) -> tuple[str, ...]:
        """The digest of each part in hex; empty where it is not known."""
        stored = self._read()
        found = (stored.get(_key(part), "") for part in parts)
        return tuple(digest if isinstance(digest, str) else "" for digest in found)

    def keep(self, parts: tuple[Path, ...], digests: tuple[str, ...]) -> None:
        """Best effort: without it the next start computes again."""
        if self._path is None or self.recall(parts) == digests:
            return
        new = {_key(part): digest for part, digest in zip(parts, digests, strict=False)}
        unfinished = self._path.with_suffix(f".{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(json.dumps(self._read() | new), "utf-8")
            unfinished.replace(self._path)
        except OSError:
            return

    def _read(self) -> dict[str, object]:
        try:
            stored = json.loads(self._path.read_text("utf-8")) if self._path else {}
        except (OSError, ValueError):
            return {}
        return stored if isinstance(stored, dict) else {}


def _key(part: Path) -> str:
    found = part.stat()
    return f"{part.resolve()}:{found.st_size}:{found.st_mtime_ns}:{found.st_ino}"

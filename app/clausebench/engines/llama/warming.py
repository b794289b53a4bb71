"""Read the weights once from start to end before llama.cpp maps them.

Mapped pages are fetched in one go inside the native call, without progress and without a way to
stop it. Read here first, they come from the system's cache over there. The same pass makes the
weights' SHA-256, which the fingerprint of every verdict holds.
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
    parts: tuple[Path, ...], known: str, cancel: CancelToken
) -> Generator[float, None, str]:
    """Yields the fraction read and returns the SHA-256 in hex; ``known`` saves computing it.

    Raises ``Cancelled``, and ``WeightsError`` when the disk fails.
    """
    sha = hashlib.sha256()
    total = max(sum(part.stat().st_size for part in parts), 1)
    done = 0
    for chunk in chunks(parts):
        cancel.check()
        if not known:
            sha.update(chunk)
        done += len(chunk)
        yield done / total
    return known or sha.hexdigest()


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
    """Remembers digests between starts, by path, size and time of change of every part.

    A file that was changed and set back in time would be missed: the digest says which weights
    were used, it does not guard against somebody who can write to this computer.
    """

    def __init__(self, folder: str) -> None:
        self._path = Path(folder) / "weights-digests.json" if folder else None

    def recall(self, parts: tuple[Path, ...]) -> str:
        """The digest in hex, or an empty string."""
        digest = self._read().get(_key(parts), "")
        return digest if isinstance(digest, str) else ""

    def keep(self, parts: tuple[Path, ...], digest: str) -> None:
        """Best effort: without it the next start computes again."""
        if self._path is None or self._read().get(_key(parts)) == digest:
            return
        unfinished = self._path.with_suffix(f".{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(json.dumps(self._read() | {_key(parts): digest}), "utf-8")
            unfinished.replace(self._path)
        except OSError:
            return

    def _read(self) -> dict[str, object]:
        try:
            stored = json.loads(self._path.read_text("utf-8")) if self._path else {}
        except (OSError, ValueError):
            return {}
        return stored if isinstance(stored, dict) else {}


def _key(parts: tuple[Path, ...]) -> str:
    stats = [part.stat() for part in parts]
    return "|".join(
        f"{part.resolve()}:{s.st_size}:{s.st_mtime_ns}"
        for part, s in zip(parts, stats, strict=True)
    )

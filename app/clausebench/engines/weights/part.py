"""A file that is not whole yet, with a journal of how much of it is surely on the disk."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from clausebench.domain.weights import RemoteFile

SYNC_EVERY = 64 * 1024 * 1024
_STEP = 1 << 20


class Part:
    """``<folder>/<name>.part`` and ``<name>.part.json``.

    After a power cut the file may be longer than what is truly in it: the journal says how much was
    synced, and from there on it is fetched again. Used by one process at a time.
    """

    def __init__(self, target: Path, file: RemoteFile, *, sync_every: int = SYNC_EVERY) -> None:
        """Raises ``OSError``."""
        self.target = target
        self._file = file
        self._sync_every = sync_every
        self._path = target.with_name(target.name + ".part")
        self._journal = target.with_name(target.name + ".part.json")
        self._digest = hashlib.sha256()
        self.done = self._synced = 0
        self._stream: BinaryIO | None = None

    @property
    def have(self) -> int:
        """Bytes that need not be fetched again, as far as can be said without reading them."""
        try:
            journal = json.loads(self._journal.read_text("utf-8"))
            is_same = (journal["sha256"], journal["size"]) == (self._file.sha256, self._file.size)
            return min(int(journal["synced"]), self._path.stat().st_size) if is_same else 0
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def open(self) -> Iterator[int]:
        """Yields how much of what is here has been read again, for the hash goes over all."""
        have = self.have
        self.target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._path.touch(mode=0o600)
        stream = self._stream = self._path.open("r+b")
        stream.truncate(have)
        while block := stream.read(_STEP):
            self._digest.update(block)
            self.done += len(block)
            yield self.done
        self._synced = self.done

    def add(self, data: bytes) -> None:
        """Append. Raises ``OSError`` when the disk is full."""
        stream = self._opened()
        stream.write(data)
        self._digest.update(data)
        self.done += len(data)
        if self.done - self._synced >= self._sync_every:
            self.sync()

    def sync(self) -> None:
        """What is here now stays, whatever happens next."""
        stream = self._opened()
        stream.flush()
        os.fsync(stream.fileno())
        self._synced = self.done
        written = {
            "name": self._file.name,
            "sha256": self._file.sha256,
            "size": self._file.size,
            "synced": self.done,
        }
        unfinished = self._journal.with_suffix(".unfinished")
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump(written, file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self._journal)

    def restart(self) -> None:
        """Forget everything: the hub cannot go on where we stood."""
        stream = self._opened()
        stream.seek(0)
        stream.truncate()
        self._digest = hashlib.sha256()
        self.done = self._synced = 0

    @property
    def is_whole(self) -> bool:
        """Whether all bytes are here and are the right ones."""
        return self.done == self._file.size and self._digest.hexdigest() == self._file.sha256

    def keep(self) -> None:
        """Put it in its place, for good."""
        self.sync()
        self._shut()
        self._path.replace(self.target)
        self._journal.unlink(missing_ok=True)
        if os.name != "nt":
            folder = os.open(self.target.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def discard(self) -> None:
        """Delete what is here."""
        self._shut()
        self._path.unlink(missing_ok=True)
        self._journal.unlink(missing_ok=True)

    def close(self) -> None:
        """What has come is not fetched again. Nothing is left to do after ``keep``, ``discard``."""
        if self._stream is not None:
            with suppress(OSError):
                self.sync()
            self._shut()

    def _shut(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            with suppress(OSError):
                stream.close()

    def _opened(self) -> BinaryIO:
        if self._stream is None:
            raise RuntimeError("open comes first")
        return self._stream

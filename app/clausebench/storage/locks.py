"""Locks between processes that the system itself releases when their holder dies."""

from __future__ import annotations

import importlib
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from clausebench.storage.files import make_private_folder

_PATIENCE = 0.02
"""Seconds between two attempts; no system offers a lock with a timeout."""

_SEATS_AT = 1 << 30
_SEATS = 64
"""Windows has exclusive byte locks only: a sharer takes one byte of these, a loner all."""


class FileLock:
    """A lock file, held by many (shared) or by one (exclusive). Not reentrant."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        return self._descriptor is not None

    def try_acquire(self, *, shared: bool) -> bool:
        """Take the lock if it is free now. Raises ``OSError`` if the file cannot be made."""
        make_private_folder(self.path.parent)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        if _try_lock(descriptor, shared):
            self._descriptor = descriptor
            return True
        os.close(descriptor)
        return False

    def acquire(self, *, shared: bool, seconds: float) -> bool:
        """Take the lock, waiting at most ``seconds`` for its holder."""
        deadline = time.monotonic() + seconds
        never = threading.Event()
        while not self.try_acquire(shared=shared):
            if time.monotonic() >= deadline:
                return False
            never.wait(_PATIENCE)
        return True

    def release(self) -> None:
        """Give the lock back; closing the descriptor is what releases it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def write(self, text: str) -> None:
        """Leave a message for those who find the lock taken; call it while holding the lock."""
        if self._descriptor is None:
            raise RuntimeError("only the holder of a lock writes into it")
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, text.encode())

    def message(self) -> str:
        """What the holder wrote; empty when there is none."""
        try:
            return self.path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""


def _lock_posix(descriptor: int, shared: bool) -> bool:  # noqa: FBT001 - same shape as Windows'
    fcntl: Any = importlib.import_module("fcntl")
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock_windows(descriptor: int, shared: bool) -> bool:  # noqa: FBT001 - same shape as POSIX's
    if not shared:
        return _lock_bytes(descriptor, 0, _SEATS)
    return any(_lock_bytes(descriptor, seat, 1) for seat in range(_SEATS))


def _lock_bytes(descriptor: int, first: int, count: int) -> bool:
    msvcrt: Any = importlib.import_module("msvcrt")
    os.lseek(descriptor, _SEATS_AT + first, os.SEEK_SET)
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, count)
    except OSError:
        return False
    return True


_try_lock = _lock_windows if sys.platform == "win32" else _lock_posix

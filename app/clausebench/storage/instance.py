"""One window per data folder, on one computer."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from clausebench.domain.errors import WorkspaceBusyError
from clausebench.storage.failures import file_failures
from clausebench.storage.locks import FileLock


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that holds, or was killed while holding, a data folder."""

    pid: int
    host: str


class InstanceLock:
    """Makes a process the only window on a data folder.

    The system frees the lock when its holder dies, so one left by a killed process is simply
    taken over. A file left by *another computer* is not: on a shared disk the lock may not reach
    that far, and two writers there would destroy the workspace.
    """

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "instance.lock")
        self._folder = folder

    def acquire(self) -> None:
        """Raise ``WorkspaceBusyError``, which names the owner, if the folder is taken."""
        with file_failures(self._folder):
            if not self._lock.try_acquire(shared=False):
                raise self._busy(self.owner())
            left, here = self.owner(), socket.gethostname()
            if left is not None and left.host != here:
                self._lock.release()
                raise self._elsewhere(left)
            self._lock.write(f"{os.getpid()} {here}\n")

    def owner(self) -> Owner | None:
        """Who wrote the lock file last; None after an orderly release."""
        pid, _, host = self._lock.message().strip().partition(" ")
        return Owner(int(pid), host) if pid.isdigit() and host else None

    def release(self) -> None:
        """Let others in. The file stays: removing it would race with someone waiting for it."""
        if self._lock.is_held:
            self._lock.write("")
            self._lock.release()

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()

    def _busy(self, owner: Owner | None) -> WorkspaceBusyError:
        who = f"process {owner.pid} on {owner.host}" if owner else "another process"
        return WorkspaceBusyError(
            f"Clausebench is already open: {who} uses {self._folder}.",
            hint="Use that window, or close it first.",
        )

    def _elsewhere(self, owner: Owner) -> WorkspaceBusyError:
        return WorkspaceBusyError(
            f"Clausebench on the computer {owner.host} uses {self._folder}.",
            "Two computers must not write one workspace.",
            f"Close it there. If that computer is gone, delete {self._lock.path}.",
        )

"""Fetch a file so that nothing is lost: not by kill -9, sleep, another network or a busy hub."""

from __future__ import annotations

import errno
import hashlib
import shutil
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.errors import DownloadError
from clausebench.domain.weights import Phase, Progress, RemoteFile, RemoteRepo
from clausebench.engines.llama.warming import chunks
from clausebench.engines.weights.hub import ConnectionLostError, Hub, HubBusyError, Stream
from clausebench.engines.weights.part import SYNC_EVERY, Part
from clausebench.engines.weights.pump import Pump
from clausebench.engines.weights.sentences import (
    busy,
    nameless,
    no_space,
    other_bytes,
    unreachable,
    wrong_bytes,
)

_TELL_EVERY = 0.2
_RATE_OVER = 5.0
_LONGEST_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class Manners:
    """``margin`` bytes stay free on the disk. ``rate`` limits bytes per second; 0: no limit.
    ``tries`` in a row without a byte until it is given up."""

    margin: int = 1 << 30
    rate: int = 0
    tries: int = 8
    first_wait: float = 0.4
    sync_every: int = SYNC_EVERY


class Transfer:
    """All files of one choice, one after the other, into ``folder``."""

    def __init__(
        self,
        hub: Hub,
        repo: RemoteRepo,
        files: tuple[RemoteFile, ...],
        folder: Path,
        manners: Manners,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._hub = hub
        self._repo = repo
        self._files = files
        self._folder = folder
        self._manners = manners
        self._clock = clock
        self._total = sum(file.size for file in files)
        self._before = 0
        self._name = ""
        self._meter = _Meter(clock)

    def run(self, cancel: CancelToken) -> Generator[Progress, None, tuple[Path, ...]]:
        """Yields progress; returns where the files are.

        Raises ``Cancelled`` with everything kept for the next time, and ``DownloadError``.
        """
        try:
            self._check_space()
            paths = []
            for file in self._files:
                self._name = file.name
                paths.append((yield from self._fetch(file, cancel)))
                self._before += file.size
            yield self._tell(Phase.READY, 0)
            return tuple(paths)
        except OSError as error:
            raise self._disk_error(error) from error

    def _check_space(self) -> None:
        """Of everything at once: to find out after half of the night helps nobody."""
        missing = 0
        for file in self._files:
            target = self._target(file)
            if not target.exists():
                missing += file.size - Part(target, file).have
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        free = shutil.disk_usage(self._folder).free
        if missing and free < missing + self._manners.margin:
            raise no_space(str(self._folder), missing + self._manners.margin, free)

    def _fetch(self, file: RemoteFile, cancel: CancelToken) -> Generator[Progress, None, Path]:
        if len(file.sha256) != 64:
            raise nameless(file.name)
        target = self._target(file)
        lock = FileLock(target.with_name(target.name + ".lock"))
        yield from self._take(lock, cancel)
        try:
            if target.exists():
                yield from self._compare(target, file, cancel)
            else:
                yield from self._complete(
                    Part(target, file, sync_every=self._manners.sync_every), file, cancel
                )
        finally:
            lock.release()
        target.with_name(target.name + ".lock").unlink(missing_ok=True)
        return target

    def _take(self, lock: FileLock, cancel: CancelToken) -> Iterator[Progress]:
        """Another process that fetches the same file is waited for."""
        while True:
            cancel.check()
            try:
                lock.acquire(timeout=0)
            except Timeout:
                note = "Another Clausebench is fetching this file."
                yield self._tell(Phase.WAITING, 0, note)
                cancel.wait(0.5)
            else:
                return

    def _compare(self, target: Path, file: RemoteFile, cancel: CancelToken) -> Iterator[Progress]:
        """A file of that name is here already; that it is the same one nobody has said."""
        if target.stat().st_size != file.size:
            raise other_bytes(target)
        digest, done = hashlib.sha256(), 0
        for chunk in chunks((target,)):
            cancel.check()
            digest.update(chunk)
            done += len(chunk)
            yield self._tell(Phase.CHECKING, done)
        if digest.hexdigest() != file.sha256:
            raise other_bytes(target)

    def _complete(self, part: Part, file: RemoteFile, cancel: CancelToken) -> Iterator[Progress]:
        try:
            for done in part.open():
                cancel.check()
                yield self._tell(Phase.CHECKING, done)
            yield from self._insist(part, file, cancel)
            yield self._tell(Phase.VERIFYING, part.done)
            if not part.is_whole:
                part.discard()
                raise wrong_bytes(file.name)
            part.keep()
        finally:
            part.close()

    def _insist(self, part: Part, file: RemoteFile, cancel: CancelToken) -> Iterator[Progress]:
        """Until all is here; patience is renewed by every byte."""
        failures = 0
        while part.done < file.size:
            before, wait, note = part.done, 0.0, ""
            try:
                with self._hub.read(self._repo, file, part.done) as stream:
                    yield from self._receive(stream, part, file, cancel)
            except HubBusyError as error:
                problem, wait = busy(error.status, self._hub.endpoint), error.seconds or 0.0
                note = f"The hub is busy (it answered {error.status})."
            except ConnectionLostError as error:
                problem = unreachable(self._hub.endpoint, error.kind)
                note = "The connection was lost."
            else:
                problem, note = self._cut_short(part, file), "The connection ended early."
            if part.done >= file.size:
                return
            failures = 1 if part.done > before else failures + 1
            if failures > self._manners.tries:
                raise problem
            wait = max(wait, min(self._manners.first_wait * 2 ** (failures - 1), _LONGEST_WAIT))
            yield self._tell(Phase.RETRYING, part.done, f"{note} Trying again in {wait:.0f} s.")
            cancel.wait(wait)
            cancel.check()

    def _cut_short(self, part: Part, file: RemoteFile) -> DownloadError:
        return DownloadError(
            f"{file.name} ends too early on the hub.",
            f"{part.done:,} of {file.size:,} bytes came. They are kept.",
            "Try again later.",
        )

    def _receive(
        self, stream: Stream, part: Part, file: RemoteFile, cancel: CancelToken
    ) -> Iterator[Progress]:
        if stream.start != part.done:
            part.restart()
        pump, told = Pump(stream), self._clock()
        try:
            while (chunk := pump.next()) != b"":
                if chunk:  # before anything may stop this: those behind it are kept as well
                    _add(chunk, part, file)
                    self._meter.add(len(chunk))
                    self._meter.hold_back(self._manners.rate, cancel)
                cancel.check()
                if self._clock() - told >= _TELL_EVERY:
                    told = self._clock()
                    yield self._tell(Phase.DOWNLOADING, part.done)
        except Cancelled:
            for chunk in pump.stop():
                _add(chunk, part, file)
            raise
        finally:
            pump.stop()
            stream.close()

    def _target(self, file: RemoteFile) -> Path:
        """Only the last part of a name: the hub does not choose our folders."""
        return self._folder / Path(file.name).name

    def _tell(self, phase: Phase, done: int, note: str = "") -> Progress:
        rate = self._meter.rate if phase is Phase.DOWNLOADING else 0.0
        return Progress(phase, self._name, self._before + done, self._total, rate, note)

    def _disk_error(self, error: OSError) -> DownloadError:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            free = shutil.disk_usage(self._folder).free
            return no_space(str(self._folder), self._manners.margin, free)
        return DownloadError(
            f"{self._folder} cannot be written.", f"{error.strerror}.", "Choose another folder."
        )


def _add(chunk: bytes, part: Part, file: RemoteFile) -> None:
    if part.done + len(chunk) > file.size:
        part.discard()
        raise wrong_bytes(file.name)
    part.add(chunk)


class _Meter:
    """Bytes per second over the last seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._came: deque[tuple[float, int]] = deque()
        self._started, self._all = clock(), 0

    def add(self, count: int) -> None:
        now = self._clock()
        self._came.append((now, count))
        self._all += count
        while self._came and now - self._came[0][0] > _RATE_OVER:
            self._came.popleft()

    @property
    def rate(self) -> float:
        if not self._came:
            return 0.0
        span = max(self._clock() - self._came[0][0], 0.1)
        return sum(count for _, count in self._came) / span

    def hold_back(self, limit: int, cancel: CancelToken) -> None:
        """Wait as long as it takes to stay under ``limit`` bytes per second."""
        while limit and not cancel.is_cancelled:
            ahead = self._all / limit - (self._clock() - self._started)
            if ahead <= 0:
                return
            cancel.wait(min(ahead, 0.5))

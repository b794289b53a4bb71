"""Downloads in the window: one at a time, paused, gone on with, given up."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import AppError
from clausebench.domain.weights import Choice, KeptWeights, Phase, Progress, Wanted
from clausebench.services.desk import Desk
from clausebench.ui.download_words import progress_words
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane, Lanes

if TYPE_CHECKING:
    from clausebench.services.downloads import Downloads


class DownloadState(StrEnum):
    """``waiting`` for its turn, or for nothing but a person (``paused``, ``failed``)."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    FAILED = "failed"


@dataclass(slots=True)
class Download:
    """``here`` are the bytes that were here before it began to run."""

    wanted: Wanted
    state: DownloadState
    here: int = 0
    progress: Progress | None = None
    error: AppError | None = None
    began: tuple[float, int] = (0.0, 0)

    @property
    def done(self) -> int:
        """Bytes that are here."""
        return self.progress.done if self.progress else self.here

    @property
    def average(self) -> float:
        """Bytes per second since this run's first byte."""
        began, before = self.began
        seconds = time.monotonic() - began
        return (self.done - before) / seconds if began and seconds > 1 else 0.0


class DownloadQueue(QObject):
    """Lives as long as the window. What is asked for is remembered on the disk first."""

    changed = Signal(str)
    """An id: its state or progress."""
    listed = Signal()
    """Downloads came or went."""
    failed = Signal(object)
    """A ``Download`` whose ``error`` says why it stopped."""
    arrived = Signal(object)
    """``KeptWeights`` that are here now, verified."""

    def __init__(self, desk: Desk, lanes: Lanes) -> None:
        super().__init__()
        self._desk, self._lanes = desk, lanes
        self._items: dict[str, Download] = {}
        self._running: Download | None = None
        self._is_leaving = ""
        self._slot = JobSlot(lanes, Lane.DOWNLOAD, self)
        self._slot.progressed.connect(self._on_slot_progressed)
        self._slot.succeeded.connect(self._on_slot_succeeded)
        self._slot.failed.connect(self._on_slot_failed)
        self._slot.settled.connect(self._on_slot_settled)

    @property
    def items(self) -> tuple[Download, ...]:
        """In their order."""
        return tuple(self._items.values())

    @property
    def running(self) -> Download | None:
        return self._running

    def find(self, download_id: str) -> Download | None:
        return self._items.get(download_id)

    def restore(self) -> None:
        """Go on with what was not done last time, but for what was paused."""
        downloads = self._desk.downloads

        def read(_cancel: CancelToken) -> list[tuple[Wanted, int]]:
            return [(w, downloads().here(w.choice)) for w in downloads().waiting()]

        job = self._lanes.start(Lane.POOL, read)
        job.succeeded.connect(self._on_read)

    def add(self, choice: Choice, endpoint: str) -> None:
        """Ask for it; asked twice, it is one download, which goes on."""
        downloads = self._desk.downloads

        def ask(_cancel: CancelToken) -> list[tuple[Wanted, int]]:
            wanted = downloads().ask(choice, endpoint)
            return [(wanted, downloads().here(choice))]

        self._lanes.start(Lane.POOL, ask).succeeded.connect(self._on_read)

    def pause(self, download_id: str) -> None:
        """What has come stays."""
        download = self._items[download_id]
        self._set(download, DownloadState.PAUSED)
        if download is self._running:
            self._slot.cancel()
        self._remember(download, is_paused=True)

    def resume(self, download_id: str) -> None:
        """Go on, or try again."""
        download = self._items[download_id]
        if download.state is DownloadState.RUNNING:
            return
        download.error = None
        self._set(download, DownloadState.WAITING)
        self._remember(download, is_paused=False)
        self._start_next()

    def give_up(self, download_id: str) -> None:
        """Take it off the list and delete what has come of it."""
        download = self._items.pop(download_id)
        self.listed.emit()
        if download is self._running:
            self._is_leaving = download_id
            self._slot.cancel()
        else:
            self._forget(download)

    def _on_read(self, found: list[tuple[Wanted, int]]) -> None:
        for wanted, here in found:
            known = self._items.get(wanted.id)
            if known is not None:
                self.resume(wanted.id)
                continue
            state = DownloadState.PAUSED if wanted.is_paused else DownloadState.WAITING
            self._items[wanted.id] = Download(wanted, state, here)
        self.listed.emit()
        self._start_next()

    def _start_next(self) -> None:
        waiting = (d for d in self.items if d.state is DownloadState.WAITING)
        download = next(waiting, None)
        if self._running is not None or download is None:
            return
        self._running = download
        download.progress, download.began = None, (0.0, 0)
        self._set(download, DownloadState.RUNNING)
        downloads, wanted = self._desk.downloads, download.wanted
        self._slot.start(lambda cancel: _fetched(downloads(), wanted, cancel))

    @Slot(list)
    def _on_slot_progressed(self, events: list[Progress]) -> None:
        download = self._running
        if download is None:
            return
        download.progress = events[-1]
        if not download.began[0] and download.progress.phase is Phase.DOWNLOADING:
            download.began = (time.monotonic(), download.done)
        self.changed.emit(download.wanted.id)

    @Slot(object)
    def _on_slot_succeeded(self, outcome: KeptWeights | AppError) -> None:
        if self._running is None:
            return
        if isinstance(outcome, AppError):
            self._running.error = outcome
            self._set(self._running, DownloadState.FAILED)
            self.failed.emit(self._running)
            return
        self._items.pop(self._running.wanted.id, None)
        self.listed.emit()
        self.arrived.emit(outcome)

    @Slot(object)
    def _on_slot_failed(self, _error: Exception) -> None:
        """A fault of ours: the window reports it."""
        if self._running is not None:
            self._set(self._running, DownloadState.FAILED)

    @Slot()
    def _on_slot_settled(self) -> None:
        download, self._running = self._running, None
        if download is not None and self._is_leaving == download.wanted.id:
            self._is_leaving = ""
            self._forget(download)
        self._start_next()
        if download is not None:
            self.changed.emit(download.wanted.id)

    def _set(self, download: Download, state: DownloadState) -> None:
        download.state = state
        self.changed.emit(download.wanted.id)

    def _remember(self, download: Download, *, is_paused: bool) -> None:
        self._store(lambda: self._desk.downloads().pause(download.wanted, is_paused=is_paused))

    def _forget(self, download: Download) -> None:
        self._store(lambda: self._desk.downloads().forget(download.wanted))

    def _store(self, work: Callable[[], object]) -> None:
        self._lanes.start(Lane.STORE, lambda _cancel: work())


def _fetched(
    downloads: Downloads, wanted: Wanted, cancel: CancelToken
) -> Generator[Progress, None, KeptWeights | AppError]:
    """Why a download stopped belongs to it, and is shown with it."""
    try:
        return (yield from downloads.fetch(wanted, cancel))
    except AppError as error:
        return error


def download_words(download: Download) -> str:
    """One line about a download, without its name."""
    total = download.wanted.choice.size
    progress = download.progress or Progress(Phase.ASKING, "", download.here, total)
    if download.state is DownloadState.RUNNING:
        return progress_words(progress, download.average)
    words = {
        DownloadState.PAUSED: "paused",
        DownloadState.FAILED: "stopped",
        DownloadState.WAITING: "waiting for its turn",
    }[download.state]
    return f"{progress_words(progress, 0).split(' · ')[0]} · {words}"

"""Work off the main thread: five lanes, and jobs that report back in batches.

The only threads in the window's process. A job drains a generator or calls a function on its
lane; what it yields waits in a queue and reaches the main thread about thirty times a second,
so that a model writing two hundred tokens a second costs the window thirty signals, not two
hundred. All of a job's signals are emitted on the main thread, in this order::

    progressed*  then exactly one of  succeeded | failed | cancelled  then  settled

After ``cancel`` nothing but ``cancelled`` and ``settled`` comes, and they come when the lane
is free again; a job that had not begun is dropped.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.ui.collecting import MainThreadCollector

DELIVERY_MS = 33
"""About 30 Hz: as often as a reader can see, as seldom as a busy stream needs."""

Work = Callable[[CancelToken], Any]
"""Called on the lane. If it returns an iterator, that is drained and each value is an event;
a generator's return value is the job's result."""


class Lane(StrEnum):
    """``engine`` judges what somebody waits for, ``suite`` runs test cases beside it, ``store``
    reads and writes the workspace, ``download`` fetches weights for hours, ``pool`` does the
    rest."""

    ENGINE = "engine"
    SUITE = "suite"
    STORE = "store"
    DOWNLOAD = "download"
    POOL = "pool"


_WIDTHS = {lane: 2 if lane is Lane.POOL else 1 for lane in Lane}


class _Ticket:
    """The half of a job that its lane may touch: no Qt in it, safe to drop on any thread."""

    def __init__(self, work: Work) -> None:
        self.work: Work | None = work
        self.token = CancelToken()
        self.events: deque[object] = deque()
        self.result: object = None
        self.error: Exception | None = None
        self.is_done = threading.Event()
        self._unclaimed = threading.Lock()

    def claim(self) -> bool:
        """True for the first who asks: the lane that begins the work, or who drops it before."""
        return self._unclaimed.acquire(blocking=False)

    def perform(self, must_stop: threading.Event) -> None:
        """Run the work to its end; never raises."""
        try:
            outcome = self.work(self.token) if self.work is not None else None
            self.result = self._drain(outcome, must_stop)
        except Cancelled:
            self.token.cancel()
        except Exception as error:  # noqa: BLE001 - whatever it is, the main thread decides
            self.error = error
        finally:
            self.is_done.set()

    def _drain(self, outcome: object, must_stop: threading.Event) -> object:
        if not isinstance(outcome, Iterator):
            return outcome
        while True:
            try:
                event = next(outcome)
            except StopIteration as end:
                return end.value
            if must_stop.is_set():
                raise Cancelled
            if not self.token.is_cancelled:
                self.events.append(event)


class Job(QObject):
    """Work in flight. Make one with ``Lanes.start``; keep it only to cancel it."""

    progressed = Signal(object)
    """A list of events, oldest first, never empty."""
    succeeded = Signal(object)
    failed = Signal(object)
    """The exception. ``Lanes.job_failed`` shows it to the person; panels only tidy up."""
    cancelled = Signal()
    stopping = Signal()
    """``cancel`` was called; emitted at once, before the work knows."""
    settled = Signal()
    described = Signal()
    """``fraction`` or ``detail`` changed."""

    def __init__(self, lane: Lane, title: str, work: Work) -> None:
        super().__init__()
        self.lane = lane
        self.title = title
        self.fraction: float | None = None
        self.detail = ""
        self.ticket = _Ticket(work)
        self._is_settled = False

    @property
    def is_settled(self) -> bool:
        return self._is_settled

    @property
    def error(self) -> Exception | None:
        """What made the job fail; None while it runs and if it was cancelled."""
        has_failed = self._is_settled and not self.ticket.token.is_cancelled
        return self.ticket.error if has_failed else None

    @property
    def is_stopping(self) -> bool:
        return self.ticket.token.is_cancelled and not self._is_settled

    def cancel(self) -> None:
        """Ask the work to stop. Harmless when it already has."""
        if self._is_settled or self.ticket.token.is_cancelled:
            return
        self.ticket.token.cancel()
        if self.ticket.claim():
            self.ticket.is_done.set()
        self.stopping.emit()

    def describe(self, detail: str, fraction: float | None = None) -> None:
        """Say how far it is; the status line shows it. ``fraction`` is 0..1 or unknown."""
        self.detail, self.fraction = detail, fraction
        self.described.emit()

    def deliver(self) -> None:
        """Emit what is waiting. ``Lanes`` calls it, on the main thread."""
        ticket = self.ticket
        is_done = ticket.is_done.is_set()  # before the events are taken, so that none is missed
        batch = [ticket.events.popleft() for _ in range(len(ticket.events))]
        if batch and not ticket.token.is_cancelled:
            self.progressed.emit(batch)
        if is_done and not self._is_settled:  # a slot may have come back here
            self._settle()

    def _settle(self) -> None:
        ticket = self.ticket
        ticket.work = None  # closures may hold widgets: let go of them here, not on the lane
        self._is_settled = True
        if ticket.token.is_cancelled:
            self.cancelled.emit()
        elif ticket.error is not None:
            self.failed.emit(ticket.error)
        else:
            self.succeeded.emit(ticket.result)
        self.settled.emit()


class _Bell:
    """How a lane tells the main thread that a job is done; silent once the window is closing."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring: Callable[[], None] | None = ring
        self._lock = threading.Lock()

    def ring(self) -> None:
        with self._lock:
            if self._ring is not None:
                self._ring()

    def mute(self) -> None:
        with self._lock:
            self._ring = None


_Queue = queue.SimpleQueue[_Ticket | None]


def _serve(tickets: _Queue, must_stop: threading.Event, bell: _Bell) -> None:
    """A lane's thread: one ticket after the other until None comes."""
    while (ticket := tickets.get()) is not None:
        if ticket.claim():
            ticket.perform(must_stop)
            del ticket  # waiting for the next one must not keep this one alive
            bell.ring()


class Lanes(QObject):
    """The lanes and the jobs on them. Lives on the main thread."""

    job_started = Signal(object)
    job_failed = Signal(object, object)
    """The job and its exception, after the job's own signals."""
    _rung = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_closed = False
        self._must_stop = threading.Event()
        self._bell = _Bell(self._rung.emit)
        self._jobs: list[Job] = []
        self._queues: dict[Lane, _Queue] = {}
        self._threads: list[threading.Thread] = []
        self._timer = QTimer(self, interval=DELIVERY_MS)
        self._timer.timeout.connect(self._deliver)
        self._rung.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._collector = MainThreadCollector(self)
        self._collector.start()

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The jobs in flight, oldest first."""
        return tuple(self._jobs)

    def start(self, lane: Lane, work: Work, *, title: str = "") -> Job:
        """Queue ``work``. A job with a ``title`` shows in the status line, with a stop button.

        While the lanes shut down, the last news of other jobs makes panels ask for more: such a
        job is cancelled before it begins, and nobody hears of it.
        """
        job = Job(lane, title, work)
        if self._is_closed:
            job.cancel()
            return job
        self._jobs.append(job)
        self._queue_of(lane).put(job.ticket)
        self._timer.start()
        self.job_started.emit(job)
        return job

    def shutdown(self, timeout: float = 3.0) -> bool:
        """Cancel all but the store's jobs, which are writing what must not be lost, and join the
        threads. False if one is stuck: it is left behind, a daemon that cannot reach the window."""
        self._is_closed = True
        self._must_stop.set()
        for job in self.jobs:
            if job.lane is not Lane.STORE:
                job.cancel()
        for lane, tickets in self._queues.items():
            for _ in range(_WIDTHS[lane]):
                tickets.put(None)
        for thread in self._threads:
            thread.join(timeout)
        self._bell.mute()
        self._deliver()
        self._timer.stop()
        is_over = not any(thread.is_alive() for thread in self._threads)
        if is_over:
            self._collector.stop()
        return is_over

    def _queue_of(self, lane: Lane) -> _Queue:
        """The lane's queue; its threads start with its first job."""
        if lane not in self._queues:
            tickets: _Queue = queue.SimpleQueue()
            must_stop = threading.Event() if lane is Lane.STORE else self._must_stop
            self._queues[lane] = tickets
            for number in range(_WIDTHS[lane]):
                thread = threading.Thread(
                    target=_serve,
                    args=(tickets, must_stop, self._bell),
                    name=f"lane-{lane}-{number}",
                    daemon=True,
                )
                thread.start()
                self._threads.append(thread)
        return self._queues[lane]

    @Slot()
    def _deliver(self) -> None:
        for job in self.jobs:
            job.deliver()
            if job.is_settled and job in self._jobs:
                self._jobs.remove(job)
                if job.error is not None:
                    self.job_failed.emit(job, job.error)
        if not self._jobs:
            self._timer.stop()

"""One place for one job, so that a panel never has to ask whether an event is stale."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from clausebench.ui.jobs import Job, Lane, Lanes, Work


class JobSlot(QObject):
    """A place for one current job: a new one takes the old one's place.

    The old job is cancelled and nothing of it comes through any more; connect here once.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    settled = Signal()

    def __init__(self, lanes: Lanes, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._lane = lane
        self._job: Job | None = None

    @property
    def job(self) -> Job | None:
        """The job in flight, or None."""
        return self._job

    def start(self, work: Work, *, title: str = "") -> Job:
        """Cancel the current job, if any, and start another."""
        self.drop()
        job = self._lanes.start(self._lane, work, title=title)
        self._job = job
        job.progressed.connect(self.progressed)
        job.succeeded.connect(self.succeeded)
        job.failed.connect(self.failed)
        job.cancelled.connect(self.cancelled)
        job.settled.connect(self._on_job_settled)
        return job

    def cancel(self) -> None:
        """Ask the current job to stop; its ``cancelled`` and ``settled`` still come through."""
        if self._job is not None:
            self._job.cancel()

    def drop(self) -> None:
        """Cancel the current job and hear nothing of it again."""
        job, self._job = self._job, None
        if job is None:
            return
        job.progressed.disconnect(self.progressed)
        job.succeeded.disconnect(self.succeeded)
        job.failed.disconnect(self.failed)
        job.cancelled.disconnect(self.cancelled)
        job.settled.disconnect(self._on_job_settled)
        job.cancel()

    @Slot()
    def _on_job_settled(self) -> None:
        self._job = None
        self.settled.emit()

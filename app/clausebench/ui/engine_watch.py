"""Keeps the status line's engine part true: asks about once a second, and after each job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from clausebench.domain.verdict import Fingerprint
from clausebench.ui.jobs import Job, Lane, Lanes
from clausebench.ui.status_line import StatusLine

if TYPE_CHECKING:
    from clausebench.services.judging import Judging

_PERIOD_MS = 1000


class EngineWatch(QObject):
    """``Judging.status`` may be asked from any thread; the fingerprint only on the engine lane."""

    def __init__(self, judging: Judging, lanes: Lanes, status: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._judging, self._lanes, self._line = judging, lanes, status
        self._name = ""
        self._own_job: Job | None = None
        self._timer = QTimer(self, interval=_PERIOD_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        lanes.job_started.connect(self._on_lanes_job_started)
        self.ask_name()

    @Slot()
    def refresh(self) -> None:
        self._line.show_engine(self._name, self._judging.status)

    @Slot()
    def ask_name(self) -> None:
        """Which engine it is can change when it loads."""
        self._own_job = self._lanes.start(Lane.ENGINE, lambda _token: self._judging.fingerprint())
        self._own_job.succeeded.connect(self._on_fingerprint_known)

    @Slot(object)
    def _on_fingerprint_known(self, fingerprint: Fingerprint) -> None:
        self._name = fingerprint.name
        self.refresh()

    @Slot(object)
    def _on_lanes_job_started(self, job: Job) -> None:
        self.refresh()
        if job.lane is Lane.ENGINE and job.title:
            job.settled.connect(self.ask_name)

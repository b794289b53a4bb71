"""Keeps the status line's engine part true, and the engine true to the settings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from clausebench.domain.verdict import Fingerprint
from clausebench.settings import Settings
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Job, Lane
from clausebench.ui.shell import Shell

_PERIOD_MS = 1000


class EngineWatch(QObject):
    """Asks about once a second, and after each job that may have changed the engine.

    ``Judging.status`` may be asked from any thread; the fingerprint only on the engine lane.
    """

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._name = ""
        self._change: Callable[[Settings], object] | None = None
        self._naming = JobSlot(shell.lanes, Lane.ENGINE, self)
        self._naming.succeeded.connect(self._on_fingerprint_known)
        self._timer = QTimer(self, interval=_PERIOD_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        shell.lanes.job_started.connect(self._on_lanes_job_started)
        shell.preferences.changed.connect(self._on_preferences_changed)
        self.ask_name()

    def change_with(self, change: Callable[[Settings], object]) -> None:
        """How to make the engine that settings ask for; called on the engine lane."""
        self._change = change

    @Slot()
    def refresh(self) -> None:
        self._shell.status.show_engine(self._name, self._shell.desk.judging.status)

    @Slot()
    def ask_name(self) -> None:
        """Which engine it is can change when it loads."""
        judging = self._shell.desk.judging
        self._naming.start(lambda _token: judging.fingerprint())

    @Slot(object)
    def _on_fingerprint_known(self, fingerprint: Fingerprint) -> None:
        self._name = fingerprint.name
        self.refresh()

    @Slot(object)
    def _on_lanes_job_started(self, job: Job) -> None:
        self.refresh()
        if job.lane in (Lane.ENGINE, Lane.SUITE) and job.title:
            job.settled.connect(self.ask_name)

    @Slot(object, object)
    def _on_preferences_changed(self, new: Settings, old: Settings) -> None:
        change = self._change
        if change is not None and _of_engine(new) != _of_engine(old):
            title = "Changing the engine"
            self._shell.lanes.start(Lane.ENGINE, lambda _token: change(new), title=title)


def _of_engine(settings: Settings) -> tuple[object, ...]:
    """What an engine is made with."""
    return settings.weights, settings.engine_command, settings.slots, settings.pacing

"""Keeps the status line's engine part true, and the engine true to the settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from clausebench.domain.cancel import CancelToken
from clausebench.domain.self_test import SelfTest
from clausebench.domain.verdict import Fingerprint
from clausebench.services.self_testing import is_testable
from clausebench.settings import Settings
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Job, Lane
from clausebench.ui.shell import Shell
from clausebench.ui.weights_check import WeightsCheck

_PERIOD_MS = 1000
Known = tuple[Fingerprint, SelfTest | None]


class EngineWatch(QObject):
    """Asks about once a second, and after each job that may have changed the engine.

    ``Judging.status`` may be asked from any thread; the fingerprint only on the engine lane.
    """

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._name = ""
        self._noted: Fingerprint | None = None
        self._change: Callable[[Settings], object] | None = None
        self._naming = JobSlot(shell.lanes, Lane.ENGINE, self)
        self._naming.succeeded.connect(self._on_naming_succeeded)
        self._check = WeightsCheck(shell, self)
        self._check.known.connect(shell.status.show_engine_note)
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
        tests = self._shell.desk.self_tests

        def look_up(_token: CancelToken) -> Known:
            fingerprint = judging.fingerprint()
            return fingerprint, tests.recall(fingerprint)

        self._naming.start(look_up)

    @Slot(object)
    def _on_naming_succeeded(self, known: Known) -> None:
        self._name = known[0].name
        self.refresh()
        self._check.look_at(*known)
        self._note_use(known[0])

    def _note_use(self, engine: Fingerprint) -> None:
        """Models shows when weights were last used: once per loading is enough."""
        path = self._shell.preferences.settings.weights
        if not path or not is_testable(engine) or engine == self._noted:
            return
        self._noted = engine
        models = self._shell.desk.models
        self._shell.lanes.start(Lane.POOL, lambda _cancel: models().note_use(Path(path)))

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
    files = settings.weights, settings.engine_command
    pace = settings.slots, settings.pacing, settings.threads
    return *files, *pace, settings.repack, settings.gpu_layers

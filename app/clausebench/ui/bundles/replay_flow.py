"""Running a bundle's cases again, with the engine in use."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, Signal, Slot

from clausebench.domain.bundle.release import Release
from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import AppError
from clausebench.domain.judging import EngineRestarted, Loading
from clausebench.domain.run import RunSettings
from clausebench.services.replaying import ReplayReport, replay, replay_settings
from clausebench.services.seeds import new_seed
from clausebench.services.suites import CaseJudged, SuiteEvent
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.shell import Shell
from clausebench.ui.text.time_words import left_words


class ReplayFlow(QObject):
    """One replay at a time, after whatever suite runs now."""

    progressed = Signal(str, float)
    """Words, and a fraction 0..1; below 0: it cannot be said."""
    replayed = Signal(object)
    """A ``ReplayReport``."""
    failed = Signal(object)
    stopped = Signal()
    engine_named = Signal(object)
    """The engine that would judge now."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self.report: ReplayReport | None = None
        self._naming = JobSlot(shell.lanes, Lane.ENGINE, self)
        self._naming.succeeded.connect(self.engine_named)
        self._running = JobSlot(shell.lanes, Lane.SUITE, self)
        self._running.progressed.connect(self._on_running_progressed)
        self._running.succeeded.connect(self._on_running_succeeded)
        self._running.failed.connect(self.failed)
        self._running.cancelled.connect(self.stopped)

    @property
    def is_running(self) -> bool:
        return self._running.job is not None

    def ask_engine(self) -> None:
        """Which engine is in use."""
        judging = self._shell.desk.judging
        self._naming.start(lambda _cancel: judging.fingerprint().name)

    def start(self, release: Release) -> None:
        """Begin, as the bundle was judged; as the settings say where it never was."""
        suites = self._shell.desk.suites
        settings = replay_settings(release) or self._settings()
        is_busy = any(job.lane is Lane.SUITE for job in self._shell.lanes.jobs)
        self.report = None

        def work(cancel: CancelToken) -> Generator[SuiteEvent, None, ReplayReport | AppError]:
            try:
                return (yield from replay(suites, release, settings, cancel))
            except AppError as error:
                return error

        self._running.start(work, title="Running a bundle's cases")
        words = "Waiting for the run that is under way" if is_busy else "Starting"
        self.progressed.emit(words, -1.0)

    def stop(self) -> None:
        """``stopped`` comes when the engine is free."""
        self._running.cancel()

    def close(self) -> None:
        """Nobody listens any more."""
        self._naming.drop()
        self._running.drop()

    def _settings(self) -> RunSettings:
        kept = self._shell.preferences.settings
        return RunSettings(
            effort=kept.effort,
            sampler=kept.sampler,
            seed=new_seed(),
            placement=kept.placement,
            pinned_date=kept.pinned_date or None,
        )

    @Slot(object)
    def _on_running_progressed(self, events: list[object]) -> None:
        for event in events:
            if isinstance(event, Loading):
                self._say("Loading weights", event.fraction or -1.0)
            elif isinstance(event, EngineRestarted):
                self._say(event.sentence, -1.0)
            elif isinstance(event, CaseJudged):
                done = f"{event.index:,} of {event.total:,}"
                words = " · ".join(filter(None, (done, left_words(event.seconds_left))))
                self._say(words, event.index / event.total)

    def _say(self, words: str, fraction: float) -> None:
        job = self._running.job
        if job is not None:
            job.describe(words.lower(), fraction if fraction >= 0 else None)
        self.progressed.emit(words, fraction)

    @Slot(object)
    def _on_running_succeeded(self, report: ReplayReport | AppError) -> None:
        if isinstance(report, AppError):
            self.failed.emit(report)
            return
        self.report = report
        self.replayed.emit(report)

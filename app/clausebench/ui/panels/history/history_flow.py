"""Asking the workspace about the past; answers that come too late are dropped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from clausebench.domain.policy import PolicyVersion
from clausebench.domain.run import Run, RunStatus
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.panels.history.entry import Subject
from clausebench.ui.panels.history.run_words import Tally, tally
from clausebench.ui.panels.history.timeline import (
    open_hit,
    read_notes,
    read_run,
    read_timeline,
    read_version,
    search,
)
from clausebench.ui.shell import Shell

SEARCH_MS = 150


class HistoryFlow(QObject):
    """Everything happens on the store lane, in jobs short enough to let drafts be saved."""

    timeline_read = Signal(object)
    """A ``Timeline``."""
    failed = Signal()
    found = Signal(object)
    """A tuple of ``Found``."""
    opened = Signal(object)
    """A ``PastRun``, ``PastVersion`` or ``PastCase``."""
    not_opened = Signal()
    tallied = Signal(object, object)
    """A ``Run`` and its ``Tally``."""
    notes_read = Signal(object)
    """The ``PastNote`` values of the verdict asked for last."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._desk = shell, shell.desk
        self.tallies: dict[str, Tally] = {}
        self._to_count: list[Run] = []
        self._query: tuple[str, str | None] = ("", None)
        self._reading = self._slot(self.timeline_read)
        self._reading.failed.connect(self.failed)
        self._searching = self._slot(self.found)
        self._opening = self._slot(self.opened)
        self._opening.failed.connect(self.not_opened)
        self._counted: Run | None = None
        self._counting = JobSlot(shell.lanes, Lane.STORE, self)
        self._counting.succeeded.connect(self._on_counting_succeeded)
        self._counting.settled.connect(self._count_next)
        self._noting = self._slot(self.notes_read)
        self._pause = QTimer(self, interval=SEARCH_MS, singleShot=True)
        self._pause.timeout.connect(self.search_now)

    @property
    def is_waiting(self) -> bool:
        """Whether something will be asked without anybody doing anything more."""
        return self._pause.isActive() or bool(self._to_count)

    def read(self, policy_id: str | None) -> None:
        """Ask for the past of one policy, or of all."""
        self._reading.start(lambda _cancel: read_timeline(self._desk, policy_id))

    def search_soon(self, query: str, policy_id: str | None) -> None:
        """Search when the typing pauses; an earlier search is forgotten at once."""
        self._searching.drop()
        self._query = (query, policy_id)
        self._pause.start()

    def stop_searching(self) -> None:
        self._pause.stop()
        self._searching.drop()

    def open(self, subject: Subject, verdict_id: str = "") -> None:
        """Read what an entry is about."""
        desk = self._desk
        if isinstance(subject, Run):
            run_id = subject.id
            self._opening.start(lambda _cancel: read_run(desk, run_id, verdict_id))
        elif isinstance(subject, PolicyVersion):
            version = subject
            self._opening.start(lambda _cancel: read_version(desk, version))
        else:
            hit = subject
            self._opening.start(lambda _cancel: open_hit(desk, hit))

    def count(self, runs: Sequence[Run]) -> None:
        """Find out what runs came to, one run per job, those asked for last first."""
        self._to_count = [run for run in runs if run.id not in self.tallies]
        if self._counting.job is None:
            self._count_next()

    def read_notes(self, verdict_id: str) -> None:
        """Ask for the notes on a verdict."""
        self._noting.start(lambda _cancel: read_notes(self._desk, verdict_id))

    def add_note(self, verdict_id: str, text: str) -> None:
        """Keep a note, and read them all again."""
        history = self._desk.history
        self._shell.lanes.start(Lane.STORE, lambda _cancel: history.annotate(verdict_id, text))
        self.read_notes(verdict_id)

    def _slot(self, answered: object) -> JobSlot:
        slot = JobSlot(self._shell.lanes, Lane.STORE, self)
        slot.succeeded.connect(answered)
        return slot

    def search_now(self) -> None:
        """Search without waiting for what was asked for last."""
        self._pause.stop()
        query, policy_id = self._query
        self._searching.start(lambda _cancel: search(self._desk, query, policy_id))

    def _count_next(self) -> None:
        if not self._to_count:
            return
        run, history = self._to_count.pop(0), self._desk.history
        self._counted = run
        self._counting.start(lambda _cancel: tally(history.verdicts(run.id)))

    def _on_counting_succeeded(self, tallied: Tally) -> None:
        run = self._counted
        if run is None:
            return
        if run.status is not RunStatus.RUNNING:  # that one is still growing
            self.tallies[run.id] = tallied
        self.tallied.emit(run, tallied)

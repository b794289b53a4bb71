"""One run of a suite at a time, on a lane of its own: samples are judged meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import EngineRestarted, Loading, ReadingPolicy
from clausebench.services.suites import CaseJudged, CaseStarted, RunFinished, SuiteEvent
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.panels.test.run_order import RunOrder
from clausebench.ui.shell import Shell
from clausebench.ui.text.time_words import left_words


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. ``fraction`` is 0..1, or None while that cannot be said."""

    words: str
    fraction: float | None = None


class SuiteFlow(QObject):
    """Says what happens; verdicts are in history before they are announced."""

    judged = Signal(object)
    """A list of ``CaseJudged``, oldest first."""
    progressed = Signal(object)
    """A ``Progress``."""
    stopping = Signal()
    finished = Signal(object)
    """The ``RunFinished`` of a run that judged everything."""
    cut_short = Signal()
    """It was stopped or failed: not every verdict that is in history has been announced."""
    ended = Signal()
    """However it ended."""
    waiting_changed = Signal()

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._suites = shell.desk.suites
        self._slot = JobSlot(shell.lanes, Lane.SUITE, self)
        self._slot.progressed.connect(self._on_slot_progressed)
        self._slot.cancelled.connect(self.cut_short)
        self._slot.failed.connect(self.cut_short)
        self._slot.settled.connect(self._on_slot_settled)
        self._words: dict[type, Callable[[Any], Progress]] = {
            Loading: lambda e: Progress("Loading weights", e.fraction),
            ReadingPolicy: self._reading,
            EngineRestarted: lambda e: Progress(e.sentence),
            CaseStarted: self._started,
            CaseJudged: self._judged,
        }
        self._place = Progress("")
        self.policy_id = ""
        self.waiting: tuple[RunOrder, ...] = ()

    @property
    def is_running(self) -> bool:
        return self._slot.job is not None

    def run(self, order: RunOrder) -> None:
        """Start now, or when what was asked for before is done."""
        if self.is_running:
            self.waiting = (*self.waiting, order)
            self.waiting_changed.emit()
        else:
            self._start(order)

    def forget(self, order: RunOrder) -> None:
        """Do not start what is still waiting."""
        self.waiting = tuple(other for other in self.waiting if other is not order)
        self.waiting_changed.emit()

    def stop(self) -> None:
        """Ask for the end; ``stopping`` comes at once, ``ended`` when the engine is free."""
        if self._slot.job is not None:
            self._slot.job.ticket.token.is_pause = False
            self._slot.cancel()
            self.stopping.emit()

    def pause(self) -> None:
        """Stop, but so that the run can go on later. Nothing that waits is started meanwhile."""
        if self._slot.job is not None:
            self.waiting = ()
            self._slot.cancel()
            self.stopping.emit()

    def _start(self, order: RunOrder) -> None:
        suites, self.policy_id = self._suites, order.subject.policy_id or ""
        self._place = Progress("Starting")

        def work(cancel: CancelToken) -> Iterator[SuiteEvent]:
            if order.goes_on:
                return suites.go_on(order.goes_on, order.cases, cancel)
            return suites.run(order.subject, order.cases, order.settings, cancel)

        job = self._slot.start(work, title="Running test cases")
        job.ticket.token.is_pause = True  # whatever ends it but Stop: it can go on later
        self.progressed.emit(self._place)

    def _on_slot_settled(self) -> None:
        self.ended.emit()
        if self.waiting and not self.is_running:
            order, *others = self.waiting
            self.waiting = tuple(others)
            self.waiting_changed.emit()
            self._start(order)

    def _on_slot_progressed(self, events: list[object]) -> None:
        judged = [event for event in events if isinstance(event, CaseJudged)]
        if judged:
            self.judged.emit(judged)
        for event in events:
            if type(event) in self._words:
                self._place = self._words[type(event)](event)
            elif isinstance(event, RunFinished):
                self.finished.emit(event)
        job = self._slot.job
        if job is not None:
            job.describe(self._place.words.lower(), self._place.fraction)
            self.progressed.emit(self._place)

    def _reading(self, event: ReadingPolicy) -> Progress:
        """Only the first case waits for the policy; later ones keep their place."""
        if self._place.fraction or not event.total:
            return self._place
        return Progress("Reading the policy", None)

    def _started(self, event: CaseStarted) -> Progress:
        return self._place if event.index > 1 else Progress(f"0 of {event.total:,}", 0.0)

    def _judged(self, event: CaseJudged) -> Progress:
        left = left_words(event.seconds_left)
        done = f"{event.index:,} of {event.total:,}"
        return Progress(" · ".join(filter(None, (done, left))), event.index / event.total)

"""One comparison at a time, on the lane of the suites."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from clausebench.domain.blast import Stage
from clausebench.domain.case import Case
from clausebench.domain.judging import EngineRestarted, Loading
from clausebench.services.confronting import Contender, SideStarted, StageDone
from clausebench.services.suites import CaseJudged
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.shell import Shell
from clausebench.ui.text.time_words import left_words

_STAGE_WORDS = {
    Stage.REACHED: "what the edit can reach",
    Stage.GUARD: "a sample of the others",
    Stage.REST: "the rest",
}


class ConfrontFlow(QObject):
    """Says how far it is and what has been found so far."""

    progressed = Signal(str, object)
    """Words, and a fraction 0..1 or None."""
    found = Signal(object)
    """A ``Confrontation``: of a stage, or of everything."""
    ended = Signal()

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._confronting = shell.desk.confronting
        self._slot = JobSlot(shell.lanes, Lane.SUITE, self)
        self._slot.progressed.connect(self._on_slot_progressed)
        self._slot.succeeded.connect(self.found)
        self._slot.settled.connect(self.ended)
        self._side = ""

    @property
    def is_running(self) -> bool:
        return self._slot.job is not None

    def compare(self, before: Contender, after: Contender, cases: Sequence[Case]) -> None:
        """All cases on both sides."""
        confronting = self._confronting
        self._start(lambda cancel: confronting.compare(before, after, cases, cancel))

    def blast(
        self,
        before: Contender,
        after: Contender,
        cases: Sequence[Case],
        stages: Sequence[Stage],
    ) -> None:
        """Stage by stage."""
        confronting = self._confronting
        self._start(lambda cancel: confronting.blast(before, after, cases, cancel, stages=stages))

    def stop(self) -> None:
        self._slot.cancel()

    def _start(self, work: object) -> None:
        self._side = "Starting"
        self._slot.start(work, title="Comparing")  # type: ignore[arg-type]
        self.progressed.emit(self._side, None)

    def _on_slot_progressed(self, events: list[object]) -> None:
        words: str | None = None
        fraction: float | None = None
        for event in events:
            match event:
                case SideStarted(contender=contender, index=index, total=total):
                    self._side = f"{index} of {total}: {contender.title}"
                    words, fraction = self._side, None
                case Loading(fraction=done):
                    words, fraction = "Loading weights", done
                case EngineRestarted(sentence=sentence):
                    words, fraction = sentence, None
                case CaseJudged(index=index, total=total, seconds_left=left):
                    parts = (self._side, f"{index:,} of {total:,}", left_words(left))
                    words, fraction = " · ".join(filter(None, parts)), index / total
                case StageDone(stage=stage, found=found):
                    words, fraction = f"Done: {_STAGE_WORDS[stage]}", None
                    self.found.emit(found)
        if words is not None and self.is_running:
            self.progressed.emit(words, fraction)

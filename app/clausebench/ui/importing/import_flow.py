"""Reading a file, proposing, keeping: each a job that can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from clausebench.domain.cancel import CancelToken
from clausebench.domain.importing.grid import Grid
from clausebench.importing.grids.reading import read_grid, read_pasted
from clausebench.services.importing import Choices, Imported, Proposal
from clausebench.services.importing_history import ImportedHistory
from clausebench.services.working import Working
from clausebench.ui.importing.reading_form import Reading
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.shell import Shell

_AS_FOUND = Reading()


class ImportFlow(QObject):
    """What was read stays, so that another choice needs no reading."""

    read = Signal()
    proposed = Signal(object)
    """A ``Proposal``."""
    progressed = Signal(str, float)
    """Words, and a fraction 0..1."""
    kept = Signal(object)
    """An ``Imported``."""
    history_kept = Signal(object)
    """An ``ImportedHistory``."""
    failed = Signal(object)
    """The exception: nothing was kept."""
    stopped = Signal()

    def __init__(self, shell: Shell, policy_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._importing = shell.desk.importing
        self._policy_id = policy_id
        self.grid: Grid | None = None
        self.path: Path | None = None
        self._reading = JobSlot(shell.lanes, Lane.POOL, self)
        self._proposing = JobSlot(shell.lanes, Lane.POOL, self)
        self._keeping = JobSlot(shell.lanes, Lane.STORE, self)
        self._reading.succeeded.connect(self._on_reading_succeeded)
        self._proposing.succeeded.connect(self.proposed)
        self._keeping.succeeded.connect(self._on_keeping_succeeded)
        for slot in (self._reading, self._proposing, self._keeping):
            slot.failed.connect(self.failed)
            slot.progressed.connect(self._on_slot_progressed)
        self._keeping.cancelled.connect(self.stopped)

    @property
    def is_keeping(self) -> bool:
        return self._keeping.job is not None

    def read_file(self, path: Path, reading: Reading = _AS_FOUND) -> None:
        """The same file again, read otherwise, takes the place of what was read."""
        self.path = path
        self._read(
            lambda cancel: read_grid(
                path,
                sheet=reading.sheet,
                header=reading.header,
                encoding=reading.encoding,
                check=cancel.check,
            )
        )

    def read_text(self, text: str) -> None:
        self.path = None
        self._read(lambda _cancel: read_pasted(text))

    def read_again(self, reading: Reading) -> None:
        if self.path is not None:
            self.read_file(self.path, reading)

    def propose(self, choices: Choices) -> None:
        """What it would come to with these choices; an earlier proposal is dropped."""
        grid, importing, policy_id = self.grid, self._importing, self._policy_id
        if grid is not None:
            self._proposing.start(
                lambda cancel: importing.propose(grid, importing.target(policy_id), choices, cancel)
            )

    def keep(self, proposal: Proposal) -> None:
        importing = self._importing
        self._keeping.start(
            lambda cancel: importing.confirm(proposal, cancel), title="Importing test cases"
        )

    def keep_history(self, proposal: Proposal) -> None:
        """Keep a log of decisions as a run under the policy as it reads now."""
        importing, policy_id = self._importing, self._policy_id

        def work(cancel: CancelToken) -> Generator[Working, None, ImportedHistory]:
            subjects = (importing.subject(policy_id),)
            log = importing.propose_history(proposal.grid, proposal.choices, subjects)
            return importing.keep_history(log, cancel)

        self._keeping.start(work, title="Importing decisions")

    def stop(self) -> None:
        """Nothing is kept of what was being kept."""
        for slot in (self._reading, self._proposing):
            slot.drop()
        self._keeping.cancel()

    def _read(self, work: Callable[[CancelToken], Grid]) -> None:
        self._reading.start(work)

    def _on_reading_succeeded(self, grid: Grid) -> None:
        self.grid = grid
        self.read.emit()

    def _on_keeping_succeeded(self, kept: Imported | ImportedHistory) -> None:
        if isinstance(kept, Imported):
            self.kept.emit(kept)
        else:
            self.history_kept.emit(kept)

    def _on_slot_progressed(self, events: list[object]) -> None:
        last = events[-1]
        if isinstance(last, Working):
            words = f"{last.stage.value.capitalize()}: {last.done:,} of {last.total:,}"
            self.progressed.emit(words, last.done / max(1, last.total))

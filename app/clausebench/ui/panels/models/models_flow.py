"""Models' work off the main thread: reading the stock, asking the hub, hashing, moving."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from clausebench.domain.errors import AppError
from clausebench.domain.machine import ProbeStep
from clausebench.domain.weights import KeptWeights, Leftover, Progress
from clausebench.ui.dialogs.access_token import AccessTokenDialog
from clausebench.ui.download_words import progress_words
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Job, Lane, Work
from clausebench.ui.panels.models.reading import answer, found_files, read_stock
from clausebench.ui.panels.models.subjects import Offered
from clausebench.ui.shell import Shell


class ModelsFlow(QObject):
    """Of each kind of question the newest counts; what takes long shows in the status line."""

    stock_read = Signal(object)
    """A ``Stock`` without found files."""
    found = Signal(object)
    """Tuple of ``Found``."""
    looked_up = Signal(object)
    """An ``Answer``, or the ``AppError`` that says why there is none."""
    searched = Signal(object)
    """Tuple of names, or the ``AppError`` that says why not."""
    added = Signal(object)
    """``KeptWeights``."""
    changed = Signal()
    """What is kept is another now."""
    leftovers_found = Signal(object)
    """Tuple of ``Leftover``."""
    discarded = Signal(object)
    """Those that are gone."""
    token_kept = Signal(object)
    """``Keeping``: where."""
    moved = Signal(object, object)
    """The folder before and the folder now."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._models = shell, shell.desk.models
        slots = [JobSlot(shell.lanes, Lane.POOL, self) for _ in range(4)]
        self._reading, self._finding, self._asking, self._searching = slots
        self._reading.succeeded.connect(self.stock_read)
        self._finding.succeeded.connect(self.found)
        self._asking.succeeded.connect(self.looked_up)
        self._searching.succeeded.connect(self.searched)

    def read(self) -> None:
        """What is kept and what can be got."""
        desk = self._shell.desk
        self._reading.start(lambda _cancel: read_stock(desk))

    def find(self) -> None:
        """What other programs have here; it may take seconds."""
        desk = self._shell.desk
        self._finding.start(lambda _cancel: found_files(desk), title="Looking for models")

    def look_up(self, offered: Offered) -> None:
        """What the hub says about it now."""
        desk = self._shell.desk
        self._asking.start(lambda _cancel: _told(lambda: answer(desk, offered)))

    def stop_asking(self) -> None:
        self._asking.drop()

    def search(self, words: str) -> None:
        self._searching.start(lambda _cancel: _told(lambda: self._models().search(words)))

    def add(self, path: Path) -> None:
        """Know a file where it lies."""
        job = self._work(f"Checking {path.name}", lambda c: self._models().add(path, c))
        job.succeeded.connect(self.added)
        job.succeeded.connect(self.changed)

    def verify(self, kept: KeptWeights) -> None:
        """Compare all bytes with what they were."""
        name = Path(kept.path).name
        job = self._work(f"Verifying {name}", lambda c: self._models().verify(kept, c))
        job.succeeded.connect(self.changed)

    def move(self, folder: Path) -> None:
        """All that was fetched."""
        before = self._models().folder
        job = self._work("Moving weights", lambda c: self._models().move(folder, c))
        job.succeeded.connect(lambda now: self.moved.emit(before, now))
        job.settled.connect(self.changed)

    def measure(self) -> None:
        """How fast this computer is: ten seconds in which nothing else should be judged."""
        fits = self._shell.desk.fits
        job = self._shell.lanes.start(
            Lane.ENGINE, lambda cancel: fits().probe(cancel), title="Measuring this computer"
        )
        job.progressed.connect(partial(_describe_probe, job))
        job.succeeded.connect(self.changed)

    def look_for_leftovers(self) -> None:
        """What downloads have left behind."""
        job = self._shell.lanes.start(Lane.POOL, lambda _cancel: self._models().leftovers())
        job.succeeded.connect(self.leftovers_found)

    def discard(self, leftovers: tuple[Leftover, ...]) -> None:
        """Whole files go to the trash."""
        job = self._shell.lanes.start(
            Lane.POOL, lambda _cancel: self._models().discard(leftovers), title="Removing"
        )
        job.succeeded.connect(self.discarded)

    def find_token(self, endpoint: str, dialog: AccessTokenDialog) -> None:
        """Where the token of an endpoint is kept, for a dialog that may be gone by then."""
        tokens = self._shell.desk.tokens
        job = self._shell.lanes.start(Lane.POOL, lambda _cancel: tokens().place(endpoint))
        job.succeeded.connect(dialog.show_place)

    def keep_token(self, endpoint: str, token: str) -> None:
        """A keyring may ask the person to unlock it."""
        tokens = self._shell.desk.tokens
        job = self._shell.lanes.start(Lane.POOL, lambda _cancel: tokens().put(endpoint, token))
        job.succeeded.connect(self.token_kept)

    def forget_token(self, endpoint: str) -> None:
        tokens = self._shell.desk.tokens
        self._shell.lanes.start(Lane.POOL, lambda _cancel: tokens().forget(endpoint))

    def keep(self, kept: KeptWeights) -> None:
        """Notes or manner changed."""
        job = self._shell.lanes.start(Lane.STORE, lambda _cancel: self._models().change(kept))
        job.succeeded.connect(self.changed)

    def remove(self, kept: KeptWeights, *, deletes_files: bool) -> None:
        work = partial(self._models().remove, kept, deletes_files=deletes_files)
        job = self._shell.lanes.start(Lane.POOL, lambda _cancel: work(), title="Removing")
        job.settled.connect(self.changed)

    def _work(self, title: str, work: Work) -> Job:
        job = self._shell.lanes.start(Lane.POOL, work, title=title)
        job.progressed.connect(partial(_describe, job))
        return job


def _describe(job: Job, events: list[Progress]) -> None:
    last = events[-1]
    job.describe(progress_words(last, 0), last.done / last.total if last.total else None)


def _describe_probe(job: Job, events: list[ProbeStep]) -> None:
    job.describe(events[-1].sentence, events[-1].fraction)


def _told(work: Callable[[], object]) -> object:
    """The answer, or why there is none: that is shown where the question was asked."""
    try:
        return work()
    except AppError as error:
        return error

"""Checking a bundle, finding out what it would change, taking it in: each off the main thread."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import AppError
from clausebench.domain.policy import Policy
from clausebench.ui.bundles.answering import or_error
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.shell import Shell

if TYPE_CHECKING:  # the window starts with this, and seldom needs what these bring
    from clausebench.services.receipts import Receipt
    from clausebench.services.receiving import Arrangement, Preview
    from clausebench.services.verifying import Verified


class ReceiveFlow(QObject):
    """The bundle is read once, so that what is taken in is what was shown."""

    verified = Signal(object)
    """A ``Verified``."""
    refused = Signal(object)
    """The exception: nothing of the file was used."""
    listed = Signal(object)
    """The policies that the bundle could go into; before each preview."""
    previewed = Signal(object)
    """A ``Preview``."""
    not_previewed = Signal(object)
    """The exception: it does not go there as things are."""
    received = Signal(object)
    """The ``Receipt``."""
    not_received = Signal(object)
    """The exception: nothing was changed."""

    def __init__(self, shell: Shell, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.path = path
        self._desk = shell.desk
        self.found: Verified | None = None
        self._verifying = JobSlot(shell.lanes, Lane.POOL, self)
        self._verifying.succeeded.connect(self._on_verifying_succeeded)
        self._verifying.failed.connect(self.refused)
        self._previewing = JobSlot(shell.lanes, Lane.STORE, self)
        self._previewing.progressed.connect(self._on_previewing_progressed)
        self._previewing.succeeded.connect(self._on_previewing_succeeded)
        self._previewing.failed.connect(self.not_previewed)
        self._receiving = JobSlot(shell.lanes, Lane.STORE, self)
        self._receiving.succeeded.connect(self._on_receiving_succeeded)
        self._receiving.failed.connect(self.not_received)

    @property
    def is_receiving(self) -> bool:
        return self._receiving.job is not None

    def verify(self) -> None:
        """Read the file and check all of it."""
        self.found = None
        desk, path = self._desk, self.path
        self._verifying.start(or_error(lambda: desk.exchange().verify(path)))

    def preview(self, how: Arrangement) -> None:
        """What taking it in like this would change; an earlier question is dropped."""
        desk, found = self._desk, self.found
        if found is None:
            return

        def work(_cancel: CancelToken) -> Generator[tuple[Policy, ...], None, Preview | AppError]:
            yield tuple(card.policy for card in desk.library.policies())
            try:
                return desk.exchange().receiving.preview(found, how)
            except AppError as error:
                return error

        self._previewing.start(work)

    def receive(self, preview: Preview) -> None:
        """Take it in, all or nothing."""
        desk = self._desk

        def work() -> Receipt:
            return desk.exchange().receiving.receive(preview)

        self._receiving.start(or_error(work), title="Taking a bundle in")

    def stop(self) -> None:
        """Ask nothing more. What is being written is written to its end."""
        self._verifying.drop()
        self._previewing.drop()

    @Slot(object)
    def _on_previewing_progressed(self, events: list[object]) -> None:
        self.listed.emit(events[-1])

    @Slot(object)
    def _on_verifying_succeeded(self, found: Verified | AppError) -> None:
        if isinstance(found, AppError):
            self.refused.emit(found)
        else:
            self.found = found
            self.verified.emit(found)

    @Slot(object)
    def _on_previewing_succeeded(self, preview: Preview | AppError) -> None:
        told = self.not_previewed if isinstance(preview, AppError) else self.previewed
        told.emit(preview)

    @Slot(object)
    def _on_receiving_succeeded(self, receipt: Receipt | AppError) -> None:
        told = self.not_received if isinstance(receipt, AppError) else self.received
        told.emit(receipt)


class TakingBack(QObject):
    """The last bundle: which one it was, and undoing it."""

    found = Signal(object)
    """The last ``Receipt``, or None."""
    undone = Signal(object, str)
    """The ``Receipt``, and a sentence about it."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._looking = JobSlot(shell.lanes, Lane.STORE, self)
        self._looking.succeeded.connect(self.found)

    def look(self) -> None:
        """Which bundle came in last."""
        exchange = self._shell.desk.exchange
        self._looking.start(lambda _cancel: exchange().receiving.receipts.last())

    def undo(self, receipt: Receipt) -> None:
        """Take it back. What stands in the way is said in a banner."""
        exchange = self._shell.desk.exchange

        def work(_cancel: CancelToken) -> str:
            return exchange().receiving.undo(receipt)

        job = self._shell.lanes.start(Lane.STORE, work, title="Taking a bundle back")
        job.succeeded.connect(self._telling(receipt))

    def _telling(self, receipt: Receipt) -> Callable[[str], None]:
        return lambda sentence: self.undone.emit(receipt, sentence)

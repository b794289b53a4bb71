"""Looking at what would leave, saving a version, writing: each a job."""

from __future__ import annotations

from collections.abc import Collection, Generator

from PySide6.QtCore import QObject, Signal, Slot

from clausebench.domain.bundle.release import Release
from clausebench.domain.cancel import CancelToken
from clausebench.domain.policy import PolicyVersion
from clausebench.services.export_preview import Preview, preview
from clausebench.services.export_writing import ExportOrder, Taken, Written, write_export
from clausebench.services.exports import redact
from clausebench.services.releasing import ReleaseOptions
from clausebench.services.working import Stage, Working
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.shell import Shell


class ExportFlow(QObject):
    """What leaves is the very release that was looked at."""

    looked = Signal(object)
    """A ``Preview``."""
    keys_read = Signal(object)
    """The person's own keys."""
    saved = Signal(object)
    """The new ``PolicyVersion``."""
    progressed = Signal(str, float)
    """Words, and a fraction 0..1; 0: unknown."""
    written = Signal(object)
    """A ``Written``."""
    taken = Signal(object)
    """A ``Taken``: nothing was written."""
    not_looked = Signal(object)
    """The exception."""
    not_saved = Signal(object)
    """The exception."""
    not_written = Signal(object)
    """The exception: nothing was written."""
    rested = Signal()
    """Looking has ended, however it did."""
    stopped = Signal()
    """Writing was cancelled: nothing was written."""

    def __init__(self, shell: Shell, policy_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._relay, self._policy_id = shell.desk, shell.relay, policy_id
        self._looking = JobSlot(shell.lanes, Lane.STORE, self)
        self._looking.succeeded.connect(self.looked)
        self._looking.failed.connect(self.not_looked)
        self._looking.settled.connect(self.rested)
        self._keys = JobSlot(shell.lanes, Lane.POOL, self)
        self._keys.succeeded.connect(self.keys_read)
        self._saving = JobSlot(shell.lanes, Lane.STORE, self)
        self._saving.succeeded.connect(self._on_saving_succeeded)
        self._saving.failed.connect(self.not_saved)
        self._keeping = JobSlot(shell.lanes, Lane.STORE, self)
        self._keeping.succeeded.connect(self._on_keeping_succeeded)
        self._writing = JobSlot(shell.lanes, Lane.POOL, self)
        self._writing.succeeded.connect(self._on_writing_succeeded)
        self._writing.failed.connect(self.not_written)
        self._writing.cancelled.connect(self.stopped)
        self._writing.progressed.connect(self._on_writing_progressed)

    @property
    def is_looking(self) -> bool:
        return self._looking.job is not None

    @property
    def is_writing(self) -> bool:
        return self._writing.job is not None

    def look(self, options: ReleaseOptions) -> None:
        """What would leave with these options; an earlier look is dropped."""
        desk, policy_id = self._desk, self._policy_id

        def work(_cancel: CancelToken) -> Preview:
            exchange = desk.exchange()
            kept = exchange.terms.of(policy_id)
            return preview(desk.library, exchange.releasing, policy_id, options, kept)

        self._looking.start(work)

    def read_keys(self) -> None:
        desk = self._desk
        self._keys.start(lambda _cancel: desk.exchange().signing().own())

    def save_version(self, text: str, reason: str) -> None:
        """Make what was typed an immutable version."""
        library, policy_id = self._desk.library, self._policy_id
        self._saving.start(lambda _cancel: library.save_version(policy_id, text, reason))

    def keep_terms(self, licence: str, attribution: str) -> None:
        """The policy leaves under them from now on."""
        desk, policy_id = self._desk, self._policy_id

        def work(_cancel: CancelToken) -> None:
            desk.exchange().terms.keep(policy_id, licence=licence, attribution=attribution)

        self._keeping.start(work)

    def write(
        self, release: Release, keep: Collection[str] | None, order: ExportOrder, passphrase: str
    ) -> None:
        """With pseudonyms, except for what is to ``keep``; None: nothing is replaced."""
        desk = self._desk

        def work(cancel: CancelToken) -> Generator[Working, None, Written | Taken]:
            yield Working(Stage.MAKING, 0, 1)
            exchange = desk.exchange()
            key = exchange.releasing.pseudonym_key()
            ready = release if keep is None else redact(release, keep, key)
            cancel.check()
            signing = exchange.signing()
            return (yield from write_export(ready, order, signing, lambda: passphrase, cancel))

        self._writing.start(work, title="Exporting")

    def stop(self) -> None:
        """Nothing is written of what was being written."""
        self._looking.drop()
        self._keys.drop()
        self._writing.cancel()

    @Slot(object)
    def _on_saving_succeeded(self, version: PolicyVersion) -> None:
        self._relay.versions_changed.emit(self._policy_id)
        self.saved.emit(version)

    @Slot()
    def _on_keeping_succeeded(self) -> None:
        self._relay.versions_changed.emit(self._policy_id)

    @Slot(object)
    def _on_writing_succeeded(self, outcome: Written | Taken) -> None:
        if isinstance(outcome, Taken):
            self.taken.emit(outcome)
        else:
            self.written.emit(outcome)

    @Slot(object)
    def _on_writing_progressed(self, events: list[Working]) -> None:
        last = events[-1]
        if last.stage is Stage.MAKING:
            self.progressed.emit("Putting it together", 0.0)
        else:
            words = f"Writing {last.done + 1:,} of {last.total:,}" if last.total > 1 else "Writing"
            self.progressed.emit(words, last.done / last.total)

"""The keys of the person at this machine, read and changed off the main thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from clausebench.domain.bundle.keys import OwnKey, TrustedKey, key_line
from clausebench.domain.errors import AppError, BadInputError
from clausebench.ui.bundles.answering import or_error
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.shell import Shell


@dataclass(frozen=True, slots=True)
class Keys:
    """Trusted keys without one's own, which are trusted as well."""

    own: tuple[OwnKey, ...]
    trusted: tuple[TrustedKey, ...]
    has_keyring: bool


class KeysFlow(QObject):
    """Secrets do not pass through here."""

    read = Signal(object)
    """The ``Keys``."""
    failed = Signal(object)
    """The exception: the lists could not be read."""
    saved = Signal(object)
    """A file's name."""
    not_done = Signal(object)
    """The exception of something that was asked for."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._exchange = shell.desk.exchange
        self._reading = JobSlot(shell.lanes, Lane.POOL, self)
        self._reading.succeeded.connect(self._on_reading_succeeded)
        self._reading.failed.connect(self.failed)
        self._doing = JobSlot(shell.lanes, Lane.POOL, self)
        self._doing.succeeded.connect(self._on_doing_succeeded)
        self._doing.failed.connect(self.not_done)
        self._doing.settled.connect(self.look)
        self._saving = JobSlot(shell.lanes, Lane.POOL, self)
        self._saving.succeeded.connect(self._on_saving_succeeded)
        self._saving.failed.connect(self.not_done)

    def look(self) -> None:
        """Read both lists."""
        exchange = self._exchange

        def work() -> Keys:
            signing = exchange().signing()
            own = signing.own()
            mine = {key.public_key for key in own}
            others = tuple(key for key in signing.trusted() if key.public_key not in mine)
            return Keys(own, others, signing.has_keyring())

        self._reading.start(or_error(work))

    def forget(self, key: OwnKey | TrustedKey) -> None:
        """Delete an own key, or trust another's no longer."""
        exchange, fingerprint = self._exchange, key.fingerprint
        self._doing.start(or_error(lambda: exchange().signing().forget(fingerprint)))

    def save_line(self, key: OwnKey | TrustedKey, path: Path) -> None:
        """Write the public half to a file, to send to others."""
        line = key_line(key.name, key.public_key)

        def work() -> str:
            try:
                path.write_text(f"{line}\n", "utf-8")
            except OSError as error:
                reason = error.strerror or "The disk refused."
                raise BadInputError(f"{path.name} could not be written.", reason) from error
            return path.name

        self._saving.start(or_error(work))

    @Slot(object)
    def _on_reading_succeeded(self, keys: Keys | AppError) -> None:
        (self.failed if isinstance(keys, AppError) else self.read).emit(keys)

    @Slot(object)
    def _on_doing_succeeded(self, done: object) -> None:
        if isinstance(done, AppError):
            self.not_done.emit(done)

    @Slot(object)
    def _on_saving_succeeded(self, name: str | AppError) -> None:
        (self.not_done if isinstance(name, AppError) else self.saved).emit(name)

"""Reading a policy while it is being written: a moment after the last key, never in its way."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import TokenCount
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane, Lanes
from clausebench.ui.panels.write.interruptible import interruptible
from clausebench.ui.panels.write.policy_reading import PolicyReading, read_policy

AFTER_KEY_MS = 250


class PolicyReader(QObject):
    """Reads the text that ``snapshot`` returns. Results for a text that changed never come."""

    read = Signal(object)
    """The ``PolicyReading`` of the text as it is now."""

    def __init__(
        self, lanes: Lanes, snapshot: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._snapshot = snapshot
        self._citations: Mapping[str, int] = {}
        self._exact: tuple[str, TokenCount] | None = None
        self._slot = JobSlot(lanes, Lane.POOL, self)
        self._slot.succeeded.connect(self._on_slot_succeeded)
        self._after_key = QTimer(self, interval=AFTER_KEY_MS, singleShot=True)
        self._after_key.timeout.connect(self.read_now)

    def text_changed(self) -> None:
        """Read when the typing pauses; what is being read is out of date."""
        self._slot.drop()
        self._after_key.start()

    def key_arrived(self) -> None:
        """A key is about to be handled: reading waits, so that it costs the key nothing."""
        if self._slot.job is not None or self._after_key.isActive():
            self.text_changed()

    def read_soon(self) -> None:
        """Another text was opened: read it once it has been painted and highlighted."""
        self._slot.drop()
        QTimer.singleShot(0, self, self.read_now)

    def read_now(self) -> None:
        """Read without waiting."""
        self._after_key.stop()
        text, citations = self._snapshot(), self._citations
        tokens = self._exact[1] if self._exact and self._exact[0] == text else None

        def work(cancel: CancelToken) -> PolicyReading:
            return interruptible(lambda: read_policy(text, citations, tokens), cancel)

        self._slot.start(work)

    def citations_counted(self, citations: Mapping[str, int]) -> None:
        """Test cases by clause id."""
        if citations != self._citations:
            self._citations = citations
            self.read_now()

    def tokens_counted(self, text: str, tokens: TokenCount) -> None:
        """A tokenizer counted ``text``; if that is still the text, the next reading says so."""
        self._exact = (text, tokens)
        if self._snapshot() == text:
            self.read_now()

    def _on_slot_succeeded(self, reading: PolicyReading) -> None:
        self.read.emit(reading)

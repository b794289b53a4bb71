"""A sample that no test case holds: kept while it is typed, found again at the next start."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from clausebench.ui.jobs import Lane
from clausebench.ui.panels.write.content_panel import ContentPanel
from clausebench.ui.panels.write.replies import Replies
from clausebench.ui.panels.write.rule_panel import DRAFT_MS
from clausebench.ui.shell import Shell


class SampleKeeper(QObject):
    """As far behind the keyboard as the policy's draft."""

    found = Signal(str)
    """The content that was left without being kept; never empty."""

    def __init__(self, shell: Shell, content: ContentPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._library = shell.desk.library
        self._content = content
        self._replies = Replies(shell.lanes, self)
        self._is_changed = False
        self._later = QTimer(self, interval=DRAFT_MS, singleShot=True)
        self._later.timeout.connect(self.hand_over)
        content.content_edited.connect(self.note_change)

    def find(self) -> None:
        """Ask for what the last session left."""
        self._replies.ask(
            Lane.STORE, lambda _cancel: self._library.unkept_sample(), self._on_sample_read
        )

    def note_change(self) -> None:
        """The content changed, or has found a test case."""
        self._is_changed = True
        if not self._later.isActive():
            self._later.start()

    def hand_over(self) -> None:
        """Write it now if it changed since the last time."""
        self._later.stop()
        if self._is_changed:
            self._is_changed = False
            sample = self._content.sample
            text = sample.content if sample.is_unkept else ""
            self._replies.ask(
                Lane.STORE, lambda _cancel: self._library.save_sample(text), lambda _none: None
            )

    def _on_sample_read(self, text: str) -> None:
        if text and not self._content.sample.is_unkept:
            self.found.emit(text)

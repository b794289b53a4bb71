"""Taking in what reviewers sent back: look at it, ask, keep it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog

from clausebench.domain.cancel import CancelToken
from clausebench.services.comment_intake import Incoming
from clausebench.ui.dialogs.confirmation import Confirmation
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.shell import Shell
from clausebench.ui.text.showable import one_line

if TYPE_CHECKING:
    from clausebench.ui.panels.release.release_mode import ReleaseMode

_FILES = "Comments (*.comments.json *.json)"


class ReadingComments(QObject):
    """One file after the other; nothing is kept before somebody says so."""

    def __init__(self, shell: Shell, mode: ReleaseMode) -> None:
        super().__init__(mode)
        self._shell, self._mode = shell, mode
        self._left: list[Path] = []
        self.asking: Confirmation | None = None
        self._reading = JobSlot(shell.lanes, Lane.STORE, self)
        self._reading.succeeded.connect(self._on_reading_succeeded)
        self._reading.failed.connect(self._read_next)
        self._keeping = JobSlot(shell.lanes, Lane.STORE, self)
        self._keeping.succeeded.connect(self._on_keeping_succeeded)
        shell.relay.comments_requested.connect(self.read)

    @Slot()
    def choose(self) -> None:
        """Ask which file."""
        files = QFileDialog(self._mode.window(), "Read comments", str(Path.home()), _FILES)
        files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        files.setFileMode(QFileDialog.FileMode.ExistingFiles)
        files.filesSelected.connect(self.read)
        files.open()

    @Slot(object)
    def read(self, names: list[str]) -> None:
        """Look at the files."""
        self._left += map(Path, names)
        if self._reading.job is None and self.asking is None:
            self._read_next()

    @Slot()
    def _read_next(self) -> None:
        if not self._left:
            return
        path, desk = self._left.pop(0), self._shell.desk

        def work(_cancel: CancelToken) -> Incoming:
            return desk.exchange().commenting.read(path)

        self._reading.start(work)

    @Slot(object)
    def _on_reading_succeeded(self, incoming: Incoming) -> None:
        title, words = _about(incoming)
        action = "Keep them" if incoming.new else "Show the policy"
        asking = Confirmation(self._mode.window(), title, words, action)
        asking.confirmed.connect(lambda: self._keep(incoming))
        asking.finished.connect(self._on_asking_finished)
        self.asking = asking
        asking.open()

    def _keep(self, incoming: Incoming) -> None:
        desk = self._shell.desk

        def work(_cancel: CancelToken) -> Incoming:
            desk.exchange().commenting.keep(incoming)
            return incoming

        self._keeping.start(work)

    @Slot()
    def _on_asking_finished(self) -> None:
        self.asking = None
        self._read_next()

    @Slot(object)
    def _on_keeping_succeeded(self, incoming: Incoming) -> None:
        self._shell.relay.policy_opened.emit(incoming.policy.id)
        self._mode.show_comments()


def _about(incoming: Incoming) -> tuple[str, str]:
    """Title and explanation of the question."""
    count, new = len(incoming.comments), len(incoming.new)
    what = "1 comment" if count == 1 else f"{count:,} comments"
    title = f"{what} by {one_line(incoming.file.who, 60)}"
    version = f"version {incoming.version.number}" if incoming.version else "an unknown version"
    told = [f"About {one_line(incoming.policy.name, 60)}, {version}."]
    if new < count:
        told.append("All of them are kept already." if not new else f"{new:,} of them are new.")
    return title, " ".join((*told, *incoming.notes))

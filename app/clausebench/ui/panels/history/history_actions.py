"""What History mode's commands do, and when they can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from clausebench.domain.run import StoredVerdict
from clausebench.ui.app_commands import mode_command_id
from clausebench.ui.panels.history import history_commands as rows
from clausebench.ui.shell import Shell

if TYPE_CHECKING:
    from clausebench.ui.panels.history.history_mode import HistoryMode


class HistoryActions(QObject):
    """One handler per row of ``history_commands.COMMANDS``."""

    def __init__(self, shell: Shell, mode: HistoryMode) -> None:
        super().__init__(mode)
        self._shell, self._mode = shell, mode
        handle, relay, row = shell.commands.handle, shell.relay, mode.run.detail.row
        handle("history.search", self._search)
        handle("history.find", self._search)
        handle("history.open-in-write", self._open_in_write)
        handle("history.note", row.field.setFocus)
        handle("history.restore", self._restore)
        row.write_pressed.connect(self._open_in_write)
        row.note_written.connect(self._on_note_written)
        row.left.connect(mode.past.list.setFocus)
        mode.run.detail.panes.retry_requested.connect(self._open_in_write)
        mode.version.restore_pressed.connect(relay.restore_requested)
        mode.version.write_pressed.connect(relay.version_requested)
        self.refresh()

    def refresh(self) -> None:
        """Say which commands can run now."""
        allow, mode = self._shell.commands.allow, self._mode
        allow(rows.HAS_VERDICT, is_true=self._verdict is not None)
        is_version = mode.stack.currentWidget() is mode.version
        allow(rows.HAS_VERSION, is_true=is_version and mode.version.can_restore)

    @property
    def _verdict(self) -> StoredVerdict | None:
        mode = self._mode
        return mode.run.detail.stored if mode.stack.currentWidget() is mode.run else None

    def _search(self) -> None:
        if not self._mode.isVisible():
            self._shell.commands.run(mode_command_id(rows.MODE))
        self._mode.past.field.setFocus()
        self._mode.past.field.selectAll()

    @Slot()
    def _open_in_write(self) -> None:
        if self._verdict is not None:
            self._shell.relay.verdict_requested.emit(self._verdict)

    def _restore(self) -> None:
        if self._mode.version.version is not None:
            self._shell.relay.restore_requested.emit(self._mode.version.version)

    @Slot(str)
    def _on_note_written(self, text: str) -> None:
        if self._verdict is not None:
            self._mode.flow.add_note(self._verdict.id, text)

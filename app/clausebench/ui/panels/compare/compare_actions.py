"""What Compare mode's commands do, and when they can."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from clausebench.ui.app_commands import mode_command_id
from clausebench.ui.banner import announce
from clausebench.ui.panels.compare import compare_commands as rows
from clausebench.ui.shell import Shell

if TYPE_CHECKING:
    from clausebench.ui.panels.compare.compare_mode import CompareMode


class CompareActions(QObject):
    """One handler per row of ``compare_commands.COMMANDS``."""

    def __init__(self, shell: Shell, mode: CompareMode) -> None:
        super().__init__(mode)
        self._shell, self._mode = shell, mode
        handle = shell.commands.handle
        handle("compare.draft", self._compare_draft)
        handle("compare.run", mode.compare)
        handle("compare.stop", mode.stop)
        handle("compare.next", partial(mode.results.step_change, 1))
        handle("compare.previous", partial(mode.results.step_change, -1))
        handle("compare.open-in-write", self._open_in_write)
        for side in (mode.bar.before, mode.bar.after):
            side.changed.connect(self.refresh)
        mode.flow.found.connect(self._announce)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say which commands can run now."""
        allow, mode = self._shell.commands.allow, self._mode
        is_running = mode.flow.is_running
        has_cases = bool(mode.ground and mode.ground.cases)
        mode.bar.compare.setEnabled(mode.bar.is_sensible and has_cases)
        allow(rows.CAN_COMPARE, is_true=mode.bar.is_sensible and has_cases and not is_running)
        allow(rows.IS_COMPARING, is_true=is_running)
        allow(rows.HAS_RESULT, is_true=mode.found is not None)
        allow(rows.HAS_CASE, is_true=mode.results.table.current_row is not None)

    def _compare_draft(self) -> None:
        if not self._mode.isVisible():
            self._shell.commands.run(mode_command_id(rows.MODE))
        self._mode.compare_draft()

    def _open_in_write(self) -> None:
        row = self._mode.results.table.current_row
        if row is not None:
            self._shell.relay.case_requested.emit(row.case)

    def _announce(self) -> None:
        announce(self._mode, self._mode.results.sentence.text())

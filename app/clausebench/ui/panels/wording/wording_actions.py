"""What Wording mode's commands do, and when they can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from clausebench.ui.app_commands import mode_command_id
from clausebench.ui.panels.wording import wording_commands as rows
from clausebench.ui.panels.wording.entries import CaseRow, Entry, View
from clausebench.ui.shell import Shell

if TYPE_CHECKING:
    from clausebench.ui.panels.wording.wording_mode import WordingMode


class WordingActions(QObject):
    """One handler per row of ``wording_commands.COMMANDS``."""

    def __init__(self, shell: Shell, mode: WordingMode) -> None:
        super().__init__(mode)
        self._shell, self._mode = shell, mode
        handle = shell.commands.handle
        handle("wording.inbox", self._show_inbox)
        handle("wording.ask", mode.ask)
        handle("wording.stop", mode.stop)
        handle("wording.open-clause", self._open_clause)
        mode.cases.opened.connect(self._open_case)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say which commands can run now."""
        allow, standing = self._shell.commands.allow, self._mode.standing
        is_asking, entry = self._mode.flow.is_asking, self._entry
        can_ask = bool(standing and standing.cases) and not is_asking
        self._mode.bar.ask.setEnabled(can_ask)
        allow(rows.CAN_ASK, is_true=can_ask)
        allow(rows.IS_ASKING, is_true=is_asking)
        allow(rows.HAS_CLAUSE, is_true=entry is not None and bool(entry.clause))

    @property
    def _entry(self) -> Entry | None:
        found: Entry | None = self._mode.tables[self._mode.bar.view].current_row
        return found

    def _show_inbox(self) -> None:
        if not self._mode.isVisible():
            self._shell.commands.run(mode_command_id(rows.MODE))
        self._mode.show_view(View.DOUBTS)

    def _open_clause(self) -> None:
        entry = self._entry
        if entry is not None and entry.clause:
            self._shell.relay.clause_requested.emit(entry.clause)

    @Slot(object)
    def _open_case(self, row: CaseRow) -> None:
        standing = self._mode.standing
        case = next((c for c in standing.cases if c.id == row.case_id), None) if standing else None
        if case is not None:
            self._shell.relay.case_requested.emit(case)

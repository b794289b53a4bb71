"""Importing into the suite on screen: from a file, from the clipboard, from a drop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QUndoCommand
from PySide6.QtWidgets import QApplication, QFileDialog

from clausebench.domain.cancel import CancelToken
from clausebench.importing.grids.reading import SUFFIXES
from clausebench.services.importing import Imported
from clausebench.services.importing_history import ImportedHistory
from clausebench.ui.app_commands import mode_command_id
from clausebench.ui.banner import BannerKind
from clausebench.ui.importing.import_dialog import ImportDialog
from clausebench.ui.jobs import Lane
from clausebench.ui.panels.test.suite_commands import MODE
from clausebench.ui.relay import is_bundle
from clausebench.ui.shell import Shell

if TYPE_CHECKING:
    from clausebench.ui.panels.test.suite_mode import SuiteMode

_KINDS = "Tables (" + " ".join(f"*{suffix}" for suffix in (*SUFFIXES, ".zip")) + ")"


class CaseImport(QObject):
    """What came in can be taken back with undo."""

    def __init__(self, shell: Shell, mode: SuiteMode) -> None:
        super().__init__(mode)
        self._shell, self._mode = shell, mode
        self._waiting: list[str] = []
        """Files to ask about after this one."""
        shell.commands.handle("test.import", self._choose)
        shell.commands.handle("test.import-pasted", self._paste)
        shell.relay.cases_requested.connect(self._on_relay_cases_requested)

    def _choose(self) -> None:
        dialog = QFileDialog(self._mode, "Import test cases", str(Path.home()), _KINDS)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.import_file)
        dialog.open()

    def import_file(self, name: str) -> None:
        """Show what a file would come to; a bundle brings a whole policy, and is looked at so."""
        if is_bundle(name):
            self._shell.relay.bundles_requested.emit([name])
            return
        dialog = self._open()
        if dialog is not None:
            dialog.flow.read_file(Path(name))

    def _paste(self) -> None:
        text = QApplication.clipboard().text()
        if not text.strip():
            self._shell.banners.show_message(
                BannerKind.INFO, "Nothing was copied.", "Copy cells of a table first."
            )
            return
        dialog = self._open()
        if dialog is not None:
            dialog.flow.read_text(text)

    @Slot(object)
    def _on_relay_cases_requested(self, names: list[str]) -> None:
        is_busy = bool(self._waiting) or self._mode.findChild(ImportDialog) is not None
        self._waiting += names
        if not is_busy:
            self._import_next()

    def _import_next(self) -> None:
        """One dialog after the other."""
        if self._waiting:
            self.import_file(self._waiting.pop(0))

    def _open(self) -> ImportDialog | None:
        sheet = self._mode.sheet
        if sheet is None:
            self._shell.banners.show_message(
                BannerKind.INFO, "No policy is open.", "Test cases belong to a policy: open one."
            )
            return None
        if not self._mode.isVisible():
            self._shell.commands.run(mode_command_id(MODE))
        policy = sheet.opened.policy
        dialog = ImportDialog(self._shell, policy.id, policy.name, self._mode)
        dialog.imported.connect(self._on_dialog_imported)
        dialog.history_imported.connect(self._on_dialog_history_imported)
        dialog.another_wanted.connect(self._choose)
        dialog.destroyed.connect(self._import_next)
        dialog.open()
        return dialog

    @Slot(object)
    def _on_dialog_imported(self, imported: Imported) -> None:
        stack = self._mode.changes.undo_group.activeStack()
        importing = self._shell.desk.importing
        if stack is not None:
            stack.push(
                _Import(
                    imported.made.cases,
                    lambda: self._write(lambda: importing.redo(imported.made.id)),
                    lambda: self._write(lambda: importing.undo(imported.made.id)),
                )
            )
        count = imported.made.cases
        words = "1 test case" if count == 1 else f"{count:,} test cases"
        self._shell.banners.show_message(
            BannerKind.INFO, f"Imported {words}.", "Ctrl+Z takes them back."
        )
        self._mode.arrived(imported.case_ids)

    @Slot(object)
    def _on_dialog_history_imported(self, kept: ImportedHistory) -> None:
        others = f" {kept.others:,} rows are of other policies." if kept.others else ""
        self._shell.banners.show_message(
            BannerKind.INFO,
            f"Kept {kept.kept:,} decisions in History.",
            f"They are marked as imported: nothing of them was seen here.{others}",
        )
        self._shell.relay.verdicts_changed.emit(kept.runs[0].policy_id or "")

    def _write(self, work: Callable[[], object]) -> None:
        def job(_cancel: CancelToken) -> object:
            return work()

        started = self._shell.lanes.start(Lane.STORE, job)
        started.settled.connect(lambda: self._mode.arrived(()))


class _Import(QUndoCommand):
    """The cases are there already when this is pushed."""

    def __init__(self, count: int, bring: Callable[[], object], take: Callable[[], object]) -> None:
        super().__init__(f"Import {count:,} test cases")
        self._bring, self._take = bring, take
        self._is_done = True

    def redo(self) -> None:
        if not self._is_done:
            self._bring()
        self._is_done = True

    def undo(self) -> None:
        self._is_done = False
        self._take()

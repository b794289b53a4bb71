"""One page from a file to test cases: columns, labels, duplicates, and what would come of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from clausebench.domain.errors import AppError
from clausebench.domain.importing.mapping import Field
from clausebench.services.importing import Choices, Imported, Proposal
from clausebench.services.importing_history import ImportedHistory
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.importing.import_flow import ImportFlow
from clausebench.ui.importing.proposal_page import ProposalPage
from clausebench.ui.importing.proposal_words import file_words, skipped_words
from clausebench.ui.parts import label
from clausebench.ui.shell import Shell

_PATIENCE_MS = 150


class ImportDialog(QDialog):
    """Nothing is kept before Import is pressed; while keeping, Cancel keeps nothing."""

    imported = Signal(object)
    """An ``Imported``."""
    history_imported = Signal(object)
    """An ``ImportedHistory``."""
    another_wanted = Signal()
    """Another file is to be chosen; the dialog is closed."""

    def __init__(self, shell: Shell, policy_id: str, policy: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Import test cases")
        self.setAccessibleName("Import test cases")
        self.proposal: Proposal | None = None
        self.flow = ImportFlow(shell, policy_id, self)
        self.title = label(f"Test cases for {policy}", "title", wraps=True)
        self.file = label("", "muted", wraps=True)
        self.page = ProposalPage(shell)
        self.waiting = EmptyState(shell.appearance, "import", "Reading…", "Nothing is kept yet.")
        self.trouble = EmptyState(
            shell.appearance, "warning", "This could not be read.", "", "Choose another file"
        )
        self.body = QStackedWidget()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.words = label("", "small")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.keep = self.buttons.addButton("Import", QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setProperty("kind", "primary")
        self._pause = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._lay_out()
        self._connect()
        self.keep.setEnabled(False)
        self._show_progress("Reading", 0.0)
        self.resize(1040, 760)

    def _lay_out(self) -> None:
        for page in (self.waiting, self.page, self.trouble):
            self.body.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.file)
        column.addWidget(self.body, 1)
        column.addWidget(self.bar)
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(self.buttons)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.flow.read.connect(self._on_flow_read)
        self.flow.proposed.connect(self._on_flow_proposed)
        self.flow.progressed.connect(self._show_progress)
        self.flow.kept.connect(self._on_flow_kept)
        self.flow.history_kept.connect(self._on_flow_history_kept)
        self.flow.failed.connect(self._on_flow_failed)
        self.flow.stopped.connect(super().reject)
        self._pause.timeout.connect(self._propose)
        self.page.changed.connect(self._pause.start)
        self.page.left_out_changed.connect(self._on_page_left_out_changed)
        self.page.reading.changed.connect(self._on_reading_changed)
        self.page.found.as_history.toggled.connect(self._show_keep)
        self.trouble.pressed.connect(self._on_trouble_pressed)
        self.buttons.accepted.connect(self._on_buttons_accepted)
        self.buttons.rejected.connect(self.reject)

    def reject(self) -> None:
        """Cancel, Esc, or the window's cross."""
        is_keeping = self.flow.is_keeping
        self.flow.stop()
        if not is_keeping:
            super().reject()

    @property
    def choices(self) -> Choices:
        """What the person has decided so far."""
        return self.page.choices

    @Slot()
    def _propose(self) -> None:
        self.flow.propose(self.choices)

    @Slot()
    def _on_flow_read(self) -> None:
        if self.flow.grid is not None and self.flow.grid.rows:
            self._propose()
        else:
            self._fail("There are no rows in it.", "Choose another file, or another sheet.")

    @Slot()
    def _on_reading_changed(self) -> None:
        self.page.forget()
        self.flow.read_again(self.page.reading.reading)

    @Slot(object)
    def _on_flow_proposed(self, proposal: Proposal) -> None:
        is_first = self.proposal is None
        self.proposal = proposal
        self.bar.hide()
        self.body.setCurrentWidget(self.page)
        if is_first:
            self.page.columns.boxes[Field.CONTENT].setFocus()
        self.file.setText(f"{proposal.grid.name}: {file_words(proposal)}")
        self.file.setToolTip(skipped_words(proposal))
        self.words.setText(self.page.show_proposal(proposal))
        self._show_keep()

    @Slot()
    def _on_page_left_out_changed(self) -> None:
        if self.proposal is not None:
            self._on_flow_proposed(self.proposal.leaving_out(self.page.found.left_out))

    @property
    def _is_history(self) -> bool:
        box = self.page.found.as_history
        return box.isChecked() and not box.isHidden()

    @Slot()
    def _show_keep(self) -> None:
        count = len(self.proposal.coming) if self.proposal else 0
        noun = "test case" if count == 1 else "test cases"
        words = f"Import {count:,} {noun}" if count else "Nothing to import"
        self.keep.setText("Keep in History" if self._is_history else words)
        self.keep.setEnabled(bool(count) or self._is_history)

    @Slot()
    def _on_buttons_accepted(self) -> None:
        if self.proposal is not None:
            self.keep.setEnabled(False)
            self.page.setEnabled(False)
            if self._is_history:
                self.flow.keep_history(self.proposal)
            else:
                self.flow.keep(self.proposal)

    @Slot(str, float)
    def _show_progress(self, words: str, fraction: float) -> None:
        self.bar.show()
        self.bar.setRange(0, 1000 if fraction else 0)
        self.bar.setValue(round(fraction * 1000))
        self.words.setText(words)

    @Slot(object)
    def _on_flow_kept(self, imported: Imported) -> None:
        self.imported.emit(imported)
        self.accept()

    @Slot(object)
    def _on_flow_history_kept(self, kept: ImportedHistory) -> None:
        self.history_imported.emit(kept)
        self.accept()

    @Slot(object)
    def _on_flow_failed(self, error: Exception) -> None:
        if isinstance(error, AppError):
            self._fail(error.title, "\n".join(filter(None, (error.detail, error.hint))))
        else:
            self._fail("This could not be read.", "The message in the window says more.")

    def _fail(self, title: str, words: str) -> None:
        self.bar.hide()
        self.page.setEnabled(True)
        self.trouble.say(title, words)
        self.body.setCurrentWidget(self.trouble)
        self.words.setText("Nothing was kept.")
        self.keep.setText("Nothing to import")
        self.keep.setEnabled(False)

    @Slot()
    def _on_trouble_pressed(self) -> None:
        self.reject()
        self.another_wanted.emit()

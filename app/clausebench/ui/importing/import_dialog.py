"""One page from a file to test cases: columns, labels, duplicates, and what would come of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from clausebench.domain.errors import AppError
from clausebench.domain.importing.twice import TwiceKind
from clausebench.services.importing import Choices, Imported, Proposal
from clausebench.services.importing_history import ImportedHistory
from clausebench.ui.importing.column_form import ColumnForm
from clausebench.ui.importing.coming_rows import ComingRow, coming_columns
from clausebench.ui.importing.import_flow import ImportFlow
from clausebench.ui.importing.label_form import LabelForm
from clausebench.ui.importing.proposal_words import (
    file_words,
    remark_words,
    skipped_words,
    truth_words,
    twice_counts,
)
from clausebench.ui.judged.previews import Previews
from clausebench.ui.parts import IconLabel, hairline, label
from clausebench.ui.roles import Role
from clausebench.ui.shell import Shell
from clausebench.ui.tables.rows_model import RowsModel
from clausebench.ui.tables.rows_view import RowsView

_PREVIEW = 50
_PATIENCE_MS = 150

_TWICE_WORDS = {
    TwiceKind.EXACT: "Leave out {count:,} that stand in the file twice",
    TwiceKind.PRESENT: "Leave out {count:,} that are test cases already",
    TwiceKind.NEAR: "Leave out {count:,} that are nearly the same as another",
    TwiceKind.LEAKED: "Leave out {count:,} that the policy shows as examples",
}
_LEFT_OUT = (TwiceKind.EXACT, TwiceKind.PRESENT)


class ImportDialog(QDialog):
    """Nothing is kept before Import is pressed; while keeping, Cancel keeps nothing."""

    imported = Signal(object)
    """An ``Imported``."""
    history_imported = Signal(object)
    """An ``ImportedHistory``."""

    def __init__(self, shell: Shell, policy_id: str, policy: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Import test cases")
        self.setAccessibleName("Import test cases")
        self.proposal: Proposal | None = None
        self.flow = ImportFlow(shell, policy_id, self)
        self.title = label(f"Test cases for {policy}", "title", wraps=True)
        self.file = label("Reading…", "muted", wraps=True)
        self.careful_icon = IconLabel(shell.appearance, "warning", Role.FINDING_WARNING)
        self.careful = label("", "strong", wraps=True)
        self.columns = ColumnForm()
        self.labels = LabelForm()
        self.twice = {kind: QCheckBox() for kind in TwiceKind}
        self.as_history = QCheckBox("These are a model's decisions: keep them in History")
        self.as_history.hide()
        self.remarks = label("", "muted", wraps=True)
        self._previews = Previews(shell.concealment)
        self.model: RowsModel[ComingRow] = RowsModel(coming_columns(self._previews))
        self.table = RowsView(shell.appearance, self.model, "What would come in")
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
        self.resize(980, 720)

    def _lay_out(self) -> None:
        form = QWidget()
        choices = QVBoxLayout(form)
        choices.setContentsMargins(0, 0, 8, 0)
        choices.setSpacing(8)
        careful = QHBoxLayout()
        careful.addWidget(self.careful_icon, 0, Qt.AlignmentFlag.AlignTop)
        careful.addWidget(self.careful, 1)
        choices.addLayout(careful)
        choices.addWidget(self.as_history)
        choices.addWidget(self.remarks)
        choices.addWidget(label("Columns", "section"))
        choices.addWidget(self.columns)
        choices.addWidget(label("Labels", "section"))
        choices.addWidget(self.labels)
        for box in self.twice.values():
            choices.addWidget(box)
        choices.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(form)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.file)
        column.addWidget(scroll, 3)
        column.addWidget(hairline())
        column.addWidget(label("What would come in", "section"))
        column.addWidget(self.table, 2)
        column.addWidget(self.bar)
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(self.buttons)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.flow.read.connect(self._propose)
        self.flow.proposed.connect(self._on_flow_proposed)
        self.flow.progressed.connect(self._show_progress)
        self.flow.kept.connect(self._on_flow_kept)
        self.flow.history_kept.connect(self._on_flow_history_kept)
        self.flow.failed.connect(self._on_flow_failed)
        self.as_history.toggled.connect(self._show_keep)
        self.flow.stopped.connect(super().reject)
        self._pause.timeout.connect(self._propose)
        self.columns.changed.connect(self._pause.start)
        self.labels.changed.connect(self._pause.start)
        for kind, box in self.twice.items():
            box.setChecked(kind in _LEFT_OUT)
            box.hide()
            box.toggled.connect(self._pause.start)
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
        left_out = frozenset(kind for kind, box in self.twice.items() if box.isChecked())
        return Choices(self.columns.chosen, labels=dict(self.labels.chosen), left_out=left_out)

    @Slot()
    def _propose(self) -> None:
        self.flow.propose(self.choices)

    @Slot(object)
    def _on_flow_proposed(self, proposal: Proposal) -> None:
        self.proposal = proposal
        self.bar.hide()
        self.file.setText(f"{proposal.grid.name}: {file_words(proposal)}")
        self.file.setToolTip(skipped_words(proposal))
        careful = truth_words(proposal)
        self.careful.setText(careful)
        self.careful.setVisible(bool(careful))
        self.careful_icon.setVisible(bool(careful))
        self.columns.show_columns(proposal.grid, proposal.columns)
        self.labels.show_meanings(proposal.meanings)
        counts = twice_counts(proposal)
        for kind, box in self.twice.items():
            box.setText(_TWICE_WORDS[kind].format(count=counts[kind]))
            box.setVisible(counts[kind] > 0)
        self.remarks.setText("\n".join(remark_words(proposal)))
        self.remarks.setVisible(bool(self.remarks.text()))
        coming = proposal.coming
        self.model.show_rows(ComingRow(n, made) for n, made in enumerate(coming[:_PREVIEW]))
        self.words.setText(
            f"The first {_PREVIEW} of {len(coming):,}" if len(coming) > _PREVIEW else ""
        )
        self.as_history.setVisible(proposal.is_log)
        self._show_keep()

    @Slot()
    def _show_keep(self) -> None:
        count = len(self.proposal.coming) if self.proposal else 0
        words = f"Import {count:,} test cases" if count else "Nothing to import"
        if self.as_history.isChecked():
            words = "Keep in History"
        self.keep.setText(words)
        self.keep.setEnabled(bool(count) or self.as_history.isChecked())

    @Slot()
    def _on_buttons_accepted(self) -> None:
        if self.proposal is not None:
            self.keep.setEnabled(False)
            if self.as_history.isChecked():
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
        self.bar.hide()
        title = error.title if isinstance(error, AppError) else "This could not be read."
        detail = (
            " ".join(filter(None, (error.detail, error.hint)))
            if isinstance(error, AppError)
            else "The message in the window says more."
        )
        self.file.setText(f"{title} {detail}")
        self.words.setText("Nothing was kept.")
        self.keep.setEnabled(False)

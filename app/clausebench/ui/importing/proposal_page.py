"""What a file would come to, with everything that can be decided about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clausebench.services.importing import Choices, Proposal
from clausebench.ui.importing.column_form import ColumnForm
from clausebench.ui.importing.coming_rows import ComingRow, coming_columns
from clausebench.ui.importing.flag_form import FlagForm
from clausebench.ui.importing.found_form import FoundForm
from clausebench.ui.importing.label_form import LabelForm
from clausebench.ui.importing.proposal_words import candidate_words, coming_words
from clausebench.ui.importing.reading_form import ReadingForm
from clausebench.ui.judged.previews import Previews
from clausebench.ui.parts import hairline, label
from clausebench.ui.shell import Shell
from clausebench.ui.tables.rows_model import RowsModel
from clausebench.ui.tables.rows_view import RowsView

_PREVIEW = 50


class ProposalPage(QWidget):
    """Choices on the left, doubts on the right, the first cases below."""

    changed = Signal()
    """Another choice: what would come in is to be found out again."""
    left_out_changed = Signal()
    """Only what stays out of what was found."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.reading = ReadingForm()
        self.columns, self.flags, self.labels = ColumnForm(), FlagForm(), LabelForm()
        self.found = FoundForm(shell.appearance)
        self.candidates = label("", "small", wraps=True)
        self._titles = {
            self.candidates: label("Columns that may be the truth", "section"),
            self.flags: label("Columns that mean a violation", "section"),
            self.labels: label("Labels", "section"),
        }
        self.previews = Previews(shell.concealment)
        self.model: RowsModel[ComingRow] = RowsModel(coming_columns(self.previews))
        self.table = RowsView(shell.appearance, self.model, "What would come in")
        shell.concealment.level_changed.connect(self.model.refresh)
        for form in (self.columns, self.flags, self.labels):
            form.changed.connect(self.changed)
        self.found.changed.connect(self.left_out_changed)
        self._lay_out()

    def _lay_out(self) -> None:
        forms = QWidget()
        choices = QVBoxLayout(forms)
        choices.setContentsMargins(0, 0, 8, 0)
        choices.setSpacing(8)
        choices.addWidget(label("Columns", "section"))
        choices.addWidget(self.columns)
        for part in (self.candidates, self.flags, self.labels):
            choices.addWidget(self._titles[part])
            choices.addWidget(part)
        choices.addStretch(1)
        found = QVBoxLayout()
        found.setSpacing(8)
        found.addWidget(label("What was found", "section"))
        found.addWidget(_scrolled(self.found), 1)
        halves = QHBoxLayout()
        halves.setSpacing(20)
        halves.addWidget(_scrolled(forms), 5)
        halves.addWidget(hairline(vertical=True))
        halves.addLayout(found, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.reading)
        column.addLayout(halves, 3)
        column.addWidget(hairline())
        column.addWidget(label("What would come in", "section"))
        column.addWidget(self.table, 2)

    @property
    def choices(self) -> Choices:
        return Choices(
            self.columns.chosen, self.flags.chosen, dict(self.labels.chosen), self.found.left_out
        )

    def forget(self) -> None:
        """The file is read otherwise now: choices of columns mean nothing any more."""
        self.columns.forget()
        self.flags.chosen = None
        self.labels.chosen.clear()

    def show_proposal(self, proposal: Proposal) -> str:
        """Returns what it comes to, in words."""
        columns = proposal.columns
        self.reading.show_grid(proposal.grid)
        self.columns.show_columns(proposal.grid, columns)
        self.flags.show_columns(columns)
        self.labels.show_meanings(proposal.meanings)
        self.candidates.setText("" if columns.flags else candidate_words(proposal))
        self._show(self.candidates, is_shown=bool(self.candidates.text()))
        self._show(self.flags, is_shown=bool(self.flags.boxes))
        self._show(self.labels, is_shown=bool(proposal.meanings))
        self.found.show_proposal(proposal)
        coming = proposal.coming
        self.model.show_rows(ComingRow(n, made) for n, made in enumerate(coming[:_PREVIEW]))
        shown = f"The first {_PREVIEW} of {len(coming):,}" if len(coming) > _PREVIEW else ""
        return " · ".join(filter(None, (shown, coming_words(proposal))))

    def _show(self, part: QWidget, *, is_shown: bool) -> None:
        part.setVisible(is_shown)
        self._titles[part].setVisible(is_shown)


def _scrolled(widget: QWidget) -> QScrollArea:
    made = QScrollArea()
    made.setWidget(widget)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    return made

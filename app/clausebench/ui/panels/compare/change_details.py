"""One case on both sides: its content, and both reasonings step by step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from clausebench.domain.cancel import CancelToken
from clausebench.domain.divergence import Step
from clausebench.domain.masking import Concealment
from clausebench.services.confronting import Confrontation
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.judged.content_column import ContentColumn
from clausebench.ui.panels.compare.both_sides import BothSides, Told, read_both
from clausebench.ui.panels.compare.change_row import ChangeRow
from clausebench.ui.panels.compare.step_rows import STEP_COLUMNS, StepRow, clause_name, step_rows
from clausebench.ui.parts import hairline, icon_button, label
from clausebench.ui.reasoning.judgement import Judgement, Subject
from clausebench.ui.reasoning.view import ReasoningView
from clausebench.ui.shell import Shell
from clausebench.ui.tables.rows_model import RowsModel
from clausebench.ui.tables.rows_view import RowsView


class ChangeDetails(QWidget):
    """Hidden until a case is opened; then it follows the table."""

    closed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._reading = JobSlot(shell.lanes, Lane.STORE, self)
        self.name = label("", "strong")
        self.words = label("", "small")
        self.close_button = icon_button(shell.appearance.icons, "close", "Close the panes (Esc)")
        self.content = ContentColumn(shell.appearance)
        self.model: RowsModel[StepRow] = RowsModel(STEP_COLUMNS)
        self.steps = RowsView(shell.appearance, self.model, "Steps of both reasonings")
        self.before = ReasoningView(shell.appearance, shell.lanes)
        self.after = ReasoningView(shell.appearance, shell.lanes)
        self.titles = label("Before", "section"), label("After", "section")
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._reading.succeeded.connect(self._on_reading_succeeded)
        self.close_button.clicked.connect(self.closed)
        self.steps.current_changed.connect(self._on_steps_current_changed)
        concealment = shell.concealment
        concealment.level_changed.connect(self._on_concealment_level_changed)
        self.content.view.more_pressed.connect(concealment.reveal_more)
        self.content.view.plain_pressed.connect(concealment.reveal_plain)
        self.content.conceal_pressed.connect(concealment.conceal)
        self._on_concealment_level_changed(concealment.level)
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 4, 8, 4)
        head.setSpacing(10)
        head.addWidget(self.name)
        head.addWidget(self.words, 1)
        head.addWidget(self.close_button)
        left = QSplitter(Qt.Orientation.Vertical)
        left.setObjectName("compare-left")
        left.addWidget(self.content)
        left.addWidget(self.steps)
        left.setSizes([200, 200])
        self.columns.setObjectName("compare-columns")
        self.columns.setChildrenCollapsible(False)
        self.columns.addWidget(left)
        for title, view in zip(self.titles, (self.before, self.after), strict=True):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 6, 0, 0)
            column.setSpacing(4)
            title.setIndent(14)
            column.addWidget(title)
            column.addWidget(view, 1)
            view.setProperty("pane", True)
            side.setMinimumWidth(260)
            self.columns.addWidget(side)
        self.columns.setSizes([370, 430, 430])
        self._shell.session.restore_splitter(self.columns)
        self.steps.setProperty("pane", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self.columns, 1)

    def name_sides(self, before: str, after: str) -> None:
        """What stands above the two reasonings."""
        self.titles[0].setText(f"Before: {before}")
        self.titles[1].setText(f"After: {after}")

    def show_row(self, row: ChangeRow, found: Confrontation, name: str) -> None:
        """Read both sides of a case and show them; ``name`` is as it may be shown."""
        history = self._shell.desk.history
        self.name.setText(name)

        def read(_cancel: CancelToken) -> BothSides:
            return read_both(history, row, found)

        self._reading.start(read)

    def keep_place(self) -> None:
        """The window closes."""
        self._shell.session.keep_splitter(self.columns)

    @Slot(object)
    def _on_reading_succeeded(self, both: BothSides) -> None:
        case = both.row.case
        self.content.show_content(case.content, case.name)
        for view, told in ((self.before, both.before), (self.after, both.after)):
            self._show_side(view, told, both)
        self.model.show_rows(step_rows(both.alignment, both.policies))
        self.steps.fit_columns()
        self.words.setText(_parting_words(both))
        parting = both.alignment.parting
        if parting is not None:
            self.steps.go_to(str(parting))

    def _show_side(self, view: ReasoningView, told: Told | None, both: BothSides) -> None:
        if told is None:
            view.show_nothing()
            return
        content, expected = self.content.view.shown_text, both.row.case.expected
        subject = Subject(told.policy, content, expected)
        view.show_judgement(Judgement(subject, len(told.answers), list(told.answers), told.current))

    @Slot(object)
    def _on_steps_current_changed(self, row: StepRow | None) -> None:
        if row is not None:
            _go_to(self.before, row.row.before)
            _go_to(self.after, row.row.after)

    @Slot(object)
    def _on_concealment_level_changed(self, level: Concealment) -> None:
        self.content.conceal(level, is_revealed=self._shell.concealment.is_revealed)
        self.before.conceal(level)
        self.after.conceal(level)


def _go_to(view: ReasoningView, step: Step | None) -> None:
    if step is not None:
        view.page.go_to(step.span)


def _parting_words(both: BothSides) -> str:
    if both.before is None or both.after is None:
        return "The answers of one side are not in the workspace any more."
    alignment = both.alignment
    if alignment.parting is None:
        return "Both reasonings go through the same clauses."
    row = alignment.rows[alignment.parting]
    clause = "what stands before any clause"
    if row.clause:
        clause = clause_name(row.clause, both.policies)
    if row.before is None:
        return f"They part at {clause}, which only the reasoning after goes through."
    if row.after is None:
        return f"They part at {clause}, which only the reasoning before goes through."
    return f"They part at {clause}, where they state different labels."

"""The test cases as a table, with its filters above and its sum below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from clausebench.domain.case import Outcome
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.judged.previews import Previews
from clausebench.ui.panels.test.case_columns import case_columns
from clausebench.ui.panels.test.case_row import CaseRow
from clausebench.ui.panels.test.filter_bar import FilterBar
from clausebench.ui.panels.test.scores import outcome_words, score_words, summary_of
from clausebench.ui.parts import hairline, label, quiet_button
from clausebench.ui.shell import Shell
from clausebench.ui.tables.rows_model import RowsModel
from clausebench.ui.tables.rows_view import RowsView

_SUMS_MS = 250
PROBLEMS = (Outcome.FAILED, Outcome.WRONG_CLAUSE, Outcome.UNSTEADY, Outcome.UNREADABLE)


class CasesPanel(QWidget):
    """Plain methods in, signals out."""

    selection_changed = Signal()
    changed = Signal()
    """Rows were replaced where they are."""
    case_at = Signal(object)
    """The ``CaseRow`` that the person is at, or None."""
    opened = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.previews = Previews(shell.concealment)
        self.model: RowsModel[CaseRow] = RowsModel(case_columns(self.previews))
        self.view = RowsView(shell.appearance, self.model, "Test cases")
        self.filters = FilterBar(shell.appearance.icons)
        self.none_fits = EmptyState(
            shell.appearance,
            "filter",
            "No test case fits",
            "None is left with this filter.",
            "Show all",
        )
        self.outcomes = label("", "small", wraps=True)
        self.scores = label("", "small")
        self.numbers = quiet_button("Numbers")
        self._stack = QStackedWidget()
        self._are_sums_old = False
        self._pause = QTimer(self, interval=_SUMS_MS, singleShot=True)
        self._pause.timeout.connect(self._on_pause_timeout)
        self._lay_out()
        self.filters.changed.connect(self._on_filters_changed)
        self.filters.left.connect(self._on_filters_left)
        self.none_fits.pressed.connect(self.filters.clear)
        self.view.current_changed.connect(self._on_view_current_changed)
        self.view.opened.connect(self.opened)
        self.view.selectionModel().selectionChanged.connect(self.selection_changed)
        shell.concealment.level_changed.connect(self.model.refresh)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 5, 14, 5)
        foot.addWidget(self.outcomes, 1)
        foot.addWidget(self.scores)
        foot.addWidget(self.numbers)
        self.scores.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.none_fits)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.filters, hairline(), self._stack, hairline()):
            column.addWidget(part, 1 if part is self._stack else 0)
        column.addLayout(foot)

    @property
    def rows(self) -> tuple[CaseRow, ...]:
        """All rows, also those filtered out."""
        return self.model.rows

    @property
    def selected(self) -> tuple[CaseRow, ...]:
        return tuple(self.view.selected_rows)

    @property
    def problems(self) -> tuple[CaseRow, ...]:
        """All rows that did not pass, in their own order."""
        return tuple(row for row in self.rows if row.outcome in PROBLEMS)

    def show_rows(self, rows: Iterable[CaseRow]) -> None:
        """Show other rows; the person stays at the same case if it is still there."""
        self.model.show_rows(rows)
        self._show_sums()
        self._show_stack()

    def put(self, rows: Sequence[CaseRow]) -> None:
        """Replace rows where they are."""
        self.model.put(rows)
        self._show_sums_soon()
        self.changed.emit()

    def arrange(self) -> None:
        """Filter and sort again, now that rows have changed."""
        self.show_rows(self.rows)

    def step_problem(self, by: int) -> None:
        """Go to the next or previous shown case that did not pass, beginning anew at the ends."""
        places = [n for n, row in enumerate(self.model.shown) if row.outcome in PROBLEMS]
        here = self.view.currentIndex().row()
        beyond = [n for n in places if (n > here if by > 0 else 0 <= n < here)] or places
        if beyond:
            self.view.go_to(self.model.shown[beyond[0 if by > 0 else -1]].id)

    def neighbour(self, case_ids: Iterable[str]) -> str:
        """The case to go to when some are taken away: the next that stays, else the one before."""
        gone = set(case_ids)
        shown = [row.id for row in self.model.shown]
        here = max((n for n, case_id in enumerate(shown) if case_id in gone), default=-1)
        after = (case_id for case_id in shown[here + 1 :] if case_id not in gone)
        before = (case_id for case_id in reversed(shown[:here]) if case_id not in gone)
        return next(after, "") or next(before, "")

    def _show_sums_soon(self) -> None:
        """At once, but not thirty times a second over thousands of rows."""
        self._are_sums_old = True
        if not self._pause.isActive():
            self._show_sums()

    @Slot()
    def _on_pause_timeout(self) -> None:
        if self._are_sums_old:
            self._show_sums()

    def _show_sums(self) -> None:
        self._are_sums_old = False
        self._pause.start()
        rows = self.rows
        self.view.fit_columns()
        summary = summary_of(rows)
        self.filters.show_counts(rows)
        self.outcomes.setText(outcome_words(rows, summary))
        self.scores.setText(score_words(rows, summary))

    def _show_stack(self) -> None:
        is_empty = bool(self.rows) and not self.model.rowCount()
        self._stack.setCurrentWidget(self.none_fits if is_empty else self.view)

    @Slot()
    def _on_filters_changed(self) -> None:
        self.model.narrow(self.filters.filter())
        self._show_stack()
        if self.view.current_row is None:
            self.view.step(1)

    @Slot()
    def _on_filters_left(self) -> None:
        self.view.setFocus()

    @Slot(object)
    def _on_view_current_changed(self, row: CaseRow | None) -> None:
        self.previews.at = row.id if row else ""
        self.case_at.emit(row)

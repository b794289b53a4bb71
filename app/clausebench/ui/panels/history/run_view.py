"""A run of the past: how it ended, what came out, and each verdict exactly as it was."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from clausebench.domain.run import Run, StoredVerdict
from clausebench.ui.empty_state import EmptyState
from clausebench.ui.judged.previews import Previews
from clausebench.ui.panels.history.facts import facts
from clausebench.ui.panels.history.facts_view import FactsView
from clausebench.ui.panels.history.run_words import (
    ending_words,
    run_title,
    status_look,
    tally,
    tally_words,
    verdicts_words,
    wording_words,
)
from clausebench.ui.panels.history.timeline import PastCase, PastRun
from clausebench.ui.panels.history.verdict_columns import VerdictRow, verdict_columns
from clausebench.ui.panels.history.verdict_detail import VerdictDetail
from clausebench.ui.parts import hairline, label
from clausebench.ui.shell import Shell
from clausebench.ui.tables.rows_model import RowsModel
from clausebench.ui.tables.rows_view import RowsView
from clausebench.ui.text.clock_words import clock_words
from clausebench.ui.text.showable import one_line
from clausebench.ui.verdict_chip import VerdictChip


class RunView(QWidget):
    """A run with one verdict has no table."""

    verdict_shown = Signal(object)
    """The ``StoredVerdict`` in the panes, or None."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._run: Run | None = None
        self._repeats: dict[str, list[StoredVerdict]] = {}
        self.title = label("", "title")
        self.status = VerdictChip(shell.appearance)
        self.words = label("", "muted", wraps=True)
        self.facts = FactsView(shell.appearance.icons)
        self.previews = Previews(shell.concealment)
        self.model: RowsModel[VerdictRow] = RowsModel(verdict_columns(self.previews))
        self.table = RowsView(shell.appearance, self.model, "Verdicts of the run")
        self.detail = VerdictDetail(shell, self.previews)
        self.nothing = EmptyState(
            shell.appearance, "minus", "No verdicts", "This run ended before anything was judged."
        )
        self.head = QWidget()
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self.table.current_changed.connect(self._on_table_current_changed)
        shell.concealment.level_changed.connect(self.model.refresh)
        for keys, reveal in (
            ("Space", shell.concealment.reveal_more),
            ("Shift+Space", shell.concealment.reveal_plain),
            ("N", self.detail.row.field.setFocus),
        ):
            self.table.on_key(keys, reveal)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.title)
        first.addWidget(self.status)
        first.addStretch(1)
        head = QVBoxLayout(self.head)
        head.setContentsMargins(14, 10, 14, 6)
        head.setSpacing(4)
        head.addLayout(first)
        head.addWidget(self.words)
        head.addWidget(self.facts)
        self.splitter.setObjectName("history-rows")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.detail)
        self.splitter.setSizes([230, 420])
        self._shell.session.restore_splitter(self.splitter)
        self.table.setProperty("pane", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, hairline(), self.splitter, self.nothing):
            column.addWidget(part, 0 if part is self.head else 1)

    def show_run(self, past: PastRun) -> None:
        """Show a run, at the verdict that was asked for, else at its first."""
        self._run = past.run
        self._repeats = defaultdict(list)
        for stored in past.verdicts:
            self._repeats[_subject(stored)].append(stored)
        self.head.show()
        self._show_head(past)
        self.table.setVisible(len(past.verdicts) > 1)
        self.splitter.setVisible(bool(past.verdicts))
        self.nothing.setVisible(not past.verdicts)
        self.model.show_rows(VerdictRow.of(stored) for stored in past.verdicts)
        self.table.fit_columns()
        if past.verdict_id:
            self.table.go_to(past.verdict_id)
        elif past.verdicts:
            self.table.go_to(past.verdicts[0].id)
        else:
            self.verdict_shown.emit(None)

    def show_case(self, past: PastCase) -> None:
        """Show a test case that was found by its words."""
        self._run = None
        for part in (self.head, self.table, self.nothing):
            part.hide()
        self.splitter.show()
        self.detail.show_case(past)
        self.verdict_shown.emit(self.detail.stored)

    def enter(self) -> None:
        """Take the focus where one would read on."""
        target = self.table if self.table.isVisible() else self.detail.panes.reasoning.page.text
        target.setFocus()

    def keep_place(self) -> None:
        """The window closes."""
        if not self.table.isHidden():  # else it would be remembered as having no height
            self._shell.session.keep_splitter(self.splitter)
        self.detail.panes.keep_place()

    def _show_head(self, past: PastRun) -> None:
        run = past.run
        self.title.setText(run_title(run))
        self.status.show_look(status_look(run.status))
        tallied = tally(past.verdicts)
        parts = (
            clock_words(run.started_at),
            f"{one_line(run.policy_name, 60)}, {wording_words(run)}",
            verdicts_words(run),
            ending_words(run, tallied),
            tally_words(tallied) if tallied.first is None else "",
        )
        self.words.setText(" · ".join(filter(None, parts)))
        self._show_facts(None)

    def _show_facts(self, stored: StoredVerdict | None) -> None:
        if self._run is not None:
            self.facts.show_facts(facts(self._run, stored))

    @Slot(object)
    def _on_table_current_changed(self, row: VerdictRow | None) -> None:
        self._shell.concealment.conceal()
        self.previews.at = row.id if row else ""
        if row is not None:
            self._show_facts(row.stored)
            wording = f"Policy as it was, {wording_words(self._run)}" if self._run else "Policy"
            self.detail.show_verdict(row.stored, self._repeats[_subject(row.stored)], wording)
            self.verdict_shown.emit(row.stored)


def _subject(stored: StoredVerdict) -> str:
    return stored.case_id or stored.content

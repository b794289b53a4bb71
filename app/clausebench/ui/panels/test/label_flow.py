"""Labelling one case after the other: which comes next, and what is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from clausebench.domain.cancel import CancelToken
from clausebench.domain.labelling import CaseLabel, standing
from clausebench.domain.reading_policy import parse
from clausebench.services.labelling import this_person
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.panels.test.case_row import CaseRow
from clausebench.ui.panels.test.label_page import LabelChoice, LabelPage, choices_of
from clausebench.ui.shell import Shell

if TYPE_CHECKING:
    from clausebench.ui.panels.test.suite_mode import SuiteMode


class LabelFlow(QObject):
    """Cases that this person has not labelled come first. Every label is written at once."""

    def __init__(self, shell: Shell, mode: SuiteMode, page: LabelPage) -> None:
        super().__init__(mode)
        self._shell, self._mode, self._page = shell, mode, page
        self._labelling = shell.desk.labelling
        self._rows: list[CaseRow] = []
        self._entries: dict[str, list[CaseLabel]] = {}
        self._at = 0
        self._mine: list[CaseLabel] = []
        self._seen: set[str] = set()
        self.who = ""
        self._reading = JobSlot(shell.lanes, Lane.STORE, self)
        self._reading.succeeded.connect(self._on_reading_succeeded)
        page.chosen.connect(self._on_page_chosen)
        page.stepped.connect(self.step)
        page.undone.connect(self.take_back)
        page.settled.connect(self._on_page_settled)
        page.closed.connect(self.close)

    def begin(self) -> None:
        """Label the cases that are shown in the table."""
        sheet = self._mode.sheet
        if sheet is None or not sheet.rows:
            return
        self.who = this_person(self._shell.preferences.settings.person)
        self._rows = list(self._mode.cases.model.shown) or list(sheet.rows)
        self._page.show_choices(choices_of(parse(sheet.opened.text)))
        labelling, policy_id = self._labelling, sheet.policy_id
        self._mine, self._seen = [], set()

        def read(_cancel: CancelToken) -> dict[str, tuple[CaseLabel, ...]]:
            return labelling.entries(policy_id)

        self._reading.start(read)

    @property
    def row(self) -> CaseRow:
        return self._rows[self._at]

    @Slot(object)
    def _on_reading_succeeded(self, entries: dict[str, tuple[CaseLabel, ...]]) -> None:
        self._entries = {case_id: list(of) for case_id, of in entries.items()}
        self._rows.sort(key=self._is_labelled)
        self._at = 0
        self._mode.stack.setCurrentWidget(self._page)
        self._show()

    def _is_labelled(self, row: CaseRow) -> bool:
        return any(e.who == self.who for e in standing(self._entries.get(row.id, ())))

    @Slot(int)
    def step(self, by: int) -> None:
        """To the next or previous case; past the last one, back to the table."""
        if self._at + by >= len(self._rows):
            self.close()
        elif self._at + by >= 0:
            self._at += by
            self._show()

    def _show(self) -> None:
        self._shell.concealment.conceal()
        row, previews = self.row, self._mode.cases.previews
        name = previews.derived(row.id, row.case.name, row.case.content)
        done = sum(map(self._is_labelled, self._rows))
        place = f"{self._at + 1:,} of {len(self._rows):,} · {done:,} labelled by {self.who}"
        self._page.show_case(row, name, place)
        if self._is_labelled(row):
            self._reveal()

    def _reveal(self) -> None:
        self._seen.add(self.row.id)
        self._page.reveal(self.row, self._entries.get(self.row.id, ()), self.who)

    @Slot(object)
    def _on_page_chosen(self, choice: LabelChoice) -> None:
        labelling, case_id, who = self._labelling, self.row.id, self.who
        is_blind, note = case_id not in self._seen, self._page.note.text().strip()
        self._write(
            case_id,
            lambda: labelling.label(
                case_id, who, choice.decision, choice.name, is_blind=is_blind, note=note
            ),
        )

    @Slot(object, str)
    def _on_page_settled(self, choice: LabelChoice, reason: str) -> None:
        labelling, case_id, who = self._labelling, self.row.id, self.who
        self._write(
            case_id,
            lambda: labelling.adjudicate(case_id, who, choice.decision, choice.name, reason),
        )

    @Slot()
    def take_back(self) -> None:
        """The last entry of this session, wherever it was made."""
        if self._mine:
            entry, labelling, who = self._mine.pop(), self._labelling, self.who
            self._go_to(entry.case_id)
            self._write(entry.case_id, lambda: labelling.withdraw(entry, who), keeps=False)

    def _go_to(self, case_id: str) -> None:
        self._at = next(n for n, row in enumerate(self._rows) if row.id == case_id)
        self._show()

    def _write(self, case_id: str, write: Callable[[], CaseLabel], *, keeps: bool = True) -> None:
        def job(_cancel: CancelToken) -> CaseLabel:
            return write()

        started = self._shell.lanes.start(Lane.STORE, job)
        started.succeeded.connect(lambda entry: self._on_written(case_id, entry, keeps=keeps))

    def _on_written(self, case_id: str, entry: CaseLabel, *, keeps: bool) -> None:
        self._entries.setdefault(case_id, []).append(entry)
        if keeps:
            self._mine.append(entry)
        if self.row.id == case_id:
            self._reveal()
            done = sum(map(self._is_labelled, self._rows))
            place = f"{self._at + 1:,} of {len(self._rows):,} · {done:,} labelled by {self.who}"
            self._page.progress.setText(place)

    @Slot()
    def close(self) -> None:
        """Back to the table, at the case that was being labelled."""
        if self._rows:
            self._mode.arrived((self.row.id,))
            self._mode.stack.setCurrentWidget(self._mode.splitter)
            self._mode.cases.view.setFocus()

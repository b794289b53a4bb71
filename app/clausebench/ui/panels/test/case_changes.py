"""Labelling, noting and removing test cases, each taken back by undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoGroup, QUndoStack

from clausebench.domain.case import Case, Expectation
from clausebench.domain.clause import Decision
from clausebench.ui.panels.test.case_edits import ChangeCases, RemoveCases
from clausebench.ui.panels.test.case_facts import value_for
from clausebench.ui.panels.test.case_row import CaseRow
from clausebench.ui.panels.test.cases_panel import CasesPanel
from clausebench.ui.panels.test.sheet_flow import SheetFlow
from clausebench.ui.verdict_chip import DECISION_WORDS


class CaseChanges(QObject):
    """The table changes at once and the workspace behind it. Each policy has its own undo."""

    undo_changed = Signal()
    restored = Signal()
    """Cases are back: the table must be read again."""

    def __init__(self, panel: CasesPanel, sheets: SheetFlow, parent: QObject) -> None:
        super().__init__(parent)
        self._panel, self._sheets = panel, sheets
        self._stacks: dict[str, QUndoStack] = {}
        self.undo_group = QUndoGroup(self)
        for changed in (self.undo_group.indexChanged, self.undo_group.activeStackChanged):
            changed.connect(lambda _value: self.undo_changed.emit())

    def enter_policy(self, policy_id: str) -> None:
        """Undo is about this policy's cases from now on."""
        if policy_id not in self._stacks:
            self._stacks[policy_id] = QUndoStack(self.undo_group)
        self._stacks[policy_id].setActive()

    def label(self, rows: Sequence[CaseRow], decision: Decision | None) -> None:
        """Expect a decision. Label and clauses belonged to the former one and go with it."""
        wanted = [row for row in rows if _differs(row.case.expected, decision)]
        word = DECISION_WORDS[decision].lower() if decision else "nothing"
        new = {row.id: Expectation(decision) for row in wanted}
        self._change(f"Expect {word}", "expected", wanted, new)

    def note(self, row: CaseRow, text: str) -> None:
        """Write a note on a case."""
        if text != row.case.note:
            self._change("Note", "note", [row], {row.id: text})

    def set_fact(self, rows: Sequence[CaseRow], field: str, chosen: Any) -> None:
        """Give cases a severity, a kind, tags and the like; ``chosen`` may be a function of what
        each of them has."""
        new = {row.id: value_for(row.case, field, chosen) for row in rows}
        wanted = [row for row in rows if new[row.id] != getattr(row.case, field)]
        title = "Change expectation" if field == "expected" else f"Change {field}"
        self._change(title, field, wanted, new)

    def remove(self, rows: Sequence[CaseRow]) -> None:
        """Take cases out of the suite."""
        if rows:
            title = "Remove test case" if len(rows) == 1 else f"Remove {len(rows):,} test cases"
            ids = [row.id for row in rows]
            self._push(RemoveCases(title, ids, self._remove, self._restore))

    def _change(
        self, title: str, field: str, rows: Sequence[CaseRow], new: Mapping[str, Any]
    ) -> None:
        if rows:
            old = {row.id: getattr(row.case, field) for row in rows}
            self._push(ChangeCases(title, field, old, new, self._write))

    def _push(self, command: ChangeCases | RemoveCases) -> None:
        stack = self.undo_group.activeStack()
        if stack is not None:
            stack.push(command)

    def _write(self, field: str, values: Mapping[str, Any]) -> None:
        rows = [row for row in self._panel.rows if row.id in values]
        cases: list[Case] = [row.case for row in rows]
        self._panel.put(
            [row.with_case(replace(row.case, **{field: values[row.id]})) for row in rows]
        )
        self._sheets.change(cases, field, values)

    def _remove(self, case_ids: Sequence[str]) -> None:
        neighbour = self._panel.neighbour(case_ids)
        self._panel.show_rows(row for row in self._panel.rows if row.id not in case_ids)
        self._panel.view.go_to(neighbour)
        self._sheets.remove(case_ids)

    def _restore(self, case_ids: Sequence[str]) -> None:
        self._sheets.restore(case_ids)
        self.restored.emit()


def _differs(expected: Expectation, decision: Decision | None) -> bool:
    return expected.decision is not decision or (decision is None and expected != Expectation())

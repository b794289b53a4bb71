"""Label cases by hand: by person, blind or not, with undo, and settled where people differ."""

from __future__ import annotations

import getpass
from dataclasses import replace

from clausebench.domain.case import Case, Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.labelling import CaseLabel, LabelKind, agreed, is_disputed
from clausebench.storage.workspace import Workspace


class Labelling:
    """What people say is only ever added to. What a case expects follows what they agree on."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def entries(self, policy_id: str) -> dict[str, tuple[CaseLabel, ...]]:
        """By case id, oldest first."""
        return self._workspace.labels.of_policy(policy_id)

    def label(
        self,
        case_id: str,
        who: str,
        decision: Decision,
        label: str | None = None,
        *,
        is_blind: bool = False,
        note: str = "",
    ) -> CaseLabel:
        """Somebody's label. The case expects it, unless others said otherwise."""
        entry = CaseLabel(
            "", case_id, LabelKind.LABEL, who, decision, label, note=note, is_blind=is_blind
        )
        return self._add(entry)

    def withdraw(self, entry: CaseLabel, who: str) -> CaseLabel:
        """Take an entry back; both stay in the record."""
        return self._add(
            CaseLabel("", entry.case_id, LabelKind.WITHDRAWN, who, None, withdraws=entry.id)
        )

    def adjudicate(
        self, case_id: str, who: str, decision: Decision, label: str | None, reason: str
    ) -> CaseLabel:
        """Settle what people differ about."""
        return self._add(
            CaseLabel("", case_id, LabelKind.ADJUDICATED, who, decision, label, note=reason)
        )

    def _add(self, entry: CaseLabel) -> CaseLabel:
        table = self._workspace.labels
        with self._workspace.writing():
            before = table.on(entry.case_id)
            kept = table.add(entry)
            case = self._workspace.cases.get(entry.case_id)
            expected = _expected(case, before, (*before, kept))
            if expected != case.expected:
                self._workspace.cases.change(replace(case, expected=expected))
        return kept


def _expected(case: Case, before: tuple[CaseLabel, ...], now: tuple[CaseLabel, ...]) -> Expectation:
    """What a case expects after one more entry: what is agreed on; nothing while people differ,
    and nothing again once the labels that it came from are taken back."""
    found = agreed(now)
    if found is not None:
        return replace(
            found.expectation,
            clauses=found.clauses or _clauses_of(case, found),
            tolerance=case.expected.tolerance,
        )
    if is_disputed(now) or agreed(before) is not None:
        return Expectation(tolerance=case.expected.tolerance)
    return case.expected


def _clauses_of(case: Case, found: CaseLabel) -> tuple[str, ...]:
    """Clauses that were expected before stay where the decision does."""
    is_same = case.expected.decision is found.decision
    return case.expected.clauses if is_same else ()


def this_person(name: str = "") -> str:
    """Who labels here: the name in the settings, else that of the account."""
    if name.strip():
        return name.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        return "somebody"

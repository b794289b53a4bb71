"""Reading the test cases of a policy with what has come out so far. Runs on the store lane."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from clausebench.domain.case import Case
from clausebench.domain.run import RunKind, StoredVerdict
from clausebench.domain.text import text_hash
from clausebench.domain.verdict import VerdictStatus
from clausebench.services.desk import Desk
from clausebench.services.history import History
from clausebench.services.library import OpenPolicy
from clausebench.ui.panels.test.case_row import CaseRow, result_of

_LOOK_BACK = 3
"""How many suite runs are read to find what came out before."""

_Answers = tuple[StoredVerdict, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A policy as it reads now, and its cases in the order in which they were kept."""

    opened: OpenPolicy
    rows: tuple[CaseRow, ...]

    @property
    def policy_id(self) -> str:
        return self.opened.policy.id

    @property
    def version_number(self) -> int | None:
        """Which version the text is, None while it is only a draft."""
        head = self.opened.head
        return None if head is None or self.opened.is_changed else head.number


def read_sheet(desk: Desk, policy_id: str) -> Sheet:
    """Raises ``NotFoundError``."""
    opened = desk.library.open(policy_id)
    past = _Past(desk.history, policy_id)
    policy_hash = text_hash(opened.text)
    rows = (
        _row(number, case, past, policy_hash)
        for number, case in enumerate(desk.library.cases(policy_id), start=1)
    )
    return Sheet(opened, tuple(rows))


def _row(number: int, case: Case, past: _Past, policy_hash: str) -> CaseRow:
    answers = _of_content(case, past.newest(case.id))
    former = _of_content(case, past.former(case.id))
    return CaseRow(
        number,
        case,
        answers,
        result_of(case, answers),
        result_of(case, former),
        is_outdated=bool(answers) and answers[0].policy_hash != policy_hash,
    )


def _of_content(case: Case, answers: _Answers) -> _Answers:
    """Answers say nothing of a case whose content has been changed since."""
    return tuple(a for a in answers if a.content == case.content)


class _Past:
    """The newest answers of each case and those before, read run by run as needed."""

    def __init__(self, history: History, policy_id: str) -> None:
        runs = history.runs(policy_id)
        self._latest = history.latest(policy_id)
        self._repeated = {run.id for run in runs if not run.settings.asks_once}
        suites = [run.id for run in runs if run.kind is RunKind.SUITE and run.judged]
        self._suites = suites[: _LOOK_BACK + 1]
        self._answers = cache(lambda run_id: _by_case(history, run_id))

    def newest(self, case_id: str) -> _Answers:
        latest = self._latest.get(case_id)
        if latest is None:
            return ()
        if latest.run_id in self._repeated:
            return self._answers(latest.run_id)[case_id]
        return (latest,)

    def former(self, case_id: str) -> _Answers:
        """Of the newest other suite run that judged the case."""
        latest = self._latest.get(case_id)
        others = (run_id for run_id in self._suites if latest and run_id != latest.run_id)
        found = (self._answers(run_id).get(case_id) for run_id in others)
        return next(filter(None, found), ())


def _by_case(history: History, run_id: str) -> dict[str, _Answers]:
    found: dict[str, list[StoredVerdict]] = defaultdict(list)
    for stored in history.verdicts(run_id):
        if stored.case_id and stored.verdict.status is not VerdictStatus.CANCELLED:
            found[stored.case_id].append(stored)
    return {case_id: tuple(answers) for case_id, answers in found.items()}

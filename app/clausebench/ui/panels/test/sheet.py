"""Reading the test cases of a policy with what has come out so far. Runs on the store lane."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from clausebench.domain.effort import Effort
from clausebench.domain.gist import Gist
from clausebench.domain.run import Run, RunKind, RunStatus
from clausebench.domain.text import text_hash
from clausebench.domain.verdict import VerdictStatus
from clausebench.services.desk import Desk
from clausebench.services.history import History
from clausebench.services.library import OpenPolicy
from clausebench.services.pacing import paces
from clausebench.ui.panels.test.case_row import CaseRow, result_of

_LOOK_BACK = 3
"""How many suite runs are read to find what came out before."""

_UNFINISHED = (RunStatus.PAUSED, RunStatus.INTERRUPTED)
_Answers = tuple[Gist, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A policy as it reads now, and its cases in the order in which they were kept."""

    opened: OpenPolicy
    rows: tuple[CaseRow, ...]
    unfinished: Run | None = None
    """The newest run of the suite, if it was paused or cut short."""
    paces: Mapping[Effort, float] = field(default_factory=dict)
    """Seconds per verdict, from the newest whole run of each effort with the engine in use."""

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
    disputed = desk.library.disputed(policy_id)
    rows = []
    for number, case in enumerate(desk.library.cases(policy_id), start=1):
        content_hash = text_hash(case.content)
        answers = _of_content(content_hash, past.newest(case.id))
        former = _of_content(content_hash, past.former(case.id))
        rows.append(
            CaseRow(
                number,
                case,
                answers,
                result_of(case, answers),
                result_of(case, former),
                bool(answers) and past.policy_hash(answers[0].run_id) != policy_hash,
                case.id in disputed,
            )
        )
    return Sheet(opened, tuple(rows), past.unfinished, paces(past.runs, desk.judging.fingerprint()))


def _of_content(content_hash: str, answers: _Answers) -> _Answers:
    """Answers say nothing of a case whose content has been changed since."""
    return tuple(a for a in answers if a.content_hash == content_hash)


class _Past:
    """The newest answers of each case and those before, read run by run as needed."""

    def __init__(self, history: History, policy_id: str) -> None:
        runs = history.runs(policy_id)
        self._history, self.runs = history, runs
        self._newest = history.newest_runs(policy_id)
        self._hashes = {run.id: run.policy_hash for run in runs}
        suites = [run.id for run in runs if run.kind is RunKind.SUITE and run.judged]
        self._suites = suites[: _LOOK_BACK + 1]
        self._answers = cache(lambda run_id: _by_case(history, run_id))

    def newest(self, case_id: str) -> _Answers:
        run_id = self._newest.get(case_id)
        return self._answers(run_id).get(case_id, ()) if run_id else ()

    def former(self, case_id: str) -> _Answers:
        """Of the newest other suite run that judged the case."""
        newest = self._newest.get(case_id)
        others = (run_id for run_id in self._suites if newest and run_id != newest)
        found = (self._answers(run_id).get(case_id) for run_id in others)
        return next(filter(None, found), ())

    @property
    def unfinished(self) -> Run | None:
        """The newest run of the suite, if it was paused or cut short."""
        newest = next((run for run in self.runs if run.kind is RunKind.SUITE), None)
        return newest if newest and newest.status in _UNFINISHED else None

    def policy_hash(self, run_id: str) -> str:
        """Of the words that a run judged under."""
        if run_id not in self._hashes:
            self._hashes[run_id] = self._history.run(run_id).policy_hash
        return self._hashes[run_id]


def _by_case(history: History, run_id: str) -> dict[str, _Answers]:
    found: dict[str, list[Gist]] = defaultdict(list)
    for gist in history.gists(run_id):
        if gist.case_id and gist.status is not VerdictStatus.CANCELLED:
            found[gist.case_id].append(gist)
    return {case_id: tuple(answers) for case_id, answers in found.items()}

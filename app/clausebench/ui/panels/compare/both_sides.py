"""A case's answers on both sides, with their reasonings aligned. Runs on the store lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausebench.domain.clause import Decision, ParsedPolicy
from clausebench.domain.divergence import Alignment, align, steps
from clausebench.domain.reading_policy import parse
from clausebench.domain.run import StoredVerdict
from clausebench.services.confronting import Confrontation
from clausebench.services.history import History
from clausebench.services.recording import TRIED
from clausebench.ui.panels.compare.change_row import ChangeRow


@dataclass(frozen=True, slots=True)
class Told:
    """One side: all repeats, which of them to read, and the policy they were given under."""

    answers: tuple[StoredVerdict, ...]
    current: int
    policy: ParsedPolicy

    @property
    def shown(self) -> StoredVerdict:
        return self.answers[self.current]


@dataclass(frozen=True, slots=True)
class BothSides:
    """Either side is None if its answers are gone."""

    row: ChangeRow
    before: Told | None
    after: Told | None
    alignment: Alignment

    @property
    def policies(self) -> tuple[ParsedPolicy, ...]:
        """Under which the answers were given."""
        return tuple(told.policy for told in (self.before, self.after) if told)


def read_both(history: History, row: ChangeRow, found: Confrontation) -> BothSides:
    """The answers of one case."""
    before = _told(history, (found.before,), row, row.change.before.decision)
    after = _told(history, found.after, row, row.change.after.decision)
    if before is None or after is None:
        return BothSides(row, before, after, Alignment((), None))
    content = row.case.content
    return BothSides(
        row,
        before,
        after,
        align(
            steps(before.shown.verdict.reasoning, before.policy, content),
            steps(after.shown.verdict.reasoning, after.policy, content),
        ),
    )


def _told(
    history: History, run_ids: Sequence[str], row: ChangeRow, decision: Decision | None
) -> Told | None:
    """From the first answer of the majority on."""
    for run_id in run_ids:
        for case_id in (row.case.id, f"{TRIED}{row.case.id}"):
            answers = history.verdicts_on(run_id, case_id)
            if answers:
                places = (n for n, s in enumerate(answers) if s.verdict.decision is decision)
                return Told(answers, next(places, 0), parse(answers[0].policy_text))
    return None

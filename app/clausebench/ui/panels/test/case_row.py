"""A test case with its newest answers, as one row of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clausebench.domain.case import Case, Outcome
from clausebench.domain.gist import Gist, gist_of
from clausebench.domain.repeats import Collapsed, collapse_verdicts
from clausebench.domain.run import StoredVerdict

Result = Collapsed[Gist]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """``answers`` are the repeats of the newest run that judged the case as it reads now, and
    ``result`` is what they come to. ``former`` is the result of the suite run before.
    ``is_outdated``: the policy has changed since. ``is_disputed``: people label it differently."""

    number: int
    case: Case
    answers: tuple[Gist, ...] = ()
    result: Result | None = None
    former: Result | None = None
    is_outdated: bool = False
    is_disputed: bool = False

    @property
    def id(self) -> str:
        return self.case.id

    @property
    def outcome(self) -> Outcome | None:
        """None while the case has not been judged."""
        return self.result.outcome if self.result else None

    @property
    def is_labelled(self) -> bool:
        return not self.case.expected.is_nothing

    @property
    def is_split(self) -> bool:
        """Whether the repeats came to no majority."""
        return (
            self.result is not None
            and self.result.decision is None
            and any(answer.decision for answer in self.answers)
        )

    @property
    def has_changed(self) -> bool:
        """Whether the decision is another than in the run before."""
        if self.result is None or self.former is None:
            return False
        return self.result.decision is not self.former.decision

    def with_case(self, case: Case) -> CaseRow:
        """The same answers, compared with what is expected now."""
        return replace(self, case=case, result=result_of(case, self.answers))

    def with_answer(self, stored: StoredVerdict) -> CaseRow:
        """One more answer; the first of a new run puts the earlier ones behind."""
        is_same_run = bool(self.answers) and self.answers[0].run_id == stored.run_id
        if is_same_run and any(a.repeat == stored.repeat for a in self.answers):
            return self  # the table was read meanwhile, and has it
        answers = (*self.answers, gist_of(stored)) if is_same_run else (gist_of(stored),)
        return replace(
            self,
            answers=answers,
            result=result_of(self.case, answers),
            former=self.former if is_same_run else self.result,
            is_outdated=False,
        )


def result_of(case: Case, answers: Sequence[Gist]) -> Result | None:
    """The repeats of a case put together; None if there are none."""
    return collapse_verdicts(case.expected, answers) if answers else None

"""A test case with its newest answers, as one row of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clausebench.domain.case import Case, Outcome, outcome
from clausebench.domain.run import StoredVerdict
from clausebench.services.suites import CaseJudged, CaseResult, collapse


@dataclass(frozen=True, slots=True)
class CaseRow:
    """``answers`` are the repeats of the newest run that judged the case as it reads now, and
    ``result`` is what they come to. ``former`` is the result of the suite run before.
    ``is_outdated``: the policy has changed since."""

    number: int
    case: Case
    answers: tuple[StoredVerdict, ...] = ()
    result: CaseResult | None = None
    former: CaseResult | None = None
    is_outdated: bool = False

    @property
    def id(self) -> str:
        return self.case.id

    @property
    def outcome(self) -> Outcome | None:
        """None while the case has not been judged."""
        return self.result.outcome if self.result else None

    @property
    def is_labelled(self) -> bool:
        return self.case.expected.decision is not None or self.case.expected.label is not None

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
        answers = (*self.answers, stored) if is_same_run else (stored,)
        return replace(
            self,
            answers=answers,
            result=result_of(self.case, answers),
            former=self.former if is_same_run else self.result,
            is_outdated=False,
        )


def result_of(case: Case, answers: Sequence[StoredVerdict]) -> CaseResult | None:
    """The repeats of a case put together; None if there are none."""
    total = len(answers)
    judged = [
        CaseJudged(case, stored, outcome(case.expected, stored.verdict), index, total, None)
        for index, stored in enumerate(answers, start=1)
    ]
    return collapse(judged).results[0] if judged else None

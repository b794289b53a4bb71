"""A case with the verdicts on it, as numbers see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from clausebench.domain.case import Case, Expectation, Outcome, Split, Tolerance
from clausebench.domain.clause import Decision
from clausebench.domain.gist import A
from clausebench.domain.repeats import collapse_verdicts, counted
from clausebench.domain.text import text_hash

_RIGHT = (Outcome.PASSED, Outcome.WRONG_CLAUSE, Outcome.UNSTEADY)


@dataclass(frozen=True, slots=True)
class Facets:
    """What a case can be sorted by. Empty texts and None: nobody said, or nobody knows any more
    because the case has been removed since it was judged."""

    tags: tuple[str, ...] = ()
    language: str = ""
    kind: str = ""
    severity: str = ""
    split: Split | None = None

    @classmethod
    def of(cls, case: Case) -> Facets:
        return cls(case.tags, case.language, case.kind, case.severity or "", case.split)


@dataclass(frozen=True, slots=True)
class JudgedCase:
    """A case and what its repeats came to.

    ``decision``, ``label`` and ``clauses`` are those of the majority: None and empty when there
    was no majority or no readable answer, which no number counts as a hit. ``agreement`` (0..1)
    is the largest share of the ``repeats`` that gave one and the same decision; a repeat that
    gave none agrees with nothing.
    """

    name: str
    expected: Expectation
    outcome: Outcome
    decision: Decision | None
    label: str | None
    clauses: tuple[str, ...]
    agreement: float
    repeats: int
    content_hash: str
    facets: Facets = Facets()

    @classmethod
    def of(
        cls,
        name: str,
        expected: Expectation,
        content: str,
        verdicts: Sequence[A],
        facets: Facets,
    ) -> JudgedCase:
        """From all the verdicts on it, at least one; where it was asked again with more effort,
        only those count."""
        verdicts = counted(verdicts)
        found = collapse_verdicts(expected, verdicts)
        is_decided = found.decision is not None and found.shown.status.is_readable
        decisions = Counter(v.decision for v in verdicts if v.decision and v.status.is_readable)
        return cls(
            name,
            expected,
            found.outcome,
            found.decision if is_decided else None,
            found.shown.label if is_decided else None,
            found.shown.clauses if is_decided else (),
            max(decisions.values(), default=0) / len(verdicts),
            len(verdicts),
            text_hash(content),
            facets,
        )

    @property
    def wanted(self) -> Decision | None:
        """The decision that is expected, where one is."""
        if self.expected.tolerance is Tolerance.ESCALATE:
            return Decision.ESCALATE
        return self.expected.decision

    @property
    def is_right(self) -> bool:
        """Decided and labelled as expected, whatever clause that rests on and however steady."""
        return self.outcome in _RIGHT

    @property
    def is_stable(self) -> bool | None:
        """Whether all repeats decided the same; None when it was asked once."""
        return self.agreement == 1.0 if self.repeats > 1 else None

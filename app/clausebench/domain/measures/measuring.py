"""Everything that is counted about one run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausebench.domain.case import Outcome, Split
from clausebench.domain.clause import Decision
from clausebench.domain.measures.clauses import clause_answers
from clausebench.domain.measures.confusion import Confusion, confusion
from clausebench.domain.measures.judged import JudgedCase
from clausebench.domain.measures.levels import ClassScore, Level, level
from clausebench.domain.measures.shares import Share
from clausebench.domain.measures.slices import By, Slice, decision_level, part, slices


@dataclass(frozen=True, slots=True)
class Splits:
    """How many of the counted cases are open, locked, or nobody knows any more."""

    open: int
    locked: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Measures:
    """A run in numbers. Cases without an expectation are in ``unlabelled`` and nowhere else.

    ``overall`` is the slice of all cases. ``decisions`` counts the cases that expect a decision,
    ``labels`` those that expect a label, ``clauses`` those that expect a clause.
    """

    overall: Slice
    decisions: Level
    labels: Level
    clauses: Level
    confusion: Confusion
    label_confusion: Confusion
    outcomes: tuple[tuple[Outcome, int], ...]
    unlabelled: tuple[str, ...]
    splits: Splits
    slices: tuple[tuple[By, tuple[Slice, ...]], ...]

    @property
    def n(self) -> int:
        return self.overall.n

    @property
    def violates(self) -> ClassScore:
        return self.decisions.score(Decision.VIOLATES)

    @property
    def wrongly_removed(self) -> Share:
        """Of the cases that expect allowed, those that were judged violating."""
        return self._came(Decision.ALLOWED, Decision.VIOLATES)

    @property
    def let_through(self) -> Share:
        """Of the cases that expect violates, those that were judged allowed."""
        return self._came(Decision.VIOLATES, Decision.ALLOWED)

    def _came(self, expected: Decision, got: Decision) -> Share:
        of = self.decisions.score(expected).expected
        return Share(self.confusion.cell(expected, got).count, of)

    def by(self, by: By) -> tuple[Slice, ...]:
        return dict(self.slices)[by]


def measure(cases: Iterable[JudgedCase]) -> Measures:
    """Count. The order of the cases stays in the lists of names."""
    every = tuple(cases)
    counted = tuple(case for case in every if not case.expected.is_nothing)
    decisions, labels = decision_level(counted), _label_level(counted)
    clauses = _clause_level(counted)
    outcomes = Counter(case.outcome for case in counted)
    return Measures(
        part("", counted, decisions.score(Decision.VIOLATES) if decisions.n else None),
        decisions,
        labels,
        clauses,
        confusion(
            [(str(c.wanted), c.decision, c.name) for c in counted if c.wanted],
            [str(decision) for decision in Decision],
        ),
        confusion(_label_rows(counted)),
        tuple((outcome, outcomes[outcome]) for outcome in Outcome if outcomes[outcome]),
        tuple(case.name for case in every if case.expected.is_nothing),
        _splits(counted),
        tuple((by, slices(counted, by, clauses, labels, decisions)) for by in By),
    )


def _label_level(cases: Sequence[JudgedCase]) -> Level:
    return level(({wanted}, {got} if got else set()) for wanted, got, _ in _label_rows(cases))


def _label_rows(cases: Sequence[JudgedCase]) -> list[tuple[str, str | None, str]]:
    """(expected, got, name) of the cases that expect a label; one spelling for each label."""
    rows = [(case.expected.label, case) for case in cases if case.expected.label]
    spelled: dict[str, str] = {}
    for written in (*(label for label, _ in rows), *(case.label for _, case in rows)):
        if written:
            spelled.setdefault(written.strip().casefold(), written.strip())
    return [
        (
            spelled[label.strip().casefold()],
            spelled[case.label.strip().casefold()] if case.label else None,
            case.name,
        )
        for label, case in rows
    ]


def _clause_level(cases: Sequence[JudgedCase]) -> Level:
    return level(
        clause_answers((c.expected.clauses, c.clauses) for c in cases if c.expected.clauses)
    )


def _splits(cases: Sequence[JudgedCase]) -> Splits:
    found = Counter(case.facets.split for case in cases)
    return Splits(found[Split.OPEN], found[Split.LOCKED], found[None])

"""The same numbers for a part of the cases: those of a clause, a tag, a language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.case import Outcome
from clausebench.domain.clause import Decision
from clausebench.domain.measures.judged import JudgedCase
from clausebench.domain.measures.levels import ClassScore, Level, level
from clausebench.domain.measures.shares import Share


class By(StrEnum):
    """What to sort cases by. A case without a label is sorted by its decision."""

    CLAUSE = "clause"
    TAG = "tag"
    LABEL = "label"
    LANGUAGE = "language"
    KIND = "kind"
    SEVERITY = "severity"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Slice:
    """``name`` is empty for the cases that have nothing to be sorted by.

    ``right`` are decided and labelled as expected, ``passed`` also rest on the right clause and
    are as steady as they must be. ``stable`` counts the cases that were asked more than once;
    ``agreement`` is the mean over them, None without any. ``score`` is that of the clause or the
    label, else of the decision violates within the slice; None where there is no such class.
    """

    name: str
    cases: tuple[str, ...]
    right: Share
    passed: Share
    stable: Share
    agreement: float | None
    score: ClassScore | None

    @property
    def n(self) -> int:
        return len(self.cases)


def part(name: str, cases: Sequence[JudgedCase], score: ClassScore | None) -> Slice:
    """The numbers of these cases, all of which have an expectation."""
    many = len(cases)
    asked = [case for case in cases if case.repeats > 1]
    return Slice(
        name,
        tuple(case.name for case in cases),
        Share(sum(case.is_right for case in cases), many),
        Share(sum(case.outcome is Outcome.PASSED for case in cases), many),
        Share(sum(bool(case.is_stable) for case in asked), len(asked)),
        sum(case.agreement for case in asked) / len(asked) if asked else None,
        score,
    )


def slices(
    cases: Sequence[JudgedCase], by: By, clauses: Level, labels: Level, decisions: Level
) -> tuple[Slice, ...]:
    """By name; those that nothing is known of come last."""
    groups: dict[str, list[JudgedCase]] = {}
    spelled: dict[str, str] = {}
    for case in cases:
        for name in dict.fromkeys(_NAMES[by](case)) or ("",):
            key = name.strip().casefold()
            spelled.setdefault(key, name.strip())
            groups.setdefault(key, []).append(case)
    scores = _Scores(by, clauses, labels, decisions)
    found = (
        part(spelled[key], group, scores.of(spelled[key], group)) for key, group in groups.items()
    )
    return tuple(sorted(found, key=lambda s: (not s.name, s.name.casefold())))


def decision_level(cases: Iterable[JudgedCase]) -> Level:
    """Of the cases that expect a decision."""
    rows = [
        ({str(case.wanted)}, {str(case.decision)} if case.decision else set[str]())
        for case in cases
        if case.wanted
    ]
    return level(rows, [str(decision) for decision in Decision])


class _Scores:
    """Which class stands for a slice."""

    def __init__(self, by: By, clauses: Level, labels: Level, decisions: Level) -> None:
        known = {
            By.CLAUSE: clauses.classes,
            By.LABEL: (*labels.classes, *decisions.classes),
        }
        self._classes = {c.name.casefold(): c for c in reversed(known.get(by, ()))}
        self._by = by

    def of(self, name: str, cases: Sequence[JudgedCase]) -> ClassScore | None:
        if self._by in (By.CLAUSE, By.LABEL):
            return self._classes.get(name.casefold())
        found = decision_level(cases)
        return found.score(Decision.VIOLATES) if found.n else None


_NAMES: dict[By, Callable[[JudgedCase], tuple[str, ...]]] = {
    By.CLAUSE: lambda case: case.expected.clauses,
    By.TAG: lambda case: case.facets.tags,
    By.LABEL: lambda case: (case.expected.label or str(case.wanted),),
    By.LANGUAGE: lambda case: (case.facets.language,),
    By.KIND: lambda case: (case.facets.kind,),
    By.SEVERITY: lambda case: (case.facets.severity,),
    By.SPLIT: lambda case: (case.facets.split or "",),
}

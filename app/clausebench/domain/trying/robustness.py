"""What a suite notices, and what a policy withstands: mutation and shake results in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausebench.domain.agreement import wilson
from clausebench.domain.comparison import CaseChange, Comparison
from clausebench.domain.trying.mutations import Mutation


@dataclass(frozen=True, slots=True)
class MutantResult:
    """``noticed_by`` are the cases whose decision is another under the mutation. Only cases that
    are stable (or asked once) on both sides count: an unstable one changes by itself."""

    mutation: Mutation
    noticed_by: tuple[str, ...]

    @property
    def survives(self) -> bool:
        return not self.noticed_by


@dataclass(frozen=True, slots=True)
class MutationReport:
    """Survivors first, in the order of the text. ``stable`` of ``cases`` cases could count."""

    results: tuple[MutantResult, ...]
    stable: int
    cases: int

    @property
    def noticed(self) -> int:
        return sum(not result.survives for result in self.results)

    @property
    def score(self) -> float | None:
        """The share that was noticed, 0..1; None without mutations."""
        return self.noticed / len(self.results) if self.results else None


@dataclass(frozen=True, slots=True)
class ShakeResult:
    """One way of shaking. Of ``cases`` stable cases ``held`` kept their decision; ``low`` to
    ``high`` is Wilson's 95 % interval of that share."""

    name: str
    held: int
    cases: int
    low: float
    high: float
    flipped: tuple[CaseChange, ...]


def mutation_report(
    tried: Sequence[tuple[Mutation, Comparison]], stable: int, cases: int
) -> MutationReport:
    """``stable`` of ``cases`` cases are stable under the policy as it is."""
    results = [
        MutantResult(mutation, tuple(c.name for c in _turned(compared)))
        for mutation, compared in tried
    ]
    results.sort(key=lambda result: not result.survives)
    return MutationReport(tuple(results), stable, cases)


def shake_result(name: str, compared: Comparison) -> ShakeResult:
    """What held under one way of shaking."""
    counted, flipped = _counted(compared), _turned(compared)
    held = len(counted) - len(flipped)
    return ShakeResult(name, held, len(counted), *wilson(held, len(counted)), tuple(flipped))


def is_steady(case: CaseChange) -> bool:
    """Whether neither side is known to be unstable."""
    return case.before.is_stable is not False and case.after.is_stable is not False


def _counted(compared: Comparison) -> list[CaseChange]:
    return [case for case in compared.cases if is_steady(case)]


def _turned(compared: Comparison) -> list[CaseChange]:
    return [c for c in _counted(compared) if c.before.decision is not c.after.decision]

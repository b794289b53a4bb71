"""What a policy has to reach before it is released, and whether it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.measures.levels import ClassScore
from clausebench.domain.measures.measuring import Measures
from clausebench.domain.measures.shares import FEW, Share
from clausebench.domain.measures.slices import By, Slice

PLACES = 6
"""Decimals of a minimum, so that it can be written as a whole number of millionths."""


class Metric(StrEnum):
    """What can be asked for. ``accuracy``: decided and labelled as expected. ``passed``: also by
    the right clause and as steady as the case demands. ``stability``: all repeats decide the
    same. Precision, recall and F1 are those of the clause or label that is named, else of the
    decision violates."""

    ACCURACY = "accuracy"
    PASSED = "passed"
    STABILITY = "stability"
    PRECISION = "precision"
    RECALL = "recall"
    F1 = "f1"


@dataclass(frozen=True, slots=True)
class Target:
    """At least ``minimum`` (0..1) in ``metric``, for all cases (``by`` is None) or those of
    ``name``. ``confident`` asks that of the lower end of the 95 % interval instead of the share
    itself. Out of fewer than ``min_cases`` nothing is known, and the target is not met."""

    by: By | None
    name: str
    metric: Metric
    minimum: float
    confident: bool = False
    min_cases: int = FEW

    @property
    def subject(self) -> str:
        """What it is about, for people."""
        return f"{self.by} {self.name}" if self.by else "overall"

    @property
    def measured(self) -> str:
        """The metric, for people."""
        return "F1" if self.metric is Metric.F1 else self.metric.value


@dataclass(frozen=True, slots=True)
class Counted:
    """What a target is about, in whole numbers: ``hits`` of ``of``, out of ``n`` cases. Only for
    F1, which is twice the hits of all that came and all that was expected, is ``of`` not ``n``."""

    hits: int
    of: int
    n: int


class TargetState(StrEnum):
    """Only ``met`` lets a release through."""

    MET = "met"
    MISSED = "missed"
    FEW = "not-enough-cases"


@dataclass(frozen=True, slots=True)
class TargetResult:
    """``value`` is what was compared with the minimum, None where there was nothing; ``n`` is
    what it is out of; ``low`` to ``high`` is the interval, None for F1, which has none.
    ``counted`` is all that the rest follows from."""

    target: Target
    state: TargetState
    value: float | None
    n: int
    low: float | None
    high: float | None
    sentence: str
    counted: Counted

    @property
    def is_met(self) -> bool:
        return self.state is TargetState.MET


def check_targets(targets: Iterable[Target], measures: Measures) -> tuple[TargetResult, ...]:
    """One result for each target, in the same order."""
    return tuple(check(target, _counted(target, measures)) for target in targets)


def check(target: Target, counted: Counted) -> TargetResult:
    """What these counts mean for the target."""
    if not counted.of or counted.n < target.min_cases:
        return _too_few(target, counted)
    share = _share(target, counted)
    value = share.low if share and target.confident else counted.hits / counted.of
    state = TargetState.MET if value >= target.minimum else TargetState.MISSED
    got = f"{value:.2f} (n={counted.n})" if share is None else share.words
    asked = f"{target.minimum * 100:g} %" if share else f"{target.minimum:.2f}"
    what = "the lower end of the interval" if target.confident else target.measured
    verb = "is at least" if state is TargetState.MET else "is below"
    sentence = f"{_about(target)}: {got}; {what} {verb} {asked}."
    low, high = _ends(share)
    return TargetResult(target, state, value, counted.n, low, high, sentence, counted)


def _counted(target: Target, measures: Measures) -> Counted:
    found = _slice_of(target, measures)
    if found is None:
        return _NOTHING
    if target.metric is Metric.F1:
        return _f1(found.score)
    share = _SHARES[target.metric](found)
    return Counted(share.hits, share.total, share.total)


def _f1(score: ClassScore | None) -> Counted:
    if score is None:
        return _NOTHING
    return Counted(2 * score.hits, score.given + score.expected, score.expected)


def _slice_of(target: Target, measures: Measures) -> Slice | None:
    if target.by is None:
        return measures.overall
    wanted = target.name.strip().casefold()
    return next((s for s in measures.by(target.by) if s.name.casefold() == wanted), None)


def _share(target: Target, counted: Counted) -> Share | None:
    """None for F1, which is no share."""
    return None if target.metric is Metric.F1 else Share(counted.hits, counted.of)


def _ends(share: Share | None) -> tuple[float | None, float | None]:
    return (share.low, share.high) if share else (None, None)


def _too_few(target: Target, counted: Counted) -> TargetResult:
    share = _share(target, counted) if counted.of else None
    value = share.value if share else None
    needs = max(target.min_cases, 1)
    sentence = f"{_about(target)}: not enough cases, {counted.n} of at least {needs}."
    if target.metric is Metric.STABILITY and counted.n == 0:
        sentence += " Stability takes repeats: --repeat 5."
    low, high = _ends(share)
    return TargetResult(target, TargetState.FEW, value, counted.n, low, high, sentence, counted)


def _about(target: Target) -> str:
    subject = target.subject[:1].upper() + target.subject[1:]
    return f"{subject}, {target.measured}"


_NOTHING = Counted(0, 0, 0)
_NO_CASES = Share(0, 0)
_SHARES: dict[Metric, Callable[[Slice], Share]] = {
    Metric.ACCURACY: lambda found: found.right,
    Metric.PASSED: lambda found: found.passed,
    Metric.STABILITY: lambda found: found.stable,
    Metric.PRECISION: lambda found: found.score.precision if found.score else _NO_CASES,
    Metric.RECALL: lambda found: found.score.recall if found.score else _NO_CASES,
}

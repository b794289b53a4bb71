"""What a policy has to reach before it is released, and whether it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.measures.levels import ClassScore
from clausebench.domain.measures.measuring import Measures
from clausebench.domain.measures.shares import FEW, Share
from clausebench.domain.measures.slices import By, Slice


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


class TargetState(StrEnum):
    """Only ``met`` lets a release through."""

    MET = "met"
    MISSED = "missed"
    FEW = "not-enough-cases"


@dataclass(frozen=True, slots=True)
class TargetResult:
    """``value`` is what was compared with the minimum, None where there was nothing; ``n`` is
    what it is out of; ``low`` to ``high`` is the interval, None for F1, which has none."""

    target: Target
    state: TargetState
    value: float | None
    n: int
    low: float | None
    high: float | None
    sentence: str

    @property
    def is_met(self) -> bool:
        return self.state is TargetState.MET


def check_targets(targets: Iterable[Target], measures: Measures) -> tuple[TargetResult, ...]:
    """One result for each target, in the same order."""
    return tuple(_check(target, _slice_of(target, measures)) for target in targets)


def _slice_of(target: Target, measures: Measures) -> Slice | None:
    if target.by is None:
        return measures.overall
    wanted = target.name.strip().casefold()
    return next((s for s in measures.by(target.by) if s.name.casefold() == wanted), None)


def _check(target: Target, found: Slice | None) -> TargetResult:
    if found is None:
        return _too_few(target, 0, None)
    if target.metric is Metric.F1:
        return _check_f1(target, found.score)
    share = _SHARES[target.metric](found)
    if share.total < target.min_cases:
        return _too_few(target, share.total, share)
    value = share.low if target.confident else share.hits / share.total
    return _result(target, value, share.total, share)


def _check_f1(target: Target, score: ClassScore | None) -> TargetResult:
    expected = score.expected if score else 0
    if score is None or score.f1 is None or expected < target.min_cases:
        return _too_few(target, expected, None)
    return _result(target, score.f1, expected, None)


def _result(target: Target, value: float, n: int, share: Share | None) -> TargetResult:
    state = TargetState.MET if value >= target.minimum else TargetState.MISSED
    got = f"{value:.2f} (n={n})" if share is None else share.words
    asked = f"{target.minimum * 100:g} %" if share else f"{target.minimum:.2f}"
    what = "the lower end of the interval" if target.confident else target.measured
    verb = "is at least" if state is TargetState.MET else "is below"
    sentence = f"{_about(target)}: {got}; {what} {verb} {asked}."
    low, high = (share.low, share.high) if share else (None, None)
    return TargetResult(target, state, value, n, low, high, sentence)


def _too_few(target: Target, n: int, share: Share | None) -> TargetResult:
    value = share.value if share else None
    low, high = (share.low, share.high) if share else (None, None)
    needs = max(target.min_cases, 1)
    sentence = f"{_about(target)}: not enough cases, {n} of at least {needs}."
    if target.metric is Metric.STABILITY and n == 0:
        sentence += " Stability takes repeats: --repeat 5."
    return TargetResult(target, TargetState.FEW, value, n, low, high, sentence)


def _about(target: Target) -> str:
    subject = target.subject[:1].upper() + target.subject[1:]
    return f"{subject}, {target.measured}"


_NOTHING = Share(0, 0)
_SHARES: dict[Metric, Callable[[Slice], Share]] = {
    Metric.ACCURACY: lambda found: found.right,
    Metric.PASSED: lambda found: found.passed,
    Metric.STABILITY: lambda found: found.stable,
    Metric.PRECISION: lambda found: found.score.precision if found.score else _NOTHING,
    Metric.RECALL: lambda found: found.score.recall if found.score else _NOTHING,
}

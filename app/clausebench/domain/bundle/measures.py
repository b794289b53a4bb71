"""What a release says of its proof: how it was judged, how it fared, what it was to reach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from clausebench.domain.case import Outcome
from clausebench.domain.clause import Decision
from clausebench.domain.effort import Effort, Placement, Sampler
from clausebench.domain.measures.judged import JudgedCase
from clausebench.domain.measures.measuring import measure
from clausebench.domain.measures.shares import Share
from clausebench.domain.measures.slices import By
from clausebench.domain.measures.targets import (
    Counted,
    Metric,
    Target,
    TargetResult,
    TargetState,
    check,
    check_targets,
)
from clausebench.domain.verdict import VerdictStatus

_MILLION: Final = 1_000_000
_LARGEST = 2**31 - 1
_LONGEST_NAME = 500
_NO_CASES = Share(0, 0)


class EvidenceLevel(StrEnum):
    """``summary``: every verdict without its words. ``full``: reasoning and answers too."""

    NONE = "none"
    SUMMARY = "summary"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class SettingsFingerprint:
    """How the verdicts came about: everything that has to be alike to get the same again.

    ``details`` are the engine's sorted name/value pairs (weights hash, build, sampler…).
    ``stop_when_sure`` is in thousandths; 0: never.
    """

    engine: str
    name: str
    is_language_model: bool
    details: tuple[tuple[str, str], ...]
    effort: Effort
    sampler: Sampler
    seed: int
    repeats: int
    placement: Placement
    pinned_date: str | None = None
    stop_when_sure: int = 0


@dataclass(frozen=True, slots=True)
class Rate:
    """A share as a bundle writes it: ``hits`` of ``of``, and the ends of its 95 % interval in
    millionths, for programs that cannot work them out. Whole numbers read the same everywhere."""

    hits: int
    of: int
    low: int
    high: int

    @classmethod
    def written(cls, share: Share) -> Rate:
        return cls(share.hits, share.total, millionths(share.low), millionths(share.high))

    @property
    def share(self) -> Share:
        return Share(self.hits, self.of)

    @property
    def is_possible(self) -> bool:
        """Whether the interval is that of the counts, but for rounding."""
        if not 0 <= self.hits <= self.of <= _LARGEST:
            return False
        share = self.share
        return _is_near(self.low, share.low) and _is_near(self.high, share.high)


@dataclass(frozen=True, slots=True)
class KeptTarget:
    """A target and how it fared, as a bundle writes them: ``minimum``, ``low`` and ``high`` in
    millionths, the latter None for F1. ``hits`` of ``of``, out of ``n`` cases, are what
    ``state`` follows from."""

    by: By | None
    name: str
    metric: Metric
    minimum: int
    confident: bool
    min_cases: int
    state: TargetState
    hits: int
    of: int
    n: int
    low: int | None
    high: int | None

    @classmethod
    def written(cls, result: TargetResult) -> KeptTarget:
        target, counted = result.target, result.counted
        return cls(
            target.by,
            target.name,
            target.metric,
            millionths(target.minimum),
            target.confident,
            target.min_cases,
            result.state,
            counted.hits,
            counted.of,
            counted.n,
            None if result.low is None else millionths(result.low),
            None if result.high is None else millionths(result.high),
        )

    @property
    def result(self) -> TargetResult:
        """Worked out again from the counts."""
        minimum = self.minimum / _MILLION
        target = Target(self.by, self.name, self.metric, minimum, self.confident, self.min_cases)
        return check(target, Counted(self.hits, self.of, self.n))

    @property
    def is_possible(self) -> bool:
        """Whether state and interval are those of the counts."""
        is_bounded = (
            0 <= self.hits <= self.of <= _LARGEST
            and 0 <= self.n <= self.of
            and 0 <= self.minimum <= _MILLION
            and 1 <= self.min_cases <= _LARGEST
            and len(self.name) <= _LONGEST_NAME
        )
        return is_bounded and self._follows()

    def _follows(self) -> bool:
        result = self.result
        ends = ((self.low, result.low), (self.high, result.high))
        return self.state is result.state and all(
            written is None if end is None else written is not None and _is_near(written, end)
            for written, end in ends
        )


@dataclass(frozen=True, slots=True)
class MetricsSnapshot:
    """A run in numbers. ``cases`` were judged, ``unlabelled`` of them without an expectation;
    the five outcomes are about the others. ``asked_once`` had a single repeat. ``precision`` and
    ``recall`` are those of the decision violates; ``stability`` is out of the cases that were
    asked more than once."""

    run: str
    at: str
    cases: int
    passed: int
    failed: int
    wrong_clause: int
    unsteady: int
    unreadable: int
    unlabelled: int
    asked_once: int
    accuracy: Rate
    precision: Rate
    recall: Rate
    stability: Rate
    targets: tuple[KeptTarget, ...] = ()

    @property
    def results(self) -> tuple[TargetResult, ...]:
        """How each target fared."""
        return tuple(target.result for target in self.targets)

    def missed(self) -> tuple[TargetResult, ...]:
        """Targets that were not reached. One with too few cases to measure is not reached."""
        return tuple(result for result in self.results if not result.is_met)

    @property
    def is_possible(self) -> bool:
        """Whether the numbers agree with each other."""
        rates = (self.accuracy, self.precision, self.recall, self.stability)
        counts = (self.passed, self.failed, self.wrong_clause, self.unsteady, self.unreadable)
        return (
            all(rate.is_possible for rate in rates)
            and all(target.is_possible for target in self.targets)
            and min(*counts, self.unlabelled, self.asked_once) >= 0
            and sum(counts) + self.unlabelled == self.cases
            and self.asked_once <= self.cases <= _LARGEST
        )


def snapshot_of(
    run: str, at: str, cases: Sequence[JudgedCase], targets: Iterable[Target]
) -> MetricsSnapshot:
    """``run`` is its id, ``at`` when it ended."""
    found = measure(cases)
    outcomes = dict(found.outcomes)
    score = found.overall.score
    return MetricsSnapshot(
        run=run,
        at=at,
        cases=len(cases),
        passed=outcomes.get(Outcome.PASSED, 0),
        failed=outcomes.get(Outcome.FAILED, 0),
        wrong_clause=outcomes.get(Outcome.WRONG_CLAUSE, 0),
        unsteady=outcomes.get(Outcome.UNSTEADY, 0),
        unreadable=outcomes.get(Outcome.UNREADABLE, 0),
        unlabelled=len(found.unlabelled),
        asked_once=sum(case.repeats == 1 for case in cases),
        accuracy=Rate.written(found.overall.right),
        precision=Rate.written(score.precision if score else _NO_CASES),
        recall=Rate.written(score.recall if score else _NO_CASES),
        stability=Rate.written(found.overall.stable),
        targets=tuple(map(KeptTarget.written, check_targets(targets, found))),
    )


def millionths(value: float) -> int:
    return round(value * _MILLION)


def _is_near(written: int, value: float) -> bool:
    """Machines may round the last place otherwise."""
    return abs(written - millionths(value)) <= 1


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One verdict. The hashes say whether an answer was the same to the letter, also where the
    words themselves stay at home. ``confidence`` is in thousandths."""

    case: str
    repeat: int
    effort: Effort
    status: VerdictStatus
    decision: Decision | None
    label: str | None
    clauses: tuple[str, ...]
    confidence: int | None
    reasoning_sha256: str
    final_sha256: str
    reasoning: str = ""
    final: str = ""

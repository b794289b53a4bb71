"""What a release says of its proof: how it was judged, how it fared, what it was to reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.clause import Decision
from clausebench.domain.effort import Effort, Placement, Sampler
from clausebench.domain.verdict import VerdictStatus


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
    """``hits`` of ``of``; whole numbers, so that it reads the same everywhere."""

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """None of nothing."""
        return self.hits / self.of if self.of else None

    @property
    def words(self) -> str:
        return f"{self.hits / self.of:.1%} ({self.hits} of {self.of})" if self.of else "no cases"


@dataclass(frozen=True, slots=True)
class Target:
    """What was to be reached: ``measure`` is precision, recall or passed; per thousand."""

    measure: str
    least: int


@dataclass(frozen=True, slots=True)
class MetricsSnapshot:
    """A run in numbers. ``violates`` is the positive class."""

    run: str
    at: str
    cases: int
    passed: int
    failed: int
    wrong_clause: int
    unsteady: int
    unreadable: int
    unlabelled: int
    precision: Rate
    recall: Rate
    targets: tuple[Target, ...] = ()

    def missed(self) -> tuple[Target, ...]:
        """Targets that were not reached. One without cases to measure with is not reached."""
        return tuple(t for t in self.targets if not self._reaches(t))

    def _reaches(self, target: Target) -> bool:
        rates = {
            "precision": self.precision,
            "recall": self.recall,
            "passed": Rate(self.passed, self.cases - self.unlabelled),
        }
        rate = rates.get(target.measure)
        return rate is not None and rate.of > 0 and rate.hits * 1000 >= target.least * rate.of


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One verdict. The hashes say whether an answer was the same to the letter, also where the
    words themselves stay at home. ``confidence`` is in thousandths."""

    case: str
    repeat: int
    status: VerdictStatus
    decision: Decision | None
    label: str | None
    clauses: tuple[str, ...]
    confidence: int | None
    reasoning_sha256: str
    final_sha256: str
    reasoning: str = ""
    final: str = ""


def rates(pairs: Sequence[tuple[Decision | None, Decision | None]]) -> tuple[Rate, Rate]:
    """Precision and recall of (expected, decided), over cases that expect violates or allowed."""
    counted = [(e, d) for e, d in pairs if e in (Decision.VIOLATES, Decision.ALLOWED)]
    hits = sum(1 for e, d in counted if e is d is Decision.VIOLATES)
    flagged = sum(1 for _, d in counted if d is Decision.VIOLATES)
    violating = sum(1 for e, _ in counted if e is Decision.VIOLATES)
    return Rate(hits, flagged), Rate(hits, violating)

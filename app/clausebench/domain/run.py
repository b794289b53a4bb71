"""Runs: one policy version, some cases, one engine; and the verdicts they left."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.case import Expectation
from clausebench.domain.effort import Effort, Placement, Sampler
from clausebench.domain.verdict import Fingerprint, Verdict


class RunKind(StrEnum):
    """``single``: one content judged while writing. ``suite``: the cases of a policy."""

    SINGLE = "single"
    SUITE = "suite"


class RunStatus(StrEnum):
    """``interrupted`` runs were found running when the workspace opened. They, and those that were
    paused, stopped or failed, can go on."""

    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    PAUSED = "paused"
    INTERRUPTED = "interrupted"
    FAILED = "failed"

    @property
    def can_go_on(self) -> bool:
        return self not in (RunStatus.RUNNING, RunStatus.FINISHED)


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How a run asks: everything that can change a verdict besides policy, case and engine.

    ``most_repeats``: cases in doubt are asked more than ``repeats`` times, up to so many (0: none
    is). ``careful_effort``: severe cases, and those still in doubt, are asked with this effort.
    ``reuses``: where the same was asked before, that answer is taken over; never when a case is
    asked more than once, for repeats have to be independent.
    """

    effort: Effort = Effort.MEDIUM
    sampler: Sampler = Sampler.PUBLISHED
    seed: int = 0
    repeats: int = 1
    placement: Placement = Placement.HARMONY
    pinned_date: str | None = None
    stop_when_sure: float = 0.0
    most_repeats: int = 0
    careful_effort: Effort | None = None
    reuses: bool = False

    @property
    def asks_once(self) -> bool:
        """Whether every case has one verdict, whatever comes of it."""
        return self.repeats == 1 and not self.most_repeats and self.careful_effort is None


@dataclass(frozen=True, slots=True)
class Run:
    """A run as stored. ``policy_name`` and ``policy_text`` are those of its time."""

    id: str
    kind: RunKind
    policy_id: str | None
    policy_name: str
    policy_hash: str
    version_number: int | None
    engine: Fingerprint
    settings: RunSettings
    status: RunStatus
    started_at: str
    finished_at: str | None
    planned: int
    judged: int = 0


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """A verdict with the place it holds in history. ``reused_from`` is the id of the verdict that
    was taken over instead of asking the same thing again."""

    id: str
    run_id: str
    case_id: str | None
    case_name: str | None
    repeat: int
    policy_hash: str
    policy_text: str
    policy_name: str
    content: str
    expected: Expectation
    verdict: Verdict
    at: str
    reused_from: str | None = None

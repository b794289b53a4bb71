"""What a run of a suite says while it happens."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.domain.case import Case, Outcome
from clausebench.domain.judging import EngineEvent
from clausebench.domain.metrics import Summary
from clausebench.domain.run import Run, StoredVerdict


@dataclass(frozen=True, slots=True)
class RunStarted:
    """The run has its place in history. ``earlier`` are the verdicts of a run that goes on."""

    run: Run
    earlier: tuple[StoredVerdict, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseStarted:
    """The ``index``-th of ``total`` begins; counts from 1, repeats counted as cases."""

    case: Case
    index: int
    total: int


@dataclass(frozen=True, slots=True)
class CaseJudged:
    """The ``index``-th verdict is kept. ``total`` grows where cases in doubt are asked again.
    ``seconds_left`` is estimated from the third on."""

    case: Case
    stored: StoredVerdict
    outcome: Outcome
    index: int
    total: int
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class RunFinished:
    """The last event. A cancelled run's summary counts what was judged."""

    run: Run
    summary: Summary


SuiteEvent = EngineEvent | RunStarted | CaseStarted | CaseJudged | RunFinished

"""How long a verdict takes here, going by the runs there were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from clausebench.domain.effort import Effort
from clausebench.domain.run import Run, RunKind, RunStatus
from clausebench.domain.verdict import Fingerprint

_TELLING = 3
"""A run of fewer verdicts says little about the pace."""


def paces(runs: Sequence[Run], engine: Fingerprint) -> dict[Effort, float]:
    """Seconds per verdict by effort, from the newest whole run of each. ``runs`` newest first.

    Several contents are judged at once where the engine can, so this is no verdict's own time.
    """
    found: dict[Effort, float] = {}
    for run in reversed(runs):
        is_whole = run.kind is RunKind.SUITE and run.status is RunStatus.FINISHED
        if not is_whole or run.engine != engine or run.judged < _TELLING or run.settings.reuses:
            continue
        seconds = _between(run.started_at, run.finished_at)
        if seconds:
            found[run.settings.effort] = seconds / run.judged
    return found


def _between(start: str, end: str | None) -> float:
    if end is None:
        return 0.0
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds()

"""Compare measured confidence with what the writer expected, over the whole history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausebench.domain.calibration import Reliability, Scored, reliability, score
from clausebench.domain.effort import Effort
from clausebench.domain.run import Run
from clausebench.services.history import History


@dataclass(frozen=True, slots=True)
class Calibration:
    """Of one engine at one effort. ``curve`` maps confidence to the share that was right, as
    pairs that never fall (isotonic regression); empty where ``reliability`` says what is
    missing."""

    engine: str
    effort: Effort
    reliability: Reliability
    curve: tuple[tuple[float, float], ...]


def calibrate(history: History, runs: Iterable[Run]) -> tuple[Calibration, ...]:
    """One for each engine and effort in ``runs``, the largest first."""
    groups: dict[tuple[str, Effort], list[Scored]] = {}
    for run in runs:
        for stored in history.verdicts(run.id):
            scored = score(stored.expected, stored.verdict)
            if scored is not None:
                key = stored.verdict.engine.name, stored.verdict.effort
                groups.setdefault(key, []).append(scored)
    found = [_of(engine, effort, rows) for (engine, effort), rows in groups.items()]
    return tuple(sorted(found, key=lambda c: -c.reliability.count))


def _of(engine: str, effort: Effort, rows: Sequence[Scored]) -> Calibration:
    known = reliability(rows)
    return Calibration(engine, effort, known, () if known.missing else _isotonic(rows))


def _isotonic(rows: Sequence[Scored]) -> tuple[tuple[float, float], ...]:
    from sklearn.isotonic import IsotonicRegression

    model = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip")
    model.fit([row.confidence for row in rows], [float(row.is_right) for row in rows])
    pairs = zip(model.X_thresholds_, model.y_thresholds_, strict=True)
    return tuple((float(x), float(y)) for x, y in pairs)

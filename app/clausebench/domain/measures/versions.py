"""A policy over its versions: how right, how steady, and which cases changed when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from clausebench.domain.case import Outcome
from clausebench.domain.measures.judged import JudgedCase
from clausebench.domain.measures.levels import ClassScore
from clausebench.domain.measures.measuring import measure
from clausebench.domain.measures.slices import Slice
from clausebench.domain.run import Run


@dataclass(frozen=True, slots=True)
class VersionRun:
    """The run that stands for a version. ``name`` is short (``v3``), ``reason`` is why the
    version was made."""

    name: str
    reason: str
    run: Run
    cases: tuple[JudgedCase, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One version in numbers. ``doubts`` say what else changed since the version before, in
    sentences: a difference may come from that."""

    name: str
    reason: str
    run_id: str
    at: str
    engine: str
    effort: str
    overall: Slice
    violates: ClassScore
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A case over the versions; None where it was not judged."""

    case: str
    outcomes: tuple[Outcome | None, ...]

    @property
    def changes(self) -> int:
        """How often it went from one outcome to another, over the versions that judged it."""
        known = [outcome for outcome in self.outcomes if outcome is not None]
        return sum(a is not b for a, b in pairwise(known))


def trend(versions: Sequence[VersionRun]) -> tuple[Point, ...]:
    """In the order given, which is the versions' own."""
    points = []
    former: VersionRun | None = None
    for version in versions:
        found = measure(version.cases)
        doubts = tuple(_doubts(former, version)) if former else ()
        run = version.run
        points.append(
            Point(
                version.name,
                version.reason,
                run.id,
                run.started_at,
                run.engine.name,
                run.settings.effort,
                found.overall,
                found.violates,
                doubts,
            )
        )
        former = version
    return tuple(points)


def heat(versions: Sequence[VersionRun]) -> tuple[HeatRow, ...]:
    """Those that changed most come first, then in the order of the newest version."""
    outcomes = [{case.name: case.outcome for case in version.cases} for version in versions]
    names = dict.fromkeys(name for version in reversed(outcomes) for name in version)
    rows = [HeatRow(name, tuple(version.get(name) for version in outcomes)) for name in names]
    return tuple(sorted(rows, key=lambda row: -row.changes))


def _doubts(before: VersionRun, after: VersionRun) -> Iterator[str]:
    if before.run.engine != after.run.engine:
        yield f"Judged by {after.run.engine.name}, set up otherwise than for {before.name}."
    was, now = before.run.settings.effort, after.run.settings.effort
    if was is not now:
        yield f"Judged at effort {now}, {before.name} at {was}."
    old, new = _contents(before.cases), _contents(after.cases)
    if old != new:
        same = sum(new.get(name) == content for name, content in old.items())
        yield f"{same} of {len(new)} cases are the same as for {before.name}."


def _contents(cases: Sequence[JudgedCase]) -> Mapping[str, tuple[object, ...]]:
    return {case.name: (case.content_hash, case.expected) for case in cases}

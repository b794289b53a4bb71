"""The way of a policy version from draft to approved, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.bundle.commenting import CommentThread
from clausebench.domain.bundle.measures import EvidenceRow
from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Split
from clausebench.domain.clause import Decision
from clausebench.domain.metrics import majority

_SHOWN = 3


class ObstacleKind(StrEnum):
    """Why a version should not be approved yet."""

    UNTESTED = "untested"
    TARGET = "target"
    UNSTEADY = "unsteady"
    LOCKED = "locked"
    FINDING = "finding"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """``sentence`` says what is in the way, for people."""

    kind: ObstacleKind
    sentence: str


def obstacles(
    release: Release, findings: Sequence[str], comments: Sequence[CommentThread] = ()
) -> tuple[Obstacle, ...]:
    """What is in the way of approving; ``findings`` are what auditors found of weight,
    ``comments`` what reviewers said about any version.

    The proof has to be about this very text, on all its cases, with targets reached, repeats
    that agree where they must, and every locked case right; and reviewers have an answer.
    """
    return tuple(
        Obstacle(kind, sentence)
        for kind, sentence in (
            *_proof(release),
            *_locked(release),
            *_findings(findings),
            *_comments(comments),
        )
    )


def _proof(release: Release) -> Iterator[tuple[ObstacleKind, str]]:
    metrics = release.metrics
    if metrics is None:
        yield ObstacleKind.UNTESTED, "This version was never tested on its cases."
        return
    left = len(release.cases) - metrics.cases
    if left > 0:
        yield ObstacleKind.UNTESTED, f"{left} of {len(release.cases)} cases were not judged."
    rates = {"precision": metrics.precision.words, "recall": metrics.recall.words}
    for target in metrics.missed():
        reached = rates.get(target.measure, f"{metrics.passed} passed")
        least = f"{target.least / 10:g} %"
        yield ObstacleKind.TARGET, f"{target.measure} is {reached}; it was to be {least}."
    if metrics.unsteady or metrics.unreadable:
        told = f"{metrics.unsteady} cases are unsteady where they must be stable, "
        told += f"{metrics.unreadable} have no readable answer."
        yield ObstacleKind.UNSTEADY, told


def _locked(release: Release) -> Iterator[tuple[ObstacleKind, str]]:
    if not release.verdicts:
        return
    decided = decisions(release.verdicts)
    wrong = [
        case.name
        for case in release.cases
        if case.split is Split.LOCKED
        and case.expected.decision is not None
        and decided.get(case.name) is not case.expected.decision
    ]
    if wrong:
        told = ", ".join(wrong[:_SHOWN]) + (" and more" if len(wrong) > _SHOWN else "")
        yield ObstacleKind.LOCKED, f"{len(wrong)} locked cases are decided otherwise: {told}."


def _findings(findings: Sequence[str]) -> Iterator[tuple[ObstacleKind, str]]:
    for finding in findings[:_SHOWN]:
        yield ObstacleKind.FINDING, finding
    if len(findings) > _SHOWN:
        yield ObstacleKind.FINDING, f"Auditors found {len(findings) - _SHOWN} more things."


def _comments(comments: Sequence[CommentThread]) -> Iterator[tuple[ObstacleKind, str]]:
    waiting = [thread.comment for thread in comments if thread.is_open]
    if not waiting:
        return
    told = ", ".join(f"{comment.about} ({comment.who})" for comment in waiting[:_SHOWN])
    more = " and more" if len(waiting) > _SHOWN else ""
    what = "1 comment" if len(waiting) == 1 else f"{len(waiting)} comments"
    verb = "is" if len(waiting) == 1 else "are"
    yield ObstacleKind.COMMENT, f"{what} of reviewers {verb} not answered: {told}{more}."


def decisions(rows: Sequence[EvidenceRow]) -> dict[str, Decision | None]:
    """By case: what the majority of its repeats decides; None without one."""
    grouped: dict[str, list[Decision | None]] = {}
    for row in rows:
        grouped.setdefault(row.case, []).append(row.decision)
    return {case: majority(found)[0] for case, found in grouped.items()}

"""The way of a policy version from draft to approved, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.ambiguity import Doubt
from clausebench.domain.bundle.commenting import CommentThread
from clausebench.domain.bundle.measures import EvidenceRow, MetricsSnapshot
from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Case, Expectation, Outcome, Split
from clausebench.domain.clause import Decision
from clausebench.domain.measures import By
from clausebench.domain.measures.shares import percent
from clausebench.domain.repeats import collapse_verdicts

_SHOWN = 3
_WAVERS = 0.1
"""Share of a clause's cases that waver, at the lower end of its interval, from which on the
wording stands in the way."""


class ObstacleKind(StrEnum):
    """Why a version should not be approved yet."""

    UNTESTED = "untested"
    ENGINE = "engine"
    TARGET = "target"
    UNSTEADY = "unsteady"
    UNREADABLE = "unreadable"
    ASKED_ONCE = "asked-once"
    LOCKED = "locked"
    AMBIGUOUS = "ambiguous"
    FINDING = "finding"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """``sentence`` says what is in the way, ``remedy`` what to do about it, for people."""

    kind: ObstacleKind
    sentence: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What an auditor found of weight, and what to do about it."""

    sentence: str
    remedy: str = ""


Found = Iterator[Obstacle]


def obstacles(
    release: Release,
    remarks: Sequence[Remark] = (),
    doubts: Sequence[Doubt] = (),
    comments: Sequence[CommentThread] = (),
) -> tuple[Obstacle, ...]:
    """What is in the way of approving; ``doubts`` are clauses that are read in several ways,
    ``comments`` what reviewers said about any version.

    The proof has to be about this very text, on all its cases, by a language model that was asked
    more than once, with targets reached, repeats that agree where they must, and every locked
    case passed; and reviewers have an answer.
    """
    return (
        *_proof(release),
        *_locked(release),
        *_ambiguous(doubts),
        *_remarks(remarks),
        *_comments(comments),
    )


def _proof(release: Release) -> Found:
    metrics = release.metrics
    if metrics is None:
        yield Obstacle(
            ObstacleKind.UNTESTED,
            "This version was never tested on its cases.",
            f"Run them: {_command(release)}.",
        )
        return
    left = len(release.cases) - metrics.cases
    if left > 0:
        yield Obstacle(
            ObstacleKind.UNTESTED,
            f"{left} of {len(release.cases)} cases were not judged in the newest run.",
            f"Run them all together: {_command(release)}.",
        )
    yield from _judge(release, metrics)
    for result in metrics.missed():
        remedy = "Change the words or the cases until it is met; a lower target is a decision, too."
        yield Obstacle(ObstacleKind.TARGET, result.sentence, remedy)
    yield from _steadiness(metrics)


def _judge(release: Release, metrics: MetricsSnapshot) -> Found:
    settings = release.settings
    if settings is None or not settings.is_language_model:
        name = settings.name if settings else "something unknown"
        yield Obstacle(
            ObstacleKind.ENGINE,
            f"The cases were judged by {name}, which is no language model: that proves nothing "
            "about one.",
            f"Judge them with weights or a server: {_command(release)} --weights FILE.",
        )
    elif metrics.asked_once:
        yield Obstacle(
            ObstacleKind.ASKED_ONCE,
            f"{metrics.asked_once} of {metrics.cases} cases were asked only once; one answer is "
            "a sample, no verdict.",
            f"Ask more often: {_command(release)}.",
        )


def _steadiness(metrics: MetricsSnapshot) -> Found:
    if metrics.unsteady:
        yield Obstacle(
            ObstacleKind.UNSTEADY,
            f"{_cases(metrics.unsteady)} not decided the same each time, and must be.",
            "Make the words plainer that they rest on (Wording shows which), or let them vary.",
        )
    if metrics.unreadable:
        yield Obstacle(
            ObstacleKind.UNREADABLE,
            f"{_cases(metrics.unreadable)} without a readable answer.",
            "Look at what was answered in History; the policy may ask for another form of answer.",
        )


def _locked(release: Release) -> Found:
    locked = [case for case in release.cases if case.split is Split.LOCKED]
    if not locked and _promises_locked(release):
        yield Obstacle(
            ObstacleKind.LOCKED,
            "A target is about locked cases, and no case is locked.",
            "Lock cases that the words were not tuned on (split = locked), and run them.",
        )
    if release.metrics is None:
        return
    rows = _by_case(release.verdicts)
    missing = [case.name for case in locked if case.name not in rows]
    if missing:
        yield Obstacle(
            ObstacleKind.LOCKED,
            f"{_number(missing, 'locked case')} not judged: {_told(missing)}.",
            f"The newest run has to take them along: {_command(release)}.",
        )
    failed = [case.name for case in locked if _fails(case, rows.get(case.name, []))]
    if failed:
        yield Obstacle(
            ObstacleKind.LOCKED,
            f"{_number(failed, 'locked case')} not passed: {_told(failed)}.",
            "Change what is wrong in general; words made for these cases make them worthless.",
        )


def _promises_locked(release: Release) -> bool:
    kept = release.metrics.targets if release.metrics else ()
    return any(t.by is By.SPLIT and t.name.casefold() == Split.LOCKED for t in kept)


def _fails(case: Case, rows: Sequence[EvidenceRow]) -> bool:
    if not rows or case.expected.is_nothing:
        return False
    return collapse_verdicts(case.expected, rows).outcome is not Outcome.PASSED


def _ambiguous(doubts: Sequence[Doubt]) -> Found:
    for doubt in doubts:
        if doubt.has_evidence and doubt.low >= _WAVERS:
            yield Obstacle(
                ObstacleKind.AMBIGUOUS,
                f"{doubt.clause} is read in several ways: {doubt.unsteady} of {doubt.cases} cases "
                f"that name it waver (at least {percent(doubt.low)}).",
                "Say what it leaves open; Wording shows the cases and their reasonings.",
            )


def _remarks(remarks: Sequence[Remark]) -> Found:
    for remark in remarks[:_SHOWN]:
        yield Obstacle(ObstacleKind.FINDING, remark.sentence, remark.remedy)
    if len(remarks) > _SHOWN:
        more = f"Auditors found {len(remarks) - _SHOWN} more things."
        yield Obstacle(ObstacleKind.FINDING, more, "See them all: clausebench lint.")


def _command(release: Release) -> str:
    return f'clausebench test "{release.title}" --all-cases --repeat 5'


def _cases(count: int) -> str:
    return "1 case is" if count == 1 else f"{count} cases are"


def _number(names: Sequence[str], what: str) -> str:
    return f"1 {what} was" if len(names) == 1 else f"{len(names)} {what}s were"


def _told(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (" and more" if len(names) > _SHOWN else "")


def _comments(comments: Sequence[CommentThread]) -> Found:
    waiting = [thread.comment for thread in comments if thread.is_open]
    if not waiting:
        return
    told = ", ".join(f"{comment.about} ({comment.who})" for comment in waiting[:_SHOWN])
    more = " and more" if len(waiting) > _SHOWN else ""
    what = "1 comment" if len(waiting) == 1 else f"{len(waiting)} comments"
    verb = "is" if len(waiting) == 1 else "are"
    yield Obstacle(
        ObstacleKind.COMMENT,
        f"{what} of reviewers {verb} not answered: {told}{more}.",
        "Change what they are about, or say why not: clausebench comments.",
    )


def decisions(rows: Sequence[EvidenceRow]) -> dict[str, Decision | None]:
    """By case: what the majority of its repeats decides; None without one."""
    return {
        name: collapse_verdicts(Expectation(), found).decision
        for name, found in _by_case(rows).items()
    }


def _by_case(rows: Sequence[EvidenceRow]) -> dict[str, list[EvidenceRow]]:
    grouped: dict[str, list[EvidenceRow]] = {}
    for row in rows:
        grouped.setdefault(row.case, []).append(row)
    return grouped

"""What Release mode says, and where each thing is put right."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.domain.bundle.approval import Approval, Stage
from clausebench.domain.bundle.changes import ClauseChangeKind
from clausebench.domain.bundle.measures import SettingsFingerprint
from clausebench.domain.bundle.release import Release
from clausebench.domain.bundle.stages import ObstacleKind
from clausebench.services.approving import StageReport
from clausebench.ui.roles import Role

STAGE_WORDS = {
    Stage.DRAFT: "Draft",
    Stage.REVIEW: "In review",
    Stage.APPROVED: "Approved",
}

STEP_WORDS = {
    Stage.DRAFT: "Back to draft",
    Stage.REVIEW: "Sent to review",
    Stage.APPROVED: "Approved",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an obstacle is put right: a command, and the button's words."""

    title: str
    icon: str
    command: str
    action: str


PLACES = {
    ObstacleKind.UNTESTED: Place("Not tested", "play-all", "mode.test", "Go to Test"),
    ObstacleKind.TARGET: Place("Target missed", "report", "test.measures", "See the numbers"),
    ObstacleKind.UNSTEADY: Place("Unsteady", "flip", "mode.test", "Go to Test"),
    ObstacleKind.LOCKED: Place("Locked cases", "lock", "mode.test", "Go to Test"),
    ObstacleKind.COMMENT: Place("Comments", "note", "release.comments", "Read them"),
    ObstacleKind.FINDING: Place("Wording", "warning", "mode.write", "Go to Write"),
}

CHANGE_LOOKS = {
    ClauseChangeKind.ADDED: ("plus", Role.DIFF_ADDED, "Added"),
    ClauseChangeKind.REMOVED: ("minus", Role.DIFF_REMOVED, "Taken out"),
    ClauseChangeKind.REWORDED: ("replace", Role.LINK, "Reworded"),
    ClauseChangeKind.MOVED: ("chevron-right", Role.TEXT_MUTED, "Moved"),
}


def standing_words(report: StageReport) -> str:
    """Where the version stands, in one or two sentences."""
    number = report.version.number
    count = len(report.obstacles)
    if report.stage is Stage.APPROVED:
        last = report.steps[-1]
        told = f"Version {number} was approved by {last.who}."
        return f"{told} It can be exported." if not last.override else f"{told} Past obstacles."
    if not count:
        way = "Nothing stands in the way of approving it."
    else:
        things = "One thing stands" if count == 1 else f"{count} things stand"
        way = f"{things} in the way of approving it."
    return f"Version {number} is {_IS[report.stage]}. {way}"


_IS = {Stage.DRAFT: "a draft", Stage.REVIEW: "in review", Stage.APPROVED: "approved"}


def next_stage(stage: Stage) -> Stage | None:
    """The step that goes on; None when it is approved."""
    return {Stage.DRAFT: Stage.REVIEW, Stage.REVIEW: Stage.APPROVED}.get(stage)


def step_words(step: Approval) -> str:
    """One step, for screen readers and the list."""
    return f"{STEP_WORDS[step.stage]} by {step.who}: {step.reason}"


def number_lines(release: Release) -> list[tuple[str, str]]:
    """The proof in lines, n beside every number."""
    metrics = release.metrics
    if metrics is None:
        return []
    expecting = metrics.cases - metrics.unlabelled
    return [
        ("Cases judged", f"{metrics.cases:,} of {len(release.cases):,}"),
        ("As expected", f"{metrics.passed:,} of {expecting:,}"),
        ("Precision", metrics.precision.words),
        ("Recall", metrics.recall.words),
        ("Right, by the wrong clause", f"{metrics.wrong_clause:,}"),
        ("Unsteady", f"{metrics.unsteady:,}"),
        ("Unreadable", f"{metrics.unreadable:,}"),
    ]


def settings_lines(settings: SettingsFingerprint) -> list[tuple[str, str]]:
    """How the verdicts came about."""
    what = "" if settings.is_language_model else ", which is no language model"
    return [
        ("Engine", f"{settings.name}{what}"),
        ("Effort", settings.effort.value),
        ("Repeats of each case", str(settings.repeats)),
        ("Sampler", settings.sampler.value),
        *((name, value) for name, value in settings.details),
    ]

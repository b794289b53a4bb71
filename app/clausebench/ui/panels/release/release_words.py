"""What Release mode says, and where each thing is put right."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.domain.bundle.approval import Approval, Stage
from clausebench.domain.bundle.changes import ClauseChangeKind
from clausebench.domain.bundle.measures import MetricsSnapshot, SettingsFingerprint
from clausebench.domain.bundle.stages import Obstacle, ObstacleKind
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
    """Where an obstacle is put right: a command, and the button's words. ``remedy`` says how;
    empty: the obstacle itself does."""

    title: str
    icon: str
    command: str
    action: str
    remedy: str = ""


_RUN = ("mode.test", "Go to Test")

PLACES = {
    ObstacleKind.UNTESTED: Place(
        "Not tested", "play-all", *_RUN, "Run all cases in Test, each more than once."
    ),
    ObstacleKind.ENGINE: Place(
        "No language model", "models", "mode.models", "Go to Models",
        "Get the weights in Models, then run all cases again in Test.",
    ),
    ObstacleKind.TARGET: Place("Target missed", "report", "test.measures", "See the numbers"),
    ObstacleKind.UNSTEADY: Place("Unsteady", "flip", "wording.inbox", "Go to Wording"),
    ObstacleKind.UNREADABLE: Place("Unreadable answers", "unreadable", "mode.history",
                                   "Go to History"),
    ObstacleKind.ASKED_ONCE: Place(
        "Asked only once", "play-all", *_RUN, "Run all cases again in Test, with repeats."
    ),
    ObstacleKind.LOCKED: Place(
        "Locked cases", "lock", *_RUN,
        "Run the locked cases, too. Words made for these very cases would make them worthless.",
    ),
    ObstacleKind.AMBIGUOUS: Place("Ambiguous", "what-if", "wording.inbox", "Go to Wording"),
    ObstacleKind.FINDING: Place("Wording", "warning", "mode.write", "Go to Write"),
    ObstacleKind.COMMENT: Place(
        "Comments", "note", "release.comments", "Read them",
        "Change what they are about, or say why not.",
    ),
}  # fmt: skip


def remedy_words(obstacle: Obstacle) -> str:
    """What to do about it in the window."""
    return PLACES[obstacle.kind].remedy or obstacle.remedy


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


def number_lines(metrics: MetricsSnapshot, cases: int) -> list[tuple[str, str]]:
    """The proof in lines, n beside every number, its 95 % interval behind it."""
    stable = metrics.stability.share.words if metrics.stability.of else "each was asked once"
    return [
        ("Cases judged", f"{metrics.cases:,} of {cases:,}"),
        ("As expected", metrics.accuracy.share.words),
        ("Stable", stable),
        ("Precision", metrics.precision.share.words),
        ("Recall", metrics.recall.share.words),
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
        *((name.replace("_", " ").capitalize(), value) for name, value in settings.details),
    ]

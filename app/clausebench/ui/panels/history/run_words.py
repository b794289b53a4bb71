"""Runs in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from clausebench.domain.case import Outcome, outcome
from clausebench.domain.effort import Placement, Sampler
from clausebench.domain.run import Run, RunKind, RunStatus, StoredVerdict
from clausebench.domain.verdict import VerdictStatus
from clausebench.ui.roles import Role
from clausebench.ui.verdict_chip import ChipLook, verdict_look

SAMPLER_WORDS = {
    Sampler.PUBLISHED: "as published (temperature 1)",
    Sampler.REPEATABLE: "repeatable (greedy)",
}
PLACEMENT_WORDS = {
    Placement.HARMONY: "developer message",
    Placement.TEMPLATE: "developer message, as the Hugging Face template",
    Placement.SYSTEM: "system message",
}

_STATUS_LOOKS = {
    RunStatus.RUNNING: ChipLook("running", "Running", Role.LINK),
    RunStatus.FINISHED: ChipLook("check", "Finished", Role.VERDICT_ALLOWED),
    RunStatus.CANCELLED: ChipLook("stop", "Stopped", Role.VERDICT_UNREADABLE),
    RunStatus.PAUSED: ChipLook("half", "Paused", Role.VERDICT_ESCALATE),
    RunStatus.INTERRUPTED: ChipLook("warning", "Interrupted", Role.VERDICT_ESCALATE),
    RunStatus.FAILED: ChipLook("error", "Failed", Role.VERDICT_VIOLATES),
}
_ENDINGS = {
    RunStatus.RUNNING: "{judged} of {planned} so far",
    RunStatus.FINISHED: "",
    RunStatus.CANCELLED: "stopped after {judged} of {planned}",
    RunStatus.PAUSED: "paused after {judged} of {planned}",
    RunStatus.INTERRUPTED: "the program ended after {judged} of {planned}",
    RunStatus.FAILED: "failed after {judged} of {planned}",
}


def status_look(status: RunStatus) -> ChipLook:
    """How a run ended, as shape, word and colour."""
    return _STATUS_LOOKS[status]


def ending_words(run: Run, tallied: Tally | None = None) -> str:
    """``stopped after 12 of 24``; empty for a run that is whole."""
    judged = run.judged if tallied is None else tallied.outcomes.total()
    return _ENDINGS[run.status].format(judged=f"{judged:,}", planned=f"{run.planned:,}")


def run_title(run: Run) -> str:
    return "Test run" if run.kind is RunKind.SUITE else "Sample"


def wording_words(run: Run) -> str:
    """Which wording of the policy a run judged under."""
    return f"version {run.version_number}" if run.version_number else "a draft"


@dataclass(frozen=True, slots=True)
class Tally:
    """What a run came to. ``first`` is its only verdict, if there is but one."""

    outcomes: Counter[Outcome]
    first: StoredVerdict | None = None

    @property
    def look(self) -> ChipLook | None:
        return verdict_look(self.first.verdict) if self.first else None


def tally(verdicts: Sequence[StoredVerdict]) -> Tally:
    """Count by what was expected at the time. A judgement that was stopped came to nothing."""
    whole = [v for v in verdicts if v.verdict.status is not VerdictStatus.CANCELLED]
    outcomes = Counter(outcome(v.expected, v.verdict) for v in whole)
    return Tally(outcomes, verdicts[0] if len(verdicts) == 1 else None)


def tally_words(tallied: Tally) -> str:
    """``18 passed, 3 failed, 1 wrong clause``; a single verdict is said in full."""
    if tallied.first is not None:
        verdict = tallied.first.verdict
        words = verdict_look(verdict).word
        return f"{words}, {', '.join(verdict.clauses)}" if verdict.clauses else words
    parts = ((tallied.outcomes[kind], word) for kind, word in _OUTCOME_WORDS.items())
    return ", ".join(f"{count:,} {word}" for count, word in parts if count)


def verdicts_words(run: Run) -> str:
    """``29 test cases``, ``29 test cases, 3 times``, ``3 verdicts``."""
    if run.kind is RunKind.SINGLE:
        return "1 verdict" if run.planned == 1 else f"{run.planned:,} verdicts"
    cases, repeats = run.planned // run.settings.repeats, run.settings.repeats
    words = "1 test case" if cases == 1 else f"{cases:,} test cases"
    return words if repeats == 1 else f"{words}, {repeats} times"


_OUTCOME_WORDS = {
    Outcome.PASSED: "passed",
    Outcome.FAILED: "failed",
    Outcome.WRONG_CLAUSE: "wrong clause",
    Outcome.UNSTEADY: "unsteady",
    Outcome.UNREADABLE: "unreadable",
    Outcome.UNLABELLED: "without expectation",
}

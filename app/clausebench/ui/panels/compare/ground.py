"""What can be compared for a policy. Reading it runs on the store lane."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.domain.case import Case, Split
from clausebench.domain.effort import Effort
from clausebench.domain.run import Run, RunKind, RunSettings
from clausebench.services.confronting import Contender
from clausebench.services.desk import Desk
from clausebench.services.library import OpenPolicy
from clausebench.ui.text.clock_words import clock_words
from clausebench.ui.text.showable import one_line

_RUNS = 20
"""Runs of the past that are offered; older ones are found in History."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What may stand on a side: a wording, or a run of the past (``run_id``). ``key`` keeps the
    choice when the list is read again."""

    key: str
    title: str
    text: str = ""
    run_id: str = ""

    @property
    def is_run(self) -> bool:
        return bool(self.run_id)

    def contender(self, settings: RunSettings) -> Contender:
        """The side as the service takes it."""
        return Contender(self.title, self.run_id, self.text, settings)


@dataclass(frozen=True, slots=True)
class Ground:
    """A policy's wordings, newest first, then its runs, newest first."""

    opened: OpenPolicy
    cases: tuple[Case, ...]
    choices: tuple[Choice, ...]

    @property
    def policy_id(self) -> str:
        return self.opened.policy.id


def read_ground(desk: Desk, policy_id: str) -> Ground | None:
    """None if there is no policy at all; another one if this is gone."""
    cards = sorted(desk.library.policies(), key=lambda card: card.changed_at, reverse=True)
    ids = [card.policy.id for card in cards]
    wanted = policy_id if policy_id in ids else next(iter(ids), "")
    if not wanted:
        return None
    opened = desk.library.open(wanted)
    choices = []
    if opened.is_changed:
        choices.append(Choice("draft", "Draft, as typed", opened.text))
    for version in desk.library.versions(wanted):
        reason = one_line(version.reason, 40)
        choices.append(Choice(version.id, f"Version {version.number} · {reason}", version.text))
    runs = [run for run in desk.history.runs(wanted) if run.kind is RunKind.SUITE and run.judged]
    choices += [Choice(run.id, _run_words(run), run_id=run.id) for run in runs[:_RUNS]]
    # Locked cases are kept to measure with; wording is not to be tuned on them.
    cases = tuple(c for c in desk.library.cases(wanted) if c.split is Split.OPEN)
    return Ground(opened, cases, tuple(choices))


def _run_words(run: Run) -> str:
    wording = f"version {run.version_number}" if run.version_number else "draft"
    times = f", {run.settings.repeats} times" if run.settings.repeats > 1 else ""
    effort = run.settings.effort.value if run.engine.is_language_model else ""
    engine = one_line(run.engine.name, 30)
    parts = (f"Run of {clock_words(run.started_at)}", wording, effort + times, engine)
    return " · ".join(filter(None, parts))


def default_sides(ground: Ground) -> tuple[str, str]:
    """Keys: what is typed against the version before it, else the two newest versions."""
    wordings = [choice for choice in ground.choices if not choice.is_run]
    keys = [choice.key for choice in wordings] or [choice.key for choice in ground.choices]
    if not keys:
        return "", ""
    return keys[1] if len(keys) > 1 else keys[0], keys[0]


EFFORTS = tuple(Effort)

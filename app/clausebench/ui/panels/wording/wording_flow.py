"""Reading what history says about the wording, and asking more."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from clausebench.domain.ambiguity import Inbox
from clausebench.domain.atlas import Atlas, atlas
from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case, Split
from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.effort import Effort
from clausebench.domain.judging import EngineRestarted, Loading
from clausebench.domain.reading_policy import parse
from clausebench.domain.run import RunSettings
from clausebench.services.desk import Desk
from clausebench.services.doubting import gather
from clausebench.services.library import OpenPolicy
from clausebench.services.pacing import paces
from clausebench.services.recording import Subject
from clausebench.services.suites import CaseJudged
from clausebench.services.variants import Variants, VariantStarted
from clausebench.ui.job_slot import JobSlot
from clausebench.ui.jobs import Lane
from clausebench.ui.panels.wording.entries import View
from clausebench.ui.shell import Shell
from clausebench.ui.text.time_words import left_words


@dataclass(frozen=True, slots=True)
class Standing:
    """A policy as it reads now, its cases, and what history says about this very wording."""

    opened: OpenPolicy
    policy: ParsedPolicy
    cases: tuple[Case, ...]
    inbox: Inbox
    atlas: Atlas
    paces: dict[Effort, float]

    @property
    def policy_id(self) -> str:
        return self.opened.policy.id

    @property
    def subject(self) -> Subject:
        head = self.opened.head
        number = None if head is None or self.opened.is_changed else head.number
        policy = self.opened.policy
        return Subject(self.opened.text, policy.name, policy.id, number)


def read_standing(desk: Desk, policy_id: str) -> Standing | None:
    """None if there is no policy at all."""
    cards = sorted(desk.library.policies(), key=lambda card: card.changed_at, reverse=True)
    ids = [card.policy.id for card in cards]
    wanted = policy_id if policy_id in ids else next(iter(ids), "")
    if not wanted:
        return None
    opened = desk.library.open(wanted)
    # Locked cases are kept to measure with; wording is not to be tuned on them.
    cases = tuple(c for c in desk.library.cases(wanted) if c.split is Split.OPEN)
    gathered = gather(desk.history, opened.text)
    pace = paces(desk.history.runs(wanted), desk.judging.fingerprint())
    policy = parse(opened.text)
    return Standing(
        opened, policy, cases, gathered.inbox(cases), atlas(policy, gathered.stored), pace
    )


class WordingFlow(QObject):
    """One question at a time, on the lane of the suites."""

    read = Signal(object)
    """A ``Standing``, or None."""
    failed = Signal()
    progressed = Signal(str, object)
    answered = Signal(object, object)
    """The ``View`` that was asked, and the service's answer; None for a plain run."""
    ended = Signal()

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = shell.desk
        self._view = View.DOUBTS
        self._place = ""
        self._reading = JobSlot(shell.lanes, Lane.STORE, self)
        self._reading.succeeded.connect(self.read)
        self._reading.failed.connect(self.failed)
        self._asking = JobSlot(shell.lanes, Lane.SUITE, self)
        self._asking.progressed.connect(self._on_asking_progressed)
        self._asking.succeeded.connect(lambda answer: self.answered.emit(self._view, answer))
        self._asking.settled.connect(self.ended)

    @property
    def is_asking(self) -> bool:
        return self._asking.job is not None

    def read_policy(self, policy_id: str) -> None:
        """Read everything about a policy's wording."""
        desk = self._desk

        def work(_cancel: CancelToken) -> Standing | None:
            return read_standing(desk, policy_id)

        self._reading.start(work)

    def ask(self, view: View, standing: Standing, settings: RunSettings) -> None:
        """Run what the view needs."""
        self._view, self._place = view, "Starting"
        variants, suites = Variants(self._desk.suites), self._desk.suites
        subject, cases = standing.subject, standing.cases
        works: dict[View, Callable[[CancelToken], Generator[Any, None, Any] | Any]] = {
            View.CARRIES: lambda c: variants.knock_out(subject, cases, settings, c),
            View.MUTANTS: lambda c: variants.mutate(subject, cases, settings, c),
            View.SHAKEN: lambda c: variants.shake(subject, cases, settings, c),
        }
        work = works.get(view, lambda c: suites.run(subject, cases, settings, c))
        self._asking.start(work, title=view.value)
        self.progressed.emit(self._place, None)

    def stop(self) -> None:
        self._asking.cancel()

    def _on_asking_progressed(self, events: list[object]) -> None:
        words: str | None = None
        fraction: float | None = None
        for event in events:
            match event:
                case VariantStarted(variant=variant, index=index, total=total):
                    counted = f"{index} of {total}: " if total > 1 else ""
                    self._place = f"{counted}{variant.name}"
                    words, fraction = self._place, (index - 1) / total if total > 1 else None
                case Loading(fraction=done):
                    words, fraction = "Loading weights", done
                case EngineRestarted(sentence=sentence):
                    words, fraction = sentence, None
                case CaseJudged(index=index, total=total, seconds_left=left):
                    parts = (self._place, f"{index:,} of {total:,}", left_words(left))
                    words, fraction = " · ".join(filter(None, parts)), index / total
        if words is not None and self.is_asking:
            self.progressed.emit(words, fraction)

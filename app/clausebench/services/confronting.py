"""Two wordings, efforts, engines or runs confronted case by case, without saving anything first."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from clausebench.domain.blast import (
    Missed,
    Stage,
    Staging,
    edit_between,
    missed,
    reach,
    stage_cases,
)
from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case, CaseSeverity
from clausebench.domain.comparison import Comparison, Side, compare
from clausebench.domain.reading_policy import parse
from clausebench.domain.run import RunSettings, StoredVerdict
from clausebench.services.comparing import sides_of, sides_of_run
from clausebench.services.history import History
from clausebench.services.recording import TRIED, Subject
from clausebench.services.suites import CaseJudged, RunFinished, SuiteEvent, Suites


@dataclass(frozen=True, slots=True)
class Contender:
    """One side: a run of the past by its id, or a wording to be judged now as ``settings`` say."""

    title: str
    run_id: str = ""
    text: str = ""
    settings: RunSettings = field(default_factory=RunSettings)


@dataclass(frozen=True, slots=True)
class SideStarted:
    """This side is judged now; ``index`` of ``total``, from 1."""

    contender: Contender
    index: int
    total: int


@dataclass(frozen=True, slots=True)
class Confrontation:
    """Both sides' runs by id, and what differs; a staged one has a run for each stage. ``stages``
    say by case id in which of them a case was asked; ``missed`` is what the guard says about
    those not asked."""

    before: str
    after: tuple[str, ...]
    comparison: Comparison
    stages: Mapping[str, Stage]
    missed: Missed | None = None


@dataclass(frozen=True, slots=True)
class StageDone:
    """What is known after a stage."""

    stage: Stage
    staging: Staging
    found: Confrontation


ConfrontingEvent = SuiteEvent | SideStarted | StageDone


class Confronting:
    """Judges what is missing and compares. Raises as ``Suites.run``."""

    def __init__(self, suites: Suites, history: History) -> None:
        self._suites = suites
        self._history = history

    def compare(
        self,
        before: Contender,
        after: Contender,
        cases: Sequence[Case],
        cancel: CancelToken,
    ) -> Generator[ConfrontingEvent, None, Confrontation]:
        """All cases on both sides."""
        yield SideStarted(before, 1, 2)
        before_id, old = yield from self._side(before, cases, cancel)
        yield SideStarted(after, 2, 2)
        after_id, new = yield from self._side(after, cases, cancel)
        return Confrontation(before_id, (after_id,), compare(old, new, severities(cases)), {})

    def blast(
        self,
        before: Contender,
        after: Contender,
        cases: Sequence[Case],
        cancel: CancelToken,
        *,
        stages: Sequence[Stage] = (Stage.REACHED, Stage.GUARD),
        guard: int = 20,
    ) -> Generator[ConfrontingEvent, None, Confrontation]:
        """What the edit from ``before`` to ``after`` can reach first, then a guard sample.

        ``before`` is judged where it has no answers yet: what reasonings rested on decides whom
        the edit reaches. The new wording is asked stage by stage.
        """
        yield SideStarted(before, 1, 2)
        run_id, old = yield from self._side(before, cases, cancel)
        text = before.text or self._history.policy_text(run_id)
        staging = self._staging(run_id, text, after, cases, guard)
        yield SideStarted(after, 2, 2)
        new: dict[str, Side] = {}
        where: dict[str, Stage] = {}
        afters: tuple[str, ...] = ()
        found = Confrontation(run_id, afters, compare(old, new), where)
        for stage in stages:
            cancel.check()
            chosen = staging.of(stage)
            if chosen:
                after_id, sides = yield from self._side(after, chosen, cancel)
                new = {**new, **sides}
                where = {**where, **{case.id: stage for case in chosen}}
                afters = (*afters, after_id)
                found = self._found(run_id, afters, old, new, where, cases, staging)
            yield StageDone(stage, staging, found)
        return found

    def _staging(
        self, run_id: str, text: str, after: Contender, cases: Sequence[Case], guard: int
    ) -> Staging:
        old, new = parse(text), parse(after.text)
        past: dict[str, list[StoredVerdict]] = {}
        for stored in self._history.verdicts(run_id):
            past.setdefault((stored.case_id or "").removeprefix(TRIED), []).append(stored)
        reached = reach(old, new, edit_between(old, new))
        return stage_cases(cases, old, past, reached, seed=after.settings.seed, guard=guard)

    def _found(
        self,
        before: str,
        after: tuple[str, ...],
        old: Mapping[str, Side],
        new: Mapping[str, Side],
        where: Mapping[str, Stage],
        cases: Sequence[Case],
        staging: Staging,
    ) -> Confrontation:
        asked = {name: side for name, side in old.items() if name in new}
        comparison = compare(asked, new, severities(cases))
        guarded = {case.name for case in staging.guard if where.get(case.id) is Stage.GUARD}
        flips = sum(
            c.name in guarded and c.before.decision is not c.after.decision
            for c in comparison.cases
        )
        left = sum(case.id not in where for case in cases)
        told = missed(flips, len(guarded), left) if guarded else None
        return Confrontation(before, after, comparison, where, told)

    def _side(
        self, contender: Contender, cases: Sequence[Case], cancel: CancelToken
    ) -> Generator[SuiteEvent, None, tuple[str, dict[str, Side]]]:
        if contender.run_id:
            run = self._history.run(contender.run_id)
            return run.id, sides_of_run(self._history, run)
        borrowed = [replace(case, id=f"{TRIED}{case.id}") for case in cases]
        subject = Subject(contender.text, contender.title)
        settings = replace(contender.settings, reuses=True)
        stored, run_id = [], ""
        for event in self._suites.run(subject, borrowed, settings, cancel):
            yield event
            if isinstance(event, CaseJudged):
                stored.append(event.stored)
            elif isinstance(event, RunFinished):
                run_id = event.run.id
        cancel.check()
        return run_id, sides_of(stored)


def severities(cases: Sequence[Case]) -> dict[str, int]:
    """By name, how grave a wrong verdict on the case is: 0 unsaid, 4 critical."""
    ranks = {severity: rank for rank, severity in enumerate(CaseSeverity, 1)}
    return {case.name: ranks[case.severity] if case.severity else 0 for case in cases}

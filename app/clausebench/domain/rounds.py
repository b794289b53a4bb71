"""What a run asks, in rounds: everything once, and then more where an answer is in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.agreement import agreement
from clausebench.domain.case import Case, CaseSeverity
from clausebench.domain.effort import Effort
from clausebench.domain.repeats import counted
from clausebench.domain.run import RunSettings, StoredVerdict
from clausebench.domain.verdict import Verdict

UNSTEADY_REASONING = "rationale.unsteady"
"""The auditor's rule for reasonings that are long or turn often: three in ten of such verdicts
change when asked again, against one in twenty of the others."""

_SEVERE = (CaseSeverity.HIGH, CaseSeverity.CRITICAL)


class Doubt(StrEnum):
    """Why a case is asked again. ``split``: its repeats disagree, and not clearly enough."""

    SPLIT = "split"
    UNREADABLE = "unreadable"
    UNSTEADY = "unsteady reasoning"


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: a case, which repeat of it (from 0), and how hard to think."""

    case: Case
    repeat: int
    effort: Effort


Answers = Mapping[str, Sequence[StoredVerdict]]
"""By case id, what has been answered so far, in any order; cases without an answer are missing."""


def first_round(cases: Sequence[Case], settings: RunSettings) -> tuple[Ask, ...]:
    """Every case ``settings.repeats`` times. Those of one effort stand together, because a policy
    is read anew for each effort."""
    asks = [
        Ask(case, repeat, effort_for(case, settings))
        for case in cases
        for repeat in range(settings.repeats)
    ]
    return tuple(sorted(asks, key=lambda ask: ask.effort is not settings.effort))


def next_round(cases: Sequence[Case], answers: Answers, settings: RunSettings) -> tuple[Ask, ...]:
    """More repeats where there is doubt; where they do not help, more effort. Empty: all done."""
    more = [ask for case in cases for ask in _more(case, answers.get(case.id, ()), settings)]
    if more:
        return tuple(more)
    return tuple(ask for case in cases for ask in _harder(case, answers.get(case.id, ()), settings))


def effort_for(case: Case, settings: RunSettings) -> Effort:
    """Severe cases are asked with care from the start."""
    if settings.careful_effort is not None and case.severity in _SEVERE:
        return settings.careful_effort
    return settings.effort


def doubts(verdicts: Sequence[Verdict], repeats: int) -> tuple[Doubt, ...]:
    """What speaks against taking the answers as they are.

    A split is in doubt until Wilson's interval of the majority's share lies above one half. An
    unsteady reasoning is a reason to repeat, not to go on once the repeats agree; ``repeats`` is
    how often a case is asked anyway.
    """
    found = []
    decisions = {verdict.decision for verdict in verdicts}
    if len(decisions) > 1 and agreement(verdicts).low <= 0.5:
        found.append(Doubt.SPLIT)
    if not any(verdict.status.is_readable for verdict in verdicts):
        found.append(Doubt.UNREADABLE)
    is_first = len(verdicts) <= repeats
    if is_first and any(f.rule == UNSTEADY_REASONING for v in verdicts for f in v.findings):
        found.append(Doubt.UNSTEADY)
    return tuple(found)


def _more(case: Case, stored: Sequence[StoredVerdict], settings: RunSettings) -> Iterable[Ask]:
    current = counted([s.verdict for s in stored])
    room = settings.most_repeats - len(current)
    if not current or room <= 0 or not doubts(current, settings.repeats):
        return ()
    step = min(room, max(settings.repeats, 2))
    return _again(case, stored, step, current[0].effort)


def _harder(case: Case, stored: Sequence[StoredVerdict], settings: RunSettings) -> Iterable[Ask]:
    careful, verdicts = settings.careful_effort, [s.verdict for s in stored]
    if careful is None or not verdicts or any(v.effort is careful for v in verdicts):
        return ()
    decisions = {verdict.decision for verdict in verdicts}
    is_readable = any(verdict.status.is_readable for verdict in verdicts)
    is_unsteady = len(verdicts) == 1 and Doubt.UNSTEADY in doubts(verdicts, 1)
    if len(decisions) == 1 and is_readable and not is_unsteady:
        return ()
    return _again(case, stored, settings.repeats, careful)


def _again(
    case: Case, stored: Sequence[StoredVerdict], times: int, effort: Effort
) -> Iterable[Ask]:
    free = max(s.repeat for s in stored) + 1
    return [Ask(case, free + number, effort) for number in range(times)]

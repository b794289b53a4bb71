"""Which clauses are read now one way, now another: what everything asked says about the wording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.agreement import wilson
from clausebench.domain.case import Outcome
from clausebench.domain.clause import Decision, ParsedPolicy
from clausebench.domain.comparison import side_of
from clausebench.domain.linking import LinkKind, link
from clausebench.domain.metrics import majority
from clausebench.domain.run import StoredVerdict

ENOUGH = 5
"""Cases with evidence before anything is said about a clause: with fewer, one case decides."""


class Source(StrEnum):
    """What a case was asked over: the same again, with other efforts, or under other wordings of
    the same policy (its order, its marks, its headings)."""

    REPEATS = "repeats"
    EFFORT = "effort"
    WORDING = "wording"


Answers = Mapping[str, Sequence[Decision | None]]
"""By case name, what each effort or each wording decided."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A case over one source: the share (0..1) of its most frequent decision among ``repeats``
    answers. ``severity`` is 0 (unsaid) to 4 (critical)."""

    name: str
    share: float
    repeats: int
    source: Source = Source.REPEATS
    severity: int = 0

    @property
    def weight(self) -> float:
        """How far from agreement, and how grave."""
        return (1 - self.share) * max(1, self.severity)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One clause. ``unstable`` tells of its cases that were not decided the same each time, what
    weighs most first; ``unsteady`` counts them out of ``cases`` that name it and were asked more
    than once in any way; ``low`` to ``high`` is Wilson's 95 % interval of that share."""

    clause: str
    title: str
    unstable: tuple[Asked, ...]
    unsteady: int
    cases: int
    low: float
    high: float
    weight: float

    @property
    def has_evidence(self) -> bool:
        return self.cases >= ENOUGH

    @property
    def sources(self) -> tuple[Source, ...]:
        """What showed it."""
        found = {asked.source for asked in self.unstable}
        return tuple(source for source in Source if source in found)


@dataclass(frozen=True, slots=True)
class Inbox:
    """``doubts`` with most weight first. ``wrong`` are cases that are decided the same each time
    and against what is expected: another cure, for the wording is clear there. ``cases`` were
    asked more than once in some way."""

    doubts: tuple[Doubt, ...]
    wrong: tuple[Asked, ...]
    cases: int


def inbox(
    policy: ParsedPolicy,
    stored: Iterable[StoredVerdict],
    *,
    others: Mapping[Source, Answers] | None = None,
    severities: Mapping[str, int] | None = None,
) -> Inbox:
    """From the verdicts of one run, and what other efforts and wordings decided.

    A case that was asked once in every way says nothing.
    """
    grouped: dict[str, list[StoredVerdict]] = {}
    for verdict in stored:
        grouped.setdefault(verdict.case_name or verdict.content, []).append(verdict)
    asked = {
        name: found
        for name, group in grouped.items()
        if (found := _all_asked(name, group, others or {}, severities or {}))
    }
    named: dict[str, list[str]] = {}
    for name in asked:
        for clause in _clauses(policy, grouped[name]):
            named.setdefault(clause, []).append(name)
    doubts = [
        _doubt(policy, clause, [asked[name] for name in names]) for clause, names in named.items()
    ]
    doubts.sort(key=lambda d: (-d.weight, d.clause))
    wrong = tuple(
        found[0] for name, found in asked.items() if _is_firmly_wrong(grouped[name], found)
    )
    return Inbox(tuple(d for d in doubts if d.unstable), wrong, len(asked))


def _all_asked(
    name: str,
    group: Sequence[StoredVerdict],
    others: Mapping[Source, Answers],
    severities: Mapping[str, int],
) -> tuple[Asked, ...]:
    severity = severities.get(name, 0)
    answers = {Source.REPEATS: [s.verdict.decision for s in group]}
    answers |= {source: list(of.get(name, ())) for source, of in others.items()}
    return tuple(
        Asked(name, majority(decisions)[1], len(decisions), source, severity)
        for source, decisions in answers.items()
        if len(decisions) > 1
    )


def _clauses(policy: ParsedPolicy, group: Sequence[StoredVerdict]) -> dict[str, None]:
    """Named by any of the repeats, as a reason or in passing."""
    found: dict[str, None] = {}
    for stored in group:
        for written in stored.verdict.clauses:
            clause = policy.clause(written)
            if clause is not None:
                found[clause.id] = None
        for reference in link(stored.verdict.reasoning, policy, stored.content):
            if reference.clause and reference.kind in (LinkKind.CITATION, LinkKind.POLICY_QUOTE):
                found[reference.clause] = None
    return found


def _doubt(policy: ParsedPolicy, clause_id: str, cases: Sequence[Sequence[Asked]]) -> Doubt:
    clause = policy.clause(clause_id)
    unstable = sorted(
        (asked for case in cases for asked in case if asked.share < 1),
        key=lambda asked: -asked.weight,
    )
    unsteady = len({asked.name for asked in unstable})
    return Doubt(
        (clause.code if clause else None) or clause_id,
        clause.title if clause else "",
        tuple(unstable),
        unsteady,
        len(cases),
        *wilson(unsteady, len(cases)),
        sum(asked.weight for asked in unstable),
    )


def _is_firmly_wrong(group: Sequence[StoredVerdict], asked: Sequence[Asked]) -> bool:
    side = side_of(group[0].expected, [s.verdict for s in group])
    is_steady = all(one.share == 1 for one in asked)
    return is_steady and side.outcome in (Outcome.FAILED, Outcome.WRONG_CLAUSE)

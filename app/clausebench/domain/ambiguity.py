"""Which clauses are read now one way, now another: what repeats say about the wording."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausebench.domain.agreement import agreement, wilson
from clausebench.domain.case import Outcome
from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.comparison import side_of
from clausebench.domain.linking import LinkKind, link
from clausebench.domain.run import StoredVerdict

ENOUGH = 5
"""Cases with repeats before anything is said about a clause: with fewer, one case decides."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A case over its repeats: the share (0..1) of its most frequent decision."""

    name: str
    share: float
    repeats: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """One clause. ``unstable`` are its cases that were not decided the same each time, the least
    agreed first, out of ``cases`` that name it at all; ``low`` to ``high`` is Wilson's 95 %
    interval of that share. ``weight`` adds up how far each of them is from agreement."""

    clause: str
    title: str
    unstable: tuple[Asked, ...]
    cases: int
    low: float
    high: float
    weight: float

    @property
    def has_evidence(self) -> bool:
        return self.cases >= ENOUGH


@dataclass(frozen=True, slots=True)
class Inbox:
    """``doubts`` with most weight first. ``wrong`` are cases that are decided the same each time
    and against what is expected: another cure, for the wording is clear there."""

    doubts: tuple[Doubt, ...]
    wrong: tuple[Asked, ...]
    cases: int


def inbox(policy: ParsedPolicy, stored: Iterable[StoredVerdict]) -> Inbox:
    """From the verdicts of one run with repeats; a case that was asked once says nothing."""
    grouped: dict[str, list[StoredVerdict]] = {}
    for verdict in stored:
        grouped.setdefault(verdict.case_name or verdict.content, []).append(verdict)
    repeated = {name: group for name, group in grouped.items() if len(group) > 1}
    asked = {name: _asked(name, group) for name, group in repeated.items()}
    named: dict[str, list[Asked]] = {}
    for name, group in repeated.items():
        for clause in _clauses(policy, group):
            named.setdefault(clause, []).append(asked[name])
    doubts = [_doubt(policy, clause, cases) for clause, cases in named.items()]
    doubts.sort(key=lambda d: (-d.weight, d.clause))
    wrong = tuple(asked[name] for name, group in repeated.items() if _is_firmly_wrong(group))
    return Inbox(tuple(d for d in doubts if d.unstable), wrong, len(repeated))


def _asked(name: str, group: Sequence[StoredVerdict]) -> Asked:
    found = agreement([s.verdict for s in group])
    return Asked(name, found.share, found.repeats)


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


def _doubt(policy: ParsedPolicy, clause_id: str, cases: Sequence[Asked]) -> Doubt:
    clause = policy.clause(clause_id)
    unstable = sorted((case for case in cases if case.share < 1), key=lambda case: case.share)
    return Doubt(
        (clause.code if clause else None) or clause_id,
        clause.title if clause else "",
        tuple(unstable),
        len(cases),
        *wilson(len(unstable), len(cases)),
        sum(1 - case.share for case in unstable),
    )


def _is_firmly_wrong(group: Sequence[StoredVerdict]) -> bool:
    side = side_of(group[0].expected, (s.verdict for s in group))
    return bool(side.is_stable) and side.outcome in (Outcome.FAILED, Outcome.WRONG_CLAUSE)

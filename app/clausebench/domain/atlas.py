"""Which case touches which clause: what a suite covers, and what nothing tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausebench.domain.clause import Clause, Decision, ParsedPolicy
from clausebench.domain.linking import LinkKind, link
from clausebench.domain.run import StoredVerdict
from clausebench.domain.trying.muting import carrying


@dataclass(frozen=True, slots=True)
class Coverage:
    """One clause, and the names of the cases that touch it.

    ``expected``: a person says that it decides; ``decided``: a verdict rests on it; ``cited`` and
    ``quoted``: the reasoning names it, or uses its words. A case may stand in all of them.
    ``against`` are clauses that decide the same case the other way in another repeat.
    """

    clause: str
    title: str
    expected: tuple[str, ...]
    decided: tuple[str, ...]
    cited: tuple[str, ...]
    quoted: tuple[str, ...]
    against: tuple[str, ...] = ()

    @property
    def is_untested(self) -> bool:
        """No case is about it, by anybody's word."""
        return not (self.expected or self.decided or self.cited or self.quoted)

    @property
    def is_idle(self) -> bool:
        """Reasoning speaks of it and no verdict ever rests on it."""
        return bool(self.cited or self.quoted) and not self.decided


@dataclass(frozen=True, slots=True)
class Atlas:
    """Clauses in the order of the text, over ``cases`` cases."""

    clauses: tuple[Coverage, ...]
    cases: int

    @property
    def untested(self) -> tuple[Coverage, ...]:
        return tuple(c for c in self.clauses if c.is_untested)

    @property
    def contradicting(self) -> tuple[Coverage, ...]:
        """Clauses that pull a case the other way than another clause does."""
        return tuple(c for c in self.clauses if c.against)

    @property
    def idle(self) -> tuple[Coverage, ...]:
        return tuple(c for c in self.clauses if c.is_idle)


def atlas(policy: ParsedPolicy, stored: Iterable[StoredVerdict]) -> Atlas:
    """From the verdicts of one run; repeats of a case count as the case."""
    clauses = carrying(policy)
    rows: dict[str, _Row] = {clause.id: _Row() for clause in clauses}
    groups: dict[str, list[StoredVerdict]] = {}
    for verdict in stored:
        name = verdict.case_name or verdict.content
        groups.setdefault(name, []).append(verdict)
        _note(rows, policy, verdict, name)
    for group in groups.values():
        _note_opposites(rows, group)
    found = tuple(_coverage(policy, clause, rows[clause.id]) for clause in clauses)
    return Atlas(found, len(groups))


_NAMING = (LinkKind.CITATION, LinkKind.TERM)
"""A definition is named by its term."""


class _Row:
    def __init__(self) -> None:
        self.expected: dict[str, None] = {}
        self.decided: dict[str, None] = {}
        self.cited: dict[str, None] = {}
        self.quoted: dict[str, None] = {}
        self.against: dict[str, None] = {}


def _note(rows: dict[str, _Row], policy: ParsedPolicy, stored: StoredVerdict, name: str) -> None:
    for written in stored.expected.clauses:
        for row in _rows_of(rows, written):
            row.expected[name] = None
    for written in stored.verdict.clauses:
        for row in _rows_of(rows, written):
            row.decided[name] = None
    for found in link(stored.verdict.reasoning, policy, stored.content):
        row_of = rows.get(found.clause or "")
        if row_of is not None and found.kind in _NAMING:
            row_of.cited[name] = None
        elif row_of is not None and found.kind is LinkKind.POLICY_QUOTE:
            row_of.quoted[name] = None


def _note_opposites(rows: dict[str, _Row], group: Sequence[StoredVerdict]) -> None:
    """Clauses by which repeats of one case decide differently pull against each other."""
    by_decision: dict[Decision, set[str]] = {}
    for stored in group:
        if stored.verdict.decision is not None:
            ids = {i for written in stored.verdict.clauses for i in _ids_of(rows, written)}
            by_decision.setdefault(stored.verdict.decision, set()).update(ids)
    for decision, ids in by_decision.items():
        others = {i for d, of in by_decision.items() if d is not decision for i in of}
        for clause_id in ids - others:
            rows[clause_id].against.update(dict.fromkeys(sorted(others - ids)))


def _rows_of(rows: dict[str, _Row], written: str) -> list[_Row]:
    """A clause by its code in any case; a whole stands for its parts."""
    return [rows[clause_id] for clause_id in _ids_of(rows, written)]


def _ids_of(rows: dict[str, _Row], written: str) -> list[str]:
    wanted = written.casefold()
    return [
        clause
        for clause in rows
        if clause.casefold() == wanted or clause.casefold().startswith(f"{wanted}.")
    ]


def _coverage(policy: ParsedPolicy, clause: Clause, row: _Row) -> Coverage:
    others = (policy.clause(clause_id) for clause_id in row.against)
    return Coverage(
        clause.code or clause.id,
        clause.title,
        tuple(row.expected),
        tuple(row.decided),
        tuple(row.cited),
        tuple(row.quoted),
        tuple(other.code or other.title for other in others if other),
    )

"""What became of each clause from one version to another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.bundle.pieces import Piece, names_of, pieces_by_name
from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.identity import carry_identity


class ClauseChangeKind(StrEnum):
    """A clause that was reworded and moved is reworded."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """``name`` is the clause's code or title; ``before`` and ``after`` are its words, empty where
    there was or is no such clause."""

    kind: ClauseChangeKind
    clause: str
    name: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        return f"{self.name} {self.kind}"


def clause_changes(before: ParsedPolicy, after: ParsedPolicy) -> tuple[ClauseChange, ...]:
    """In the order of the new text, what was removed at the end."""
    after = carry_identity(before, after)
    old = pieces_by_name(before, {})
    new = pieces_by_name(after, old)
    names = names_of(after, before)
    moved = _moved([i for i in old if i in new], [i for i in new if i in old])
    found = []
    for clause in (*new, *(i for i in old if i not in new)):
        kind = _kind(old.get(clause), new.get(clause), is_moved=clause in moved)
        if kind is not None:
            was, now = (side[clause].words if clause in side else "" for side in (old, new))
            found.append(ClauseChange(kind, clause, names[clause], was, now))
    return tuple(found)


def _kind(was: Piece | None, now: Piece | None, *, is_moved: bool) -> ClauseChangeKind | None:
    if was is None:
        return ClauseChangeKind.ADDED if now and now.words else None
    if now is None:
        return ClauseChangeKind.REMOVED if was.words else None
    if was.words != now.words:
        return ClauseChangeKind.REWORDED
    return ClauseChangeKind.MOVED if is_moved else None


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The fewest that must be taken out for the rest to keep its order."""
    places = {clause: place for place, clause in enumerate(before)}
    row = [places[clause] for clause in after]
    kept = _longest_rise(row)
    return {clause for clause, place in zip(after, row, strict=True) if place not in kept}


def _longest_rise(row: Sequence[int]) -> set[int]:
    """The members of a longest increasing subsequence, by patience sorting."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for value in row:
        at = bisect_left(ends, value)
        before[value] = ends[at - 1] if at else None
        ends[at : at + 1] = [value]
    kept = set()
    value_at: int | None = ends[-1] if ends else None
    while value_at is not None:
        kept.add(value_at)
        value_at = before[value_at]
    return kept

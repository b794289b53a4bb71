"""Three-way merge, clause by clause: what two sides made of the same version.

Lines are the wrong unit: a clause that was moved and one that was reworded are no conflict, and
half a clause of each side is nobody's rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.bundle.pieces import Piece, names_of, pieces_by_name
from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.identity import carry_identity


class Take(StrEnum):
    """Whose words stand where both sides changed a clause."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A clause that both changed, each in its own way. Empty: that side took it out."""

    clause: str
    name: str
    base: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """``text`` has what was chosen for each conflict; ``open`` are those without a choice, for
    which our words stand."""

    text: str
    conflicts: tuple[Conflict, ...]
    open: tuple[Conflict, ...]


Sides = tuple[str | None, str | None, str | None]


def merge(
    base: ParsedPolicy,
    ours: ParsedPolicy,
    theirs: ParsedPolicy,
    choices: Mapping[str, Take] | None = None,
    every: Take | None = None,
) -> Merged:
    """``choices`` by clause id; ``every`` decides the rest."""
    old = pieces_by_name(base, {})
    mine = pieces_by_name(carry_identity(base, ours), old)
    texts = [old, mine, pieces_by_name(carry_identity(base, theirs), {**old, **mine})]
    names = names_of(base, theirs, ours)
    conflicts, still_open, final = [], [], {}
    for clause in dict.fromkeys(key for side in texts for key in side):
        sides = _sides(texts, clause)
        was, own, other = sides
        final[clause] = _agreed(*sides)
        if _is_conflict(*sides):
            conflict = Conflict(clause, names[clause], was or "", own or "", other or "")
            conflicts.append(conflict)
            choice = (choices or {}).get(clause, every)
            final[clause] = other if choice is Take.THEIRS else own
            if choice is None:
                still_open.append(conflict)
    order = _order(*(list(side) for side in texts))
    return Merged(_joined(order, final), tuple(conflicts), tuple(still_open))


def _sides(texts: Sequence[dict[str, Piece]], clause: str) -> Sides:
    base, ours, theirs = (side[clause].text if clause in side else None for side in texts)
    return base, ours, theirs


def _same(a: str | None, b: str | None) -> bool:
    return a == b or (a is not None and b is not None and a.split() == b.split())


def _is_conflict(base: str | None, ours: str | None, theirs: str | None) -> bool:
    return not (_same(ours, theirs) or _same(base, ours) or _same(base, theirs))


def _agreed(base: str | None, ours: str | None, theirs: str | None) -> str | None:
    """The side that changed something; our spelling where both changed only space."""
    if base in (ours, theirs):
        return theirs if ours == base else ours
    return theirs if _same(base, ours) and not _same(ours, theirs) else ours


def _order(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """Theirs if we moved nothing, else ours; what only the other side has comes in beside what
    stands before it there."""
    known = set(ours) & set(base)
    is_ours_moved = [i for i in ours if i in known] != [i for i in base if i in known]
    first, second = (ours, theirs) if is_ours_moved else (theirs, ours)
    order = list(first)
    for side in (second, base):
        for place, clause in enumerate(side):
            if clause not in order:
                before = side[place - 1] if place else None
                at = order.index(before) + 1 if before is not None else 0
                order.insert(at, clause)
    return order


def _joined(order: Sequence[str], final: Mapping[str, str | None]) -> str:
    """A clause that used to stand last must not run into the next one."""
    kept = [text for clause in order if (text := final[clause])]
    joined = "".join(text if text.endswith("\n") else f"{text}\n" for text in kept[:-1])
    return joined + (kept[-1] if kept else "")

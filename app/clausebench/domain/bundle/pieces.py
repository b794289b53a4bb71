"""A policy's text cut at its clauses: joined, the pieces are the text again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from clausebench.domain.clause import ParsedPolicy

_CODE = re.compile(r"[\s>*_#+-]*([A-Za-z][\w.-]*\w)\b")

BEFORE = ""
"""The id of what stands before the first clause."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause's own words with all that follows them up to the next clause."""

    id: str
    text: str

    @property
    def words(self) -> str:
        """What is compared: space makes no difference."""
        return " ".join(self.text.split())


def pieces(policy: ParsedPolicy) -> tuple[Piece, ...]:
    """In the order of the text. Empty pieces are left out."""
    ordered = sorted(policy.clauses, key=lambda clause: (clause.own.start, clause.depth))
    starts = [(_line_start(policy.text, clause.own.start), str(clause.id)) for clause in ordered]
    bounds = [(0, BEFORE), *starts, (len(policy.text), BEFORE)]
    cut = (
        Piece(name, policy.text[start : max(start, bounds[number][0])])
        for number, (start, name) in enumerate(bounds[:-1], start=1)
    )
    return tuple(piece for piece in cut if piece.text)


def pieces_by_name(policy: ParsedPolicy, known: Mapping[str, Piece]) -> dict[str, Piece]:
    """By id, in the order of the text. A clause that another version knows by its code has that
    code here as well, where this text alone does not show that it is one."""
    found = pieces(policy)
    taken = {piece.id for piece in found}
    free = {code: code for code in known if code and code not in taken}
    by_words = {piece.words: code for code, piece in known.items() if code in free}
    named: dict[str, Piece] = {}
    for piece in found:
        start = _CODE.match(piece.text)
        name = by_words.get(piece.words) or free.get(start[1] if start else "") or piece.id
        is_new = piece.id not in known and name not in named
        named[name if is_new else piece.id] = piece
    return named


def names_of(*policies: ParsedPolicy) -> dict[str, str]:
    """What people call each clause, by id: its code, else its title. Earlier policies win."""
    names = {BEFORE: "the beginning"}
    for policy in policies:
        for clause in policy.clauses:
            name = clause.code or " ".join(clause.title.split()) or str(clause.id)
            names.setdefault(clause.id, name)
    return names


def _line_start(text: str, offset: int) -> int:
    """The start of the line where only space stands before the clause, else the offset."""
    start = text.rfind("\n", 0, offset) + 1
    return start if not text[start:offset].strip() else offset

"""One table for every question about the wording: a row is mostly a clause, with its cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from clausebench.ui.tables.column import Column, Drawn
from clausebench.ui.verdict_chip import ChipLook


class View(StrEnum):
    """What is asked about the wording."""

    DOUBTS = "Ambiguous"
    WRONG = "Steady but wrong"
    COVERAGE = "Coverage"
    CARRIES = "What clauses carry"
    MUTANTS = "Mutations"
    SHAKEN = "Shaken"


@dataclass(frozen=True, slots=True)
class Cell:
    """``look`` is shown instead of the words if there is one; ``key`` sorts."""

    words: str
    key: Any = None
    look: ChipLook | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A case that an entry rests on, by name, and what it shows."""

    case: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """``clause`` is an id of the policy, or empty where it is about none."""

    id: str
    clause: str
    cells: tuple[Cell, ...]
    cases: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What a view shows: its entries, and what they come to in a sentence."""

    entries: tuple[Entry, ...] = ()
    sentence: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a view: ``width`` counts characters."""

    title: str
    width: int
    stretches: bool = False
    drawn: Drawn = field(default=Drawn.TEXT)


HEADS: dict[View, tuple[Head, ...]] = {
    View.DOUBTS: (
        Head("Clause", 12),
        Head("Title", 24, stretches=True),
        Head("Unsteady", 11),
        Head("95 %", 12),
        Head("Shown by", 18),
    ),
    View.WRONG: (Head("Test case", 24, stretches=True), Head("Says", 14), Head("Expected", 14)),
    View.COVERAGE: (
        Head("Clause", 12),
        Head("Title", 22, stretches=True),
        Head("Expected", 9),
        Head("Decides", 9),
        Head("Cited", 7),
        Head("Quoted", 8),
        Head("", 24, drawn=Drawn.MARK),
    ),
    View.CARRIES: (
        Head("Clause", 12),
        Head("Title", 22, stretches=True),
        Head("Flips", 9),
        Head("Violates", 11),
        Head("95 %", 15),
        Head("Claimed", 9),
    ),
    View.MUTANTS: (
        Head("", 16, drawn=Drawn.MARK),
        Head("Clause", 20),
        Head("What was done", 22),
        Head("Was", 18, stretches=True),
        Head("Became", 14),
    ),
    View.SHAKEN: (
        Head("Way", 18, stretches=True),
        Head("Of the", 9),
        Head("Held", 9),
        Head("95 %", 15),
    ),
}


def columns_of(view: View) -> tuple[Column[Entry], ...]:
    """From the heads of a view."""
    return tuple(_column(number, head) for number, head in enumerate(HEADS[view]))


def _column(number: int, head: Head) -> Column[Entry]:
    is_mark = head.drawn is Drawn.MARK
    return Column(
        head.title,
        head.width,
        lambda entry: entry.cells[number].words,
        key=lambda entry: _key(entry.cells[number]),
        look=(lambda entry: entry.cells[number].look) if is_mark else None,
        drawn=head.drawn,
        stretches=head.stretches,
    )


def _key(cell: Cell) -> Any:
    return cell.key if cell.key is not None else cell.words.casefold()


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case beside a clause; ``content`` is empty if the case is gone."""

    number: int
    name: str
    says: str
    content: str
    case_id: str

    @property
    def id(self) -> str:
        return self.case_id or f"gone:{self.number}"


def case_rows(shown: Sequence[Shown], by_name: dict[str, tuple[str, str]]) -> list[CaseRow]:
    """``by_name`` maps names to id and content."""
    rows = []
    for number, one in enumerate(shown):
        case_id, content = by_name.get(one.case, ("", ""))
        rows.append(CaseRow(number, one.case, one.says, content, case_id))
    return rows

"""The clauses that two reasonings go through, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.divergence import Alignment, Row
from clausebench.ui.roles import Role
from clausebench.ui.tables.column import Column, Drawn
from clausebench.ui.text.showable import one_line
from clausebench.ui.verdict_chip import ChipLook

_PARTING = ChipLook("flip", "parting", Role.FLIP)
_THERE = ChipLook("check", "yes", Role.OUTCOME_PASSED)
_NOT = ChipLook("minus", "no", Role.TEXT_MUTED)


@dataclass(frozen=True, slots=True)
class StepRow:
    """``is_parting``: the first place where the two go different ways."""

    number: int
    row: Row
    name: str
    is_parting: bool

    @property
    def id(self) -> str:
        return str(self.number)


STEP_COLUMNS: tuple[Column[StepRow], ...] = (
    Column("Step", 12, lambda row: row.name, stretches=True),
    Column(
        "Before",
        6,
        look=lambda row: _THERE if row.row.before else _NOT,
        drawn=Drawn.MARK,
    ),
    Column("After", 6, look=lambda row: _THERE if row.row.after else _NOT, drawn=Drawn.MARK),
    Column(
        "",
        9,
        look=lambda row: _PARTING if row.is_parting else None,
        drawn=Drawn.MARK,
        is_needed=lambda rows: any(row.is_parting for row in rows),
    ),
)


def step_rows(alignment: Alignment, policies: Sequence[ParsedPolicy]) -> Iterator[StepRow]:
    """In the order of both reasonings; clauses are named as the policies do."""
    for number, row in enumerate(alignment.rows):
        name = clause_name(row.clause, policies) if row.clause else "Before any clause"
        yield StepRow(number, row, name, number == alignment.parting)


def clause_name(clause_id: str, policies: Sequence[ParsedPolicy]) -> str:
    """Its code, else its title, else the id it was given."""
    clause = next((c for p in policies if (c := p.clause(clause_id))), None)
    if clause is None:
        return clause_id
    return clause.code or one_line(clause.title, 40) or clause_id

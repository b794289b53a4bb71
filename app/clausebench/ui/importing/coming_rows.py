"""The first cases as they would be kept."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.domain.importing.making import Made
from clausebench.ui.judged.cells import expected_look, expected_words
from clausebench.ui.judged.previews import Previews
from clausebench.ui.tables.column import Column, Drawn


@dataclass(frozen=True, slots=True)
class ComingRow:
    """``number`` counts the cases of the proposal."""

    number: int
    made: Made

    @property
    def id(self) -> str:
        return str(self.number)


def coming_columns(previews: Previews) -> tuple[Column[ComingRow], ...]:
    """As in Test."""
    return (
        Column("Line", 6, lambda row: str(row.made.line), key=lambda row: row.number),
        Column(
            "Test case",
            22,
            lambda row: previews.derived(row.id, row.made.case.name, row.made.case.content),
        ),
        Column(
            "Expected",
            12,
            look=lambda row: expected_look(row.made.case.expected),
            drawn=Drawn.MARK,
            tip=lambda row: expected_words(row.made.case.expected),
        ),
        Column("Kind", 14, lambda row: row.made.case.kind.value.replace("-", " ")),
        Column(
            "Content",
            30,
            lambda row: previews.content(row.id, row.made.case.content),
            drawn=Drawn.MUTED,
            tip=lambda _row: "",
            stretches=True,
        ),
    )

"""The columns of the cases beside a clause."""

from __future__ import annotations

from clausebench.ui.judged.previews import Previews
from clausebench.ui.panels.wording.entries import CaseRow
from clausebench.ui.tables.column import Column, Drawn


def case_columns(previews: Previews) -> tuple[Column[CaseRow], ...]:
    """Name, what it shows, content."""
    return (
        Column(
            "Test case",
            20,
            lambda row: previews.derived(row.id, row.name, row.content),
            key=lambda row: row.name.casefold(),
        ),
        Column("Shows", 26, lambda row: row.says, key=lambda row: row.number),
        Column(
            "Content",
            16,
            lambda row: previews.content(row.id, row.content),
            drawn=Drawn.MUTED,
            tip=lambda _row: "",
            stretches=True,
        ),
    )

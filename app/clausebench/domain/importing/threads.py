"""Rows that are turns of one conversation: each is judged after those before it."""

from __future__ import annotations

from collections import defaultdict

from clausebench.domain.case_kind import CaseKind, Part, compose
from clausebench.domain.importing.grid import Grid
from clausebench.domain.importing.mapping import Columns, Field

_LONGEST = 200
"""Turns. What stands further back is left out of a thread, or it would fill the memory."""


def threads_of(grid: Grid, columns: Columns) -> dict[int, str]:
    """By line: the thread up to and with that turn, for turns that are not the first. Empty if
    the grid does not say which turns belong together, and in which order."""
    content, conversation, turn = (
        grid.column(columns.get(wanted) or "")
        for wanted in (Field.CONTENT, Field.CONVERSATION, Field.TURN)
    )
    if content is None or conversation is None or turn is None:
        return {}
    speaker = grid.column(columns.get(Field.SPEAKER) or "")
    turns: defaultdict[str, list[tuple[float, int, Part]]] = defaultdict(list)
    for row in grid.rows:
        name, text = row.cells[conversation].strip(), row.cells[content]
        if name and text.strip():
            who = row.cells[speaker].strip() if speaker is not None else ""
            turns[name].append((_order(row.cells[turn]), row.line, Part(who, text)))
    threads: dict[int, str] = {}
    for said in turns.values():
        said.sort(key=lambda one: one[:2])
        parts = [part for _, _, part in said]
        for number, (_, line, _part) in enumerate(said[1:], start=2):
            start = max(0, number - _LONGEST)
            threads[line] = compose(CaseKind.THREAD, parts[start:number])
    return threads


def _order(turn: str) -> float:
    """Turns without a number keep the order of the file."""
    try:
        return float(turn)
    except ValueError:
        return 0.0

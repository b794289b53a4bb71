"""The rows of a decision log: what was asked, and what a model answered."""

from __future__ import annotations

from clausebench.domain.effort import Effort
from clausebench.domain.importing.grid import Grid, GridRow
from clausebench.domain.importing.mapping import Columns, Field
from clausebench.domain.verdict import TokenCounts

_MOMENTS = ("at", "timestamp", "created_at", "time", "date")
_EFFORTS = ("effort", "reasoning_effort", "request.reasoning_effort")
_MOST = 1e9


class LogRows:
    """Reads cells by what their columns are for. What is missing is empty, or nothing."""

    def __init__(self, grid: Grid, columns: Columns) -> None:
        self._places = {f: grid.column(c) for f, c in columns.of.items()}
        self._tokens = tuple(
            _first(grid, f"tokens.{name}", f"{name}_tokens")
            for name in ("prompt", "reasoning", "completion")
        )
        self._milliseconds = _first(grid, "latency_ms", "duration_ms")
        self._seconds = _first(grid, "seconds", "latency")
        self._moment, self._effort = _first(grid, *_MOMENTS), _first(grid, *_EFFORTS)

    def content(self, row: GridRow) -> str:
        return self._cell(row, Field.CONTENT)

    def final(self, row: GridRow) -> str:
        return self._cell(row, Field.FINAL)

    def reasoning(self, row: GridRow) -> str:
        return self._cell(row, Field.REASONING)

    def model(self, row: GridRow) -> str:
        return " ".join(self._cell(row, Field.MODEL).split())

    def policy_hash(self, row: GridRow) -> str:
        """Of the policy's text, without its prefix; empty if the row names none."""
        return self._cell(row, Field.POLICY_HASH).strip().casefold().removeprefix("sha256:")

    def moment(self, row: GridRow) -> str:
        """When it was asked, as the log writes it, to the minute."""
        return row.cells[self._moment].strip()[:16] if self._moment is not None else ""

    def effort(self, row: GridRow) -> Effort | None:
        word = row.cells[self._effort].strip().casefold() if self._effort is not None else ""
        return next((effort for effort in Effort if effort.value == word), None)

    def tokens(self, row: GridRow) -> TokenCounts:
        """What was written besides the reasoning is the answer."""
        prompt, reasoning, written = (_number(row, place) for place in self._tokens)
        return TokenCounts(int(prompt), int(reasoning), int(max(0.0, written - reasoning)))

    def seconds(self, row: GridRow) -> float:
        if self._milliseconds is not None:
            return _number(row, self._milliseconds) / 1000
        return _number(row, self._seconds)

    def _cell(self, row: GridRow, wanted: Field) -> str:
        place = self._places.get(wanted)
        return row.cells[place] if place is not None else ""


def _first(grid: Grid, *names: str) -> int | None:
    return next((place for name in names if (place := grid.column(name)) is not None), None)


def _number(row: GridRow, place: int | None) -> float:
    try:
        return max(0.0, min(float(row.cells[place]), _MOST)) if place is not None else 0.0
    except ValueError:
        return 0.0

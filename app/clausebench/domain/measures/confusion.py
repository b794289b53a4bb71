"""What was expected against what came, with the cases behind each number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NO_VERDICT = "no verdict"
"""An answer of its own: nothing readable, or no majority. It is never right."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The cases that expect ``expected`` and got ``got``."""

    expected: str
    got: str
    names: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.names)

    @property
    def is_right(self) -> bool:
        return self.expected == self.got


@dataclass(frozen=True, slots=True)
class Confusion:
    """``expected`` are the rows, ``got`` the columns, in the order in which to show them;
    ``cells`` are those with at least one case."""

    expected: tuple[str, ...]
    got: tuple[str, ...]
    cells: tuple[Cell, ...]

    def cell(self, expected: str, got: str) -> Cell:
        """Also for a pair that never happened."""
        found = (c for c in self.cells if (c.expected, c.got) == (expected, got))
        return next(found, Cell(expected, got, ()))

    @property
    def n(self) -> int:
        return sum(cell.count for cell in self.cells)


def confusion(
    rows: Iterable[tuple[str, str | None, str]], classes: Sequence[str] = ()
) -> Confusion:
    """From (expected, got, name of the case). ``classes`` come first and in this order, where
    they occur; then the others by name, and last the column of those without a verdict."""
    names: dict[tuple[str, str], list[str]] = {}
    for expected, got, name in rows:
        names.setdefault((expected, got or NO_VERDICT), []).append(name)
    wanted = {expected for expected, _ in names}
    came = {got for _, got in names} - {NO_VERDICT}
    every = in_order(wanted | came, classes)
    is_silent = any(got == NO_VERDICT for _, got in names)
    return Confusion(
        tuple(name for name in every if name in wanted),
        (*every, *([NO_VERDICT] if is_silent else [])),
        tuple(Cell(expected, got, tuple(found)) for (expected, got), found in names.items()),
    )


def in_order(found: Iterable[str], first: Sequence[str]) -> tuple[str, ...]:
    """``first`` where they occur, then the others by name."""
    every = set(found)
    known = tuple(name for name in first if name in every)
    return (*known, *sorted(every.difference(known)))

"""What a table shows of its rows, as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Generic, Protocol, TypeVar

from clausebench.ui.verdict_chip import ChipLook


class Identified(Protocol):
    """Rows are told apart by id, so that a table can be read anew without losing its place."""

    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=Identified)


class Drawn(Enum):
    """How a cell looks. ``MARK`` is an icon with its word, ``CHIP`` the same on a tint."""

    TEXT = auto()
    MUTED = auto()
    MARK = auto()
    CHIP = auto()


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column. ``width`` counts characters; ``key`` is what rows sort by, the text by default.

    Marks and chips come from ``look``, whose word is also the cell's text; None leaves the cell
    empty. ``is_needed`` hides a column that would say the same in every row.
    """

    title: str
    width: int
    text: Callable[[Row], str] = lambda _row: ""
    key: Callable[[Row], Any] | None = None
    look: Callable[[Row], ChipLook | None] | None = None
    drawn: Drawn = Drawn.TEXT
    tip: Callable[[Row], str] | None = None
    is_needed: Callable[[Sequence[Row]], bool] = bool
    stretches: bool = False

    def words(self, row: Row) -> str:
        """The cell in words."""
        if self.look is None:
            return self.text(row)
        look = self.look(row)
        return look.word if look else ""

    def sort_key(self, row: Row) -> Any:
        return self.key(row) if self.key else self.words(row).casefold()

"""What tells who somebody is, a row each, with a tick for what is replaced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal

from clausebench.domain.case import Case
from clausebench.domain.masking import mask_content, mask_derived
from clausebench.domain.redaction.replacing import POLICY_PLACE, Leak
from clausebench.services.export_preview import is_replaceable
from clausebench.ui.concealment import ConcealmentController
from clausebench.ui.exporting.export_words import few
from clausebench.ui.tables.column import Column, Drawn
from clausebench.ui.tables.rows_model import Index, RowsModel
from clausebench.ui.text.showable import one_line

_CHECK = Qt.ItemDataRole.CheckStateRole
_LENGTH = 60


@dataclass(frozen=True, slots=True)
class LeakRow:
    """``number`` counts in the order of first sight."""

    number: int
    leak: Leak
    is_replaced: bool

    @property
    def id(self) -> str:
        return str(self.number)

    @property
    def is_free(self) -> bool:
        """Whether there is anything to decide."""
        return is_replaceable(self.leak)

    @property
    def fate(self) -> str:
        if not self.is_free:
            return "Stays"
        return "Replace" if self.is_replaced else "Keep"


class Masking:
    """Shows found texts, and the names of cases they are in, as contents may be shown now."""

    def __init__(self, concealment: ConcealmentController) -> None:
        self._concealment = concealment
        self._contents: dict[str, str] = {}

    def know(self, cases: Iterable[Case]) -> None:
        self._contents = {case.name: case.content for case in cases}

    def text(self, row: LeakRow) -> str:
        return one_line(mask_content(row.leak.text, self._concealment.level), _LENGTH)

    def places(self, row: LeakRow) -> str:
        names = [self._place(name) for name in row.leak.places]
        return few(names)

    def _place(self, name: str) -> str:
        if name == POLICY_PLACE:
            return "the policy text"
        content = self._contents.get(name)
        if content is None:
            return name
        return one_line(mask_derived(name, content, self._concealment.level), 32)


def leak_columns(masking: Masking) -> tuple[Column[LeakRow], ...]:
    return (
        Column("Replace", 11, lambda row: row.fate, tip=lambda _row: ""),
        Column("What", 10, lambda row: _capital(row.leak.kind.value)),
        Column("Found", 23, masking.text, tip=lambda _row: ""),
        Column("Becomes", 31, _becomes, drawn=Drawn.MUTED),
        Column("Where", 8, masking.places, drawn=Drawn.MUTED, stretches=True),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _becomes(row: LeakRow) -> str:
    if not row.is_free or not row.is_replaced:
        return "–"
    return row.leak.pseudonym


class LeaksModel(RowsModel[LeakRow]):
    """The first column has the ticks. Rows of the policy alone have none."""

    ticked = Signal()

    def show_leaks(self, leaks: Iterable[Leak]) -> None:
        """All to be replaced, except those that were kept before."""
        kept = {row.leak.text for row in self.rows if not row.is_replaced}
        self.show_rows(
            LeakRow(number, leak, leak.text not in kept) for number, leak in enumerate(leaks, 1)
        )

    def decide(self, rows: Iterable[LeakRow], *, is_replaced: bool) -> None:
        """Replace these everywhere, or keep them."""
        self.put(replace(row, is_replaced=is_replaced) for row in rows if row.is_free)
        self.ticked.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != _CHECK:
            return super().data(index, role)
        row = self.row_at(index)
        if row is None or index.column() or not row.is_free:
            return None
        return Qt.CheckState.Checked if row.is_replaced else Qt.CheckState.Unchecked

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_at(index)
        if role != _CHECK or row is None or index.column() or not row.is_free:
            return False
        self.decide((row,), is_replaced=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        row = self.row_at(index)
        if row is not None and not index.column() and row.is_free:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

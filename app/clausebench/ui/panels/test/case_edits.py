"""Changes of test cases that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtGui import QUndoCommand

Write = Callable[[str, Mapping[str, Any]], None]
"""Takes a field's name and its values by case id."""


class ChangeCases(QUndoCommand):
    """One field of some cases."""

    def __init__(
        self, title: str, field: str, old: Mapping[str, Any], new: Mapping[str, Any], write: Write
    ) -> None:
        super().__init__(title)
        self._field, self._old, self._new, self._write = field, old, new, write

    def redo(self) -> None:
        self._write(self._field, self._new)

    def undo(self) -> None:
        self._write(self._field, self._old)


class RemoveCases(QUndoCommand):
    """Takes cases out of the suite and brings them back."""

    def __init__(
        self,
        title: str,
        case_ids: Sequence[str],
        remove: Callable[[Sequence[str]], None],
        restore: Callable[[Sequence[str]], None],
    ) -> None:
        super().__init__(title)
        self._case_ids, self._remove, self._restore = tuple(case_ids), remove, restore

    def redo(self) -> None:
        self._remove(self._case_ids)

    def undo(self) -> None:
        self._restore(self._case_ids)

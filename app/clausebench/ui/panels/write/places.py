"""Where one was before a jump, so that one can go back."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

_MOST = 50


class Places:
    """Cursors left behind by jumps; they move with later edits of their document."""

    def __init__(self) -> None:
        self._cursors: list[QTextCursor] = []

    def leave(self, cursor: QTextCursor) -> None:
        """Remember a place before jumping away from it."""
        self._cursors = [*self._cursors[1 - _MOST :], QTextCursor(cursor)]

    def back(self) -> QTextCursor | None:
        """The place left last, forgotten as it is returned; None if there is none."""
        return self._cursors.pop() if self._cursors else None

    def forget(self) -> None:
        self._cursors.clear()

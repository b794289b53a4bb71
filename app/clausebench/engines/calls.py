"""Several calls to one engine process whose replies are read in the order they come."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from clausebench.domain.cancel import CancelToken
from clausebench.engines.connection import Connection, Inbox
from clausebench.engines.messages import Sendable


class Calls:
    """Used as a context: whatever is open at its end is cancelled.

    ``numbers`` gives each call its number; ``cancel`` ends them all.
    """

    def __init__(self, connection: Connection, numbers: Iterator[int], cancel: CancelToken) -> None:
        self._connection = connection
        self._numbers = numbers
        self._inbox: Inbox = SimpleQueue()
        self._lock = threading.Lock()
        self._open: set[int] = set()
        cancel.on_cancel(self.cancel_all)

    def ask(self, request: Sendable) -> int:
        """Send a call; returns its number."""
        number = next(self._numbers)
        with self._lock:
            self._open.add(number)
        self._connection.ask(number, request, self._inbox)
        return number

    def reply(self) -> tuple[int, Sendable]:
        """The next reply to any of them. Raises as ``Connection.reply``."""
        return self._connection.reply(self._inbox)

    def end(self, number: int) -> None:
        """A call that has had its last reply."""
        with self._lock:
            self._open.discard(number)
        self._connection.leave(number)

    def cancel_all(self) -> None:
        """From any thread: ask for the end of whatever is open."""
        with self._lock:
            numbers = tuple(self._open)
        for number in numbers:
            self._connection.cancel(number)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.cancel_all()
        for number in tuple(self._open):
            self.end(number)

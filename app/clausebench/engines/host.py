"""Keeps the engine in a process of its own.

A native abort, or the kernel short of memory, ends the process over there and never this one:
here it is an exception, ``WorkerDied``, that carries a sentence.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator, Sequence

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import EngineError, EngineMissingError, PromptTooLongError
from clausebench.engines.calls import Calls
from clausebench.engines.connection import Connection, WorkerDied
from clausebench.engines.frames import LARGEST_FRAME, FrameTooLargeError
from clausebench.engines.messages import PROTOCOL, Sendable


class Host:
    """Starts the process when it is needed, and another when it has died.

    Any thread may call; the process answers several calls at once where it can.
    """

    def __init__(
        self, command: Sequence[str], *, ping_seconds: float = 2.0, patience: int = 5
    ) -> None:
        self._command = tuple(command)
        self._ping = (ping_seconds, patience)
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._generation = 0
        self._is_closed = False

    @property
    def is_closed(self) -> bool:
        return self._is_closed

    @property
    def generation(self) -> int:
        """Grows with every process: a new one knows nothing of what the old one was told."""
        return self._generation

    @property
    def pid(self) -> int | None:
        """The process that runs now, if one does."""
        connection = self._connection
        return connection.pid if connection and connection.is_alive else None

    def call(self, request: Sendable, cancel: CancelToken) -> Iterator[Sendable]:
        """Ask, and yield the replies.

        Raises ``WorkerDied``, ``CallStopped``, and the ``AppError`` that the engine reports.
        """
        try:
            yield from self._ready().call(next(self._numbers), request, cancel)
        except FrameTooLargeError:
            raise PromptTooLongError(
                "The text is too long to be judged.",
                f"Policy and content together exceed {LARGEST_FRAME >> 20} MiB.",
                "Judge a shorter content.",
            ) from None

    def calls(self, cancel: CancelToken) -> Calls:
        """Several calls at once to the process as it is now. Raises ``WorkerDied``."""
        return Calls(self._ready(), self._numbers, cancel)

    def close(self) -> None:
        """End the process for good. Safe to call twice."""
        with self._lock:
            self._is_closed = True
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _ready(self) -> Connection:
        connection, is_new = self._connect()
        if is_new:
            _greet(connection, self._command[0])
        return connection

    def _connect(self) -> tuple[Connection, bool]:
        with self._lock:
            if self._is_closed:
                raise EngineError("The engine has been closed.")
            if self._connection is not None and self._connection.is_alive:
                return self._connection, False
            if self._connection is not None:
                self._connection.close()
            try:
                self._connection = Connection(self._command, *self._ping)
            except OSError as error:
                raise EngineMissingError(
                    "The engine program cannot be started.",
                    f"{self._command[0]}: {error.strerror}.",
                    "Choose another engine program in the settings, or none.",
                ) from error
            self._generation += 1
            return self._connection, True


def _greet(connection: Connection, program: str) -> None:
    try:
        hello = connection.greet()
    except WorkerDied as death:
        if death.was_killed:
            raise
        last = death.log[-1] if death.log else death.cause
        raise EngineMissingError(
            "The engine program did not start.",
            f"{program}: {last}",
            "Reinstall Clausebench, or choose another engine program in the settings.",
        ) from None
    if hello.protocol != PROTOCOL:
        connection.close()
        raise EngineMissingError(
            "The engine program is of another version.",
            f"It speaks protocol {hello.protocol}; this Clausebench speaks {PROTOCOL}.",
            "Choose another engine program in the settings, or none.",
        )

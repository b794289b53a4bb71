"""Calls and their replies over one engine process, for as long as it lives."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from queue import Empty, SimpleQueue

from clausebench.domain.cancel import CancelToken
from clausebench.engines.child import Child
from clausebench.engines.endings import exit_cause, was_killed
from clausebench.engines.messages import (
    Cancel,
    Done,
    Envelope,
    Failed,
    Hello,
    Ping,
    Sendable,
    Stopped,
)

_GREETING = 0
_STARTING_TAKES = 6


class WorkerDied(Exception):
    """The process ended while somebody waited for its reply.

    ``was_killed`` says that somebody ended it from outside, so that it may well live next time.
    """

    def __init__(
        self, cause: str, log: tuple[str, ...] = (), *, was_killed: bool = False, pid: int = 0
    ) -> None:
        super().__init__(cause)
        self.pid = pid
        self.cause = cause
        self.log = log
        self.was_killed = was_killed


class CallStopped(Exception):
    """The call was cancelled before it had anything to show."""


Reply = tuple[int, Sendable | WorkerDied]
Inbox = SimpleQueue[Reply]
"""Each reply with the number of its call: several calls may share an inbox."""


class Connection:
    """One process and the replies that wait to be read.

    While somebody waits, the process is pinged every ``ping_seconds``; after ``patience`` pings
    without a sign of life it is killed. Over there a thread of its own answers, so a long
    computation is no reason to be silent.
    """

    def __init__(self, command: Sequence[str], ping_seconds: float, patience: int) -> None:
        """Start the process. Raises ``OSError`` when there is no such program."""
        self._ping_seconds = ping_seconds
        self._patience = patience
        self._lock = threading.Lock()
        self._inboxes: dict[int, Inbox] = {_GREETING: SimpleQueue()}
        self._ended: WorkerDied | None = None
        self._was_heard = False
        self._verdict = ""
        self._child = Child(command, self._on_envelope, self._on_end)

    @property
    def pid(self) -> int:
        return self._child.pid

    @property
    def is_alive(self) -> bool:
        return self._ended is None

    def greet(self) -> Hello:
        """Wait for the process to say hello. Raises ``WorkerDied``."""
        inbox = self._inboxes[_GREETING]
        try:
            _, reply = self._wait(inbox, self._patience * _STARTING_TAKES)
        finally:
            self.leave(_GREETING)
        return reply if isinstance(reply, Hello) else Hello(protocol=0)

    def call(self, number: int, request: Sendable, cancel: CancelToken) -> Iterator[Sendable]:
        """The replies. Raises ``WorkerDied``, ``CallStopped`` and what the process reports.

        A caller that stops reading early cancels the call.
        """
        inbox: Inbox = SimpleQueue()
        try:
            self.ask(number, request, inbox)
            cancel.on_cancel(lambda: self.cancel(number))
            while not isinstance(reply := self.reply(inbox)[1], Done):
                yield reply
        except GeneratorExit:
            self.cancel(number)
            raise
        finally:
            self.leave(number)

    def ask(self, number: int, request: Sendable, inbox: Inbox) -> None:
        """Send a call whose replies come to ``inbox``; ``leave`` it in the end."""
        with self._lock:
            self._inboxes[number] = inbox
            if self._ended is not None:
                inbox.put((number, self._ended))
        self._child.send(Envelope(number, request))

    def reply(self, inbox: Inbox) -> tuple[int, Sendable]:
        """The next reply and the number of its call; ``Done`` is the last of each.

        Raises ``WorkerDied``, ``CallStopped`` and what the process reports.
        """
        number, reply = self._wait(inbox, self._patience)
        if isinstance(reply, Failed):
            raise reply.as_error()
        if isinstance(reply, Stopped):
            raise CallStopped
        return number, reply

    def leave(self, number: int) -> None:
        """Nobody waits for this call's replies any more."""
        with self._lock:
            self._inboxes.pop(number, None)

    def cancel(self, number: int) -> None:
        """Ask for the end of a call, if it is still open."""
        with self._lock:
            is_open = number in self._inboxes
        if is_open:
            self._child.send(Envelope(number, Cancel()))

    def close(self) -> None:
        """End the process and the threads; callers that wait get ``WorkerDied``."""
        self._child.close()

    def _wait(self, inbox: Inbox, patience: int) -> tuple[int, Sendable]:
        silent = 0
        while True:
            self._was_heard = False
            try:
                number, reply = inbox.get(timeout=self._ping_seconds)
            except Empty:
                silent = 0 if self._was_heard else silent + 1
                self._remind(gives_up=silent >= patience)
                continue
            if isinstance(reply, WorkerDied):
                raise reply
            return number, reply

    def _remind(self, *, gives_up: bool) -> None:
        if gives_up:
            self._verdict = "it no longer answered"
            self._child.kill()
        else:
            self._child.send(Envelope(_GREETING, Ping()))

    def _on_envelope(self, envelope: Envelope) -> None:
        self._was_heard = True
        with self._lock:
            inbox = self._inboxes.get(envelope.call)
        if inbox is not None:
            inbox.put((envelope.call, envelope.message))

    def _on_end(self, code: int, log: tuple[str, ...]) -> None:
        with self._lock:
            cause = self._verdict or exit_cause(code)
            killed = was_killed(code)
            self._ended = WorkerDied(cause, log, was_killed=killed, pid=self._child.pid)
            for number, inbox in self._inboxes.items():
                inbox.put((number, self._ended))

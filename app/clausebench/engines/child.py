"""One engine process: started, talked to, and never left behind."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from typing import BinaryIO, cast

from clausebench.engines.frames import FrameError, encode_frame, read_frame
from clausebench.engines.launch import engine_environment
from clausebench.engines.messages import Envelope

LOG_LINES = 50
_LONGEST_LINE = 300
_GRACE_SECONDS = 2.0


class Child:
    """A process and the three threads that serve its pipes.

    ``on_envelope`` gets what it says; ``on_end`` its exit code and latest lines, once, after
    everything it said; both on the reading thread. Nothing here blocks on a process that
    has stopped reading.
    """

    def __init__(
        self,
        command: Sequence[str],
        on_envelope: Callable[[Envelope], None],
        on_end: Callable[[int, tuple[str, ...]], None],
    ) -> None:
        """Start the process. Raises ``OSError`` when there is no such program."""
        self._command = tuple(command)
        self._on_envelope = on_envelope
        self._on_end = on_end
        self._log: deque[str] = deque(maxlen=LOG_LINES)
        self._outbox: SimpleQueue[bytes | None] = SimpleQueue()
        self._started: SimpleQueue[subprocess.Popen[bytes] | OSError] = SimpleQueue()
        self._attendant = attendant = _thread(self._attend, "engine-log")
        process = self._started.get()
        if isinstance(process, OSError):
            attendant.join()
            raise process
        self._process = process
        writer = _thread(self._write, "engine-writer")
        self._threads = [attendant, writer, _thread(self._read, "engine-reader")]

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def log(self) -> tuple[str, ...]:
        """The latest lines it printed; native code prints no content."""
        return tuple(self._log)

    def send(self, envelope: Envelope) -> None:
        """Queue a message; lost if the process has ended. Raises ``FrameTooLargeError``."""
        self._outbox.put(encode_frame(envelope.to_plain()))

    def kill(self) -> None:
        """End it at once; ``on_end`` follows."""
        self._process.kill()

    def close(self) -> None:
        """End it, politely at first, and its threads. Safe to call twice.

        A process that sees the end of its input exits; one that does not is killed.
        """
        self._outbox.put(None)
        try:
            self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join()

    def _attend(self) -> None:
        """Start the process, then keep its last lines until it has none.

        On Linux the kernel kills the process when the *thread* that started it ends, so it is
        started by one that lives exactly as long.
        """
        pipe = subprocess.PIPE
        try:
            process = subprocess.Popen(  # noqa: S603 - a command from the settings, no shell
                self._command, stdin=pipe, stdout=pipe, stderr=pipe, env=engine_environment()
            )
        except OSError as error:
            self._started.put(error)
            return
        self._started.put(process)
        with cast(BinaryIO, process.stderr) as lines:
            for line in lines:
                self._log.append(line.decode("utf-8", "replace").rstrip()[:_LONGEST_LINE])
        process.wait()

    def _write(self) -> None:
        # A process that is gone reads nothing; the reading thread tells about its end.
        with contextlib.suppress(OSError), cast(BinaryIO, self._process.stdin) as pipe:
            while (data := self._outbox.get()) is not None:
                pipe.write(data)
                pipe.flush()

    def _read(self) -> None:
        with cast(BinaryIO, self._process.stdout) as pipe:
            try:
                while (data := read_frame(pipe)) is not None:
                    self._on_envelope(Envelope.from_plain(data))
            except FrameError as error:
                self._log.append(f"the engine spoke nonsense: {error}")
                self._process.kill()
        self._outbox.put(None)
        code = self._exit_code()
        self._attendant.join(_GRACE_SECONDS)  # its last lines may still be on their way
        self._on_end(code, self.log)

    def _exit_code(self) -> int:
        """A process that closed its pipe but lives on is ended."""
        try:
            return self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()


def _thread(work: Callable[[], None], name: str) -> threading.Thread:
    thread = threading.Thread(target=work, name=name, daemon=True)
    thread.start()
    return thread

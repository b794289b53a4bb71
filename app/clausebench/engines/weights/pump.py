"""Reads a connection on a thread of its own, so that whoever waits for bytes can stop waiting."""

from __future__ import annotations

import threading
from contextlib import suppress
from queue import Empty, Full, Queue

from clausebench.engines.weights.hub import ConnectionLostError, Stream

_AHEAD = 32
_TICK = 0.2

_End = ConnectionLostError | None


class Pump:
    """``next`` gives bytes as they come, None while there are none yet."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._queue: Queue[bytes | tuple[_End]] = Queue(_AHEAD)
        self._must_stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="download", daemon=True)
        self._thread.start()

    def next(self) -> bytes | None:
        """Waits a moment at the most. Empty bytes are the end. Raises ``ConnectionLostError``."""
        try:
            found = self._queue.get(timeout=_TICK)
        except Empty:
            return None
        if isinstance(found, bytes):
            return found
        if found[0] is not None:
            raise found[0]
        return b""

    def stop(self) -> list[bytes]:
        """Whoever reads gives up as soon as the connection lets it; returns what had come."""
        self._must_stop.set()
        came: list[bytes] = []
        with suppress(Empty):
            while isinstance(found := self._queue.get_nowait(), bytes):
                came.append(found)
        return came

    def _run(self) -> None:
        end: _End = None
        try:
            for chunk in self._stream.chunks():
                if not self._put(chunk):
                    return
        except ConnectionLostError as error:
            end = error
        except Exception as error:  # noqa: BLE001 - a stream closed under our feet
            end = ConnectionLostError(type(error).__name__)
        self._put((end,))

    def _put(self, item: bytes | tuple[_End]) -> bool:
        while not self._must_stop.is_set():
            try:
                self._queue.put(item, timeout=_TICK)
            except Full:
                continue
            return True
        return False

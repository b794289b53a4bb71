"""Engine processes that misbehave, for the tests of the process that keeps them.

Run as ``python -m tests.support.fake_worker MISDEED``; speaks the engine's protocol otherwise.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO

from clausebench.domain.judging import Loading, TokenCount
from clausebench.engines.frames import encode_frame, read_frame
from clausebench.engines.messages import Done, Envelope, Hello, Ping, Pong, Sendable


def send(sink: BinaryIO, call: int, message: Sendable) -> None:
    sink.write(encode_frame(Envelope(call, message).to_plain()))
    sink.flush()


def _raw(data: bytes) -> Callable[[BinaryIO, int], None]:
    def misbehave(sink: BinaryIO, _call: int) -> None:
        sink.write(data)
        sink.flush()

    return misbehave


def _behave(sink: BinaryIO, call: int) -> None:
    send(sink, call, TokenCount(3, exact=True))
    send(sink, call, Done())


def _die(sink: BinaryIO, call: int) -> None:
    send(sink, call, Loading(0.5))
    sys.stderr.write("line one\nthe last line\n")
    sys.stderr.flush()
    os.kill(os.getpid(), signal.SIGSEGV)


def _half_a_frame(sink: BinaryIO, _call: int) -> None:
    sink.write(struct.pack(">I", 1000) + b'{"call":')
    sink.flush()
    os._exit(0)


def _fall_silent(_sink: BinaryIO, _call: int) -> None:
    threading.Event().wait()


def _answer_only_pings(sink: BinaryIO, call: int) -> None:
    """As during a long computation: two pings, then the reply."""
    for _ in range(2):
        ping = Envelope.from_plain(read_frame(sys.stdin.buffer))
        if isinstance(ping.message, Ping):
            send(sink, ping.call, Pong())
    _behave(sink, call)


def _deaf(sink: BinaryIO, call: int) -> None:
    """Ignores the end of its input."""
    _behave(sink, call)
    threading.Event().wait()


MISDEEDS: dict[str, Callable[[BinaryIO, int], None]] = {
    "none": _behave,
    "garbage": _raw(b"llama_model_loader: loaded meta data with 29 key-value pairs\n"),
    "not-json": _raw(struct.pack(">I", 3) + b"{]}"),
    "not-a-message": _raw(encode_frame({"call": 1, "kind": "os.system", "value": "ls"})),
    "oversized": _raw(struct.pack(">I", 2**31)),
    "half-a-frame": _half_a_frame,
    "dies": _die,
    "silent": _fall_silent,
    "busy": _answer_only_pings,
    "deaf": _deaf,
}


def main() -> None:
    misdeed, sink = sys.argv[1], sys.stdout.buffer
    if misdeed == "rude":
        sys.exit("no module named anything")
    send(sink, 0, Hello(99) if misdeed == "foreign" else Hello())
    while (data := read_frame(sys.stdin.buffer)) is not None:
        envelope = Envelope.from_plain(data)
        if isinstance(envelope.message, Ping):
            send(sink, envelope.call, Pong())
        else:
            MISDEEDS[misdeed](sink, envelope.call)


if __name__ == "__main__":
    main()

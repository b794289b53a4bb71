"""The engine's process: messages in, messages out.

``python -m clausebench.engines.worker`` is started by ``engines.child``. One thread reads, so
that pings are answered and cancels heard while the main thread computes; at the end of the
input the process ends, whatever it is doing. Judgements take turns in the same batches; any other
call is answered between two of them.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, BinaryIO

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.errors import AppError, EngineError
from clausebench.engines.frames import FrameError, encode_frame, read_frame
from clausebench.engines.hardening import harden, private_pipes
from clausebench.engines.llama.judge import LlamaJudge
from clausebench.engines.llama.measuring import Bench
from clausebench.engines.messages import (
    Benchmark,
    Cancel,
    CountTokens,
    Done,
    Envelope,
    Failed,
    Hello,
    Judge,
    Load,
    Open,
    Ping,
    Pong,
    Render,
    Sendable,
    Stopped,
)

_NONSENSE = 2
Answer = Callable[[Any, CancelToken], Iterator[Sendable]]


class Worker:
    """Serves one judge over a pair of streams."""

    def __init__(self, source: BinaryIO, sink: BinaryIO, judge: LlamaJudge) -> None:
        self._source = source
        self._sink = sink
        self._sink_lock = threading.Lock()
        self._calls: SimpleQueue[Envelope] = SimpleQueue()
        self._cancels: dict[int, CancelToken] = {}
        self._cancels_lock = threading.Lock()
        self._judge = judge
        self._answers: dict[type, Answer] = {
            Open: lambda m, _cancel: judge.open(m.path),
            Load: lambda m, cancel: judge.load(m.path, m.options, m.kept, cancel),
            CountTokens: lambda m, _cancel: judge.count_tokens(m.text),
            Benchmark: lambda m, cancel: Bench(m.path, m.options, m.plan).run(cancel),
            Render: lambda m, _cancel: judge.render(m.request),
        }

    def serve(self) -> None:
        """Answer calls for ever; the reading thread ends the process."""
        self._send(0, Hello())
        threading.Thread(target=self._read, name="engine-reader", daemon=True).start()
        while True:
            for envelope in self._heard():
                self._answer(envelope)
            self._judge.step()

    def _heard(self) -> Iterator[Envelope]:
        """The calls that came in; waits for one while there is nothing else to do."""
        with suppress(Empty):
            while True:
                yield self._calls.get(block=self._judge.is_idle)

    def _read(self) -> None:
        try:
            while (data := read_frame(self._source)) is not None:
                self._receive(Envelope.from_plain(data))
        except FrameError as error:
            print(f"not a message: {error}", file=sys.stderr, flush=True)  # noqa: T201 - the log
            os._exit(_NONSENSE)
        os._exit(0)

    def _receive(self, envelope: Envelope) -> None:
        if isinstance(envelope.message, Ping):
            self._send(envelope.call, Pong())
        elif isinstance(envelope.message, Cancel):
            with self._cancels_lock:
                if envelope.call in self._cancels:
                    self._cancels[envelope.call].cancel()
        else:
            with self._cancels_lock:
                self._cancels[envelope.call] = CancelToken()
            self._calls.put(envelope)

    def _answer(self, envelope: Envelope) -> None:
        if isinstance(envelope.message, Judge):
            self._begin(envelope.call, envelope.message)
        else:
            self._end(envelope.call, self._run(envelope))

    def _begin(self, call: int, question: Judge) -> None:
        """The judgement goes on step by step, beside others."""
        try:
            self._judge.submit(
                question.request,
                self._cancels[call],
                lambda event: self._send(call, event),
                lambda error: self._end(call, Failed.of(error) if error else Done()),
                is_urgent=question.is_urgent,
            )
        except AppError as error:
            self._end(call, Failed.of(error))
        except Exception as error:  # noqa: BLE001 - told to the parent, which decides
            self._end(call, Failed.of(EngineError("The engine failed.", _where(error))))

    def _end(self, call: int, last: Sendable) -> None:
        with self._cancels_lock:
            del self._cancels[call]
        self._send(call, last)

    def _run(self, envelope: Envelope) -> Sendable:
        """Send all replies but the last, which is returned."""
        answer = self._answers.get(type(envelope.message))
        if answer is None:
            return Failed.of(EngineError("The engine does not know this question."))
        try:
            for reply in answer(envelope.message, self._cancels[envelope.call]):
                self._send(envelope.call, reply)
        except Cancelled:
            return Stopped()
        except AppError as error:
            return Failed.of(error)
        except Exception as error:  # noqa: BLE001 - told to the parent, which decides
            return Failed.of(EngineError("The engine failed.", _where(error)))
        return Done()

    def _send(self, call: int, message: Sendable) -> None:
        frame = encode_frame(Envelope(call, message).to_plain())
        with self._sink_lock:
            self._sink.write(frame)
            self._sink.flush()


def _where(error: Exception) -> str:
    """Kind and place of an error; its message might quote content."""
    places = traceback.extract_tb(error.__traceback__)
    at = f" at {Path(places[-1].filename).name}:{places[-1].lineno}" if places else ""
    return f"{type(error).__name__}{at}"


def main() -> int:
    """Entry point of the process; it ends when its input does."""
    source, sink = private_pipes()
    harden()
    faulthandler.enable()
    try:
        Worker(source, sink, LlamaJudge()).serve()
    except OSError:
        return 0  # nobody listens any more
    return 0


if __name__ == "__main__":
    sys.exit(main())

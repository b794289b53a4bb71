"""How busy the main thread is while reasoning streams in, and how long it is ever blocked.

    python -m tests.bench.streaming_cost [TOKENS_PER_SECOND] [SECONDS]

A generator on the engine lane writes tokens at the given rate; the reasoning view shows, links
and highlights them, plain and concealed. Prints the main thread's share of one core and the gaps
of an 8 ms heartbeat. Budget: under 25 % at 200 tokens a second.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from tests.support.fake_desk import CONTENT, POLICY, REASONING
from tests.support.screenshots import pause

from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import ReasoningText
from clausebench.domain.masking import Concealment
from clausebench.domain.reading_policy import parse
from clausebench.settings import ThemeChoice
from clausebench.ui.app import make_application
from clausebench.ui.appearance import Appearance
from clausebench.ui.jobs import Lane, Lanes
from clausebench.ui.reasoning.judgement import Subject
from clausebench.ui.reasoning.view import ReasoningView

_ONE_PARAGRAPH = REASONING.replace("\n\n", " ") + " "
_PREFILL_TOKENS = 1500


def tokens(text: str) -> Iterator[str]:
    """Words with the blank before them, for ever: about what a tokenizer makes of prose."""
    while True:
        for word in text.split(" "):
            yield word + " "


def stream(rate: float, text: str) -> object:
    """Work for the engine lane: tokens at a rate until it is cancelled."""

    def work(cancel: CancelToken) -> Iterator[ReasoningText]:
        yield ReasoningText(
            "".join(t for t, _ in zip(tokens(text), range(_PREFILL_TOKENS), strict=False))
        )
        start = time.perf_counter()
        for number, token in enumerate(tokens(text)):
            wait = start + number / rate - time.perf_counter()
            if wait > 0 and cancel.wait(wait):
                return
            yield ReasoningText(token)

    return work


class Heartbeat:
    """Beats every 8 ms; remembers the longest times between two beats."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.gaps: list[float] = []
        self._timer = QTimer(interval=8)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self) -> list[float]:
        self._timer.stop()
        return sorted(self.gaps)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now


def measure(view: ReasoningView, lanes: Lanes, rate: float, seconds: float, text: str) -> str:
    """Stream into the view for a while."""
    view.begin(Subject(parse(POLICY), CONTENT))
    job = lanes.start(Lane.ENGINE, stream(rate, text))
    job.progressed.connect(view.take)
    pause(1500)  # the prefill is not what is measured
    heartbeat, cpu, wall = Heartbeat(), time.thread_time(), time.perf_counter()
    pause(round(seconds * 1000))
    busy = (time.thread_time() - cpu) / (time.perf_counter() - wall)
    gaps = heartbeat.stop()
    job.cancel()
    pause(300)
    p99 = gaps[int(len(gaps) * 0.99) - 1]
    return f"busy {busy:5.1%}   gap p99 {p99:5.1f}  max {gaps[-1]:5.1f} ms"


def main() -> None:
    rate = float(sys.argv[1]) if len(sys.argv) > 1 else 200.0
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 8.0
    app = make_application()
    appearance = Appearance(app)
    appearance.wear(ThemeChoice.LIGHT, 0)
    lanes = Lanes()
    view = ReasoningView(appearance, lanes)
    view.resize(420, 800)
    view.show()
    for level in (Concealment.PLAIN, Concealment.CONCEALED):
        view.conceal(level)
        for name, text in (("lines", REASONING), ("one paragraph", _ONE_PARAGRAPH)):
            line = measure(view, lanes, rate, seconds, text)
            sys.stdout.write(f"{rate:.0f} tok/s, {level}, {name:14} {line}\n")
    lanes.shutdown()
    assert threading.active_count() == 1


if __name__ == "__main__":
    main()

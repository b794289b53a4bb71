"""The engine's own process: its manners, its mortality."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import psutil
import pytest
from tests.support.engines import CONTENT, POLICY
from tests.support.gguf_maker import scripted_weights

from clausebench.domain.judging import Answered, JudgeRequest, ReasoningText
from clausebench.engines.frames import encode_frame, read_frame
from clausebench.engines.launch import engine_command, engine_environment
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.messages import (
    Cancel,
    CountTokens,
    Done,
    Envelope,
    Failed,
    Hello,
    Judge,
    Load,
    Ping,
    Pong,
    Sendable,
)

pytestmark = [pytest.mark.process, pytest.mark.llama]
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

SOON = 2.0
ENDLESS = JudgeRequest(POLICY, CONTENT, max_reasoning_tokens=100_000)


class Engine:
    """A worker without a host: bytes in, bytes out."""

    def __init__(self) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            engine_command(), stdin=pipe, stdout=pipe, stderr=pipe, env=engine_environment()
        )
        assert self.read() == Envelope(0, Hello())

    def write(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, call: int, message: Sendable) -> None:
        self.write(encode_frame(Envelope(call, message).to_plain()))

    def read(self) -> Envelope:
        return Envelope.from_plain(read_frame(cast(BinaryIO, self.process.stdout)))

    def read_until(self, *kinds: type) -> Sendable:
        while not isinstance(message := self.read().message, kinds):
            pass
        return message

    def load(self, weights: Path) -> None:
        self.send(1, Load(str(weights), LlamaOptions(threads=1, repack=False)))
        assert isinstance(self.read_until(Done, Failed), Done)

    def hang_up(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine()
    yield engine
    engine.process.kill()
    engine.process.wait()
    for pipe in (engine.process.stdin, engine.process.stdout, engine.process.stderr):
        assert pipe is not None
        pipe.close()


@pytest.fixture
def endless(engine: Engine, weights_folder: Path) -> Engine:
    """In the middle of a judgement that would take minutes."""
    engine.load(scripted_weights(weights_folder, "reasons-for-ever"))
    engine.send(2, Judge(ENDLESS))
    engine.read_until(ReasoningText)
    return engine


@pytest.mark.parametrize(
    "garbage",
    [
        *(b"GET / HTTP/1.1\r\n\r\n", struct.pack(">I", 2**31), struct.pack(">I", 2) + b"{]"),
        encode_frame({"call": 1, "kind": "Judge", "value": {"policy_text": "secret words"}}),
    ],
)
def test_garbage_ends_the_process_without_quoting_it(engine: Engine, garbage: bytes) -> None:
    engine.write(garbage)
    _, log = engine.process.communicate()
    assert engine.process.returncode == 2
    assert b"not a message" in log
    assert b"secret" not in log


def test_half_a_frame_and_then_nothing_ends_the_process(engine: Engine) -> None:
    engine.write(struct.pack(">I", 1000) + b'{"call"')
    engine.process.communicate()
    assert engine.process.returncode == 2


def test_the_end_of_its_input_ends_an_idle_process(engine: Engine) -> None:
    engine.hang_up()
    assert engine.process.wait(SOON) == 0


def test_the_end_of_its_input_ends_a_computing_process(endless: Engine) -> None:
    endless.hang_up()
    assert endless.process.wait(SOON) == 0


def test_pings_are_answered_while_it_computes(endless: Engine) -> None:
    endless.send(0, Ping())
    assert isinstance(endless.read_until(Pong, Answered), Pong)


def test_a_call_that_waits_can_be_cancelled(endless: Engine) -> None:
    endless.send(3, Judge(ENDLESS))
    endless.send(3, Cancel())
    endless.send(2, Cancel())
    stops: list[tuple[str, bool]] = []
    while len(stops) < 2:
        answered = endless.read_until(Answered)
        assert isinstance(answered, Answered)
        stops.append((answered.answer.stop.value, bool(answered.answer.reasoning)))
    assert sorted(stops) == [("cancelled", False), ("cancelled", True)]


def test_a_cancel_that_comes_too_late_harms_nobody(engine: Engine, weights_folder: Path) -> None:
    engine.load(scripted_weights(weights_folder, "binary"))
    engine.send(1, Cancel())
    engine.send(2, Judge(ENDLESS))
    answered = engine.read_until(Answered)
    assert isinstance(answered, Answered)
    assert answered.answer.final == "1"


def test_a_question_before_the_weights_is_an_error_and_not_the_end(engine: Engine) -> None:
    engine.send(1, CountTokens("secret words"))
    failed = engine.read_until(Failed)
    assert isinstance(failed, Failed)
    assert failed.error == "EngineError"
    engine.send(0, Ping())
    assert isinstance(engine.read_until(Pong), Pong)


def test_an_unforeseen_error_is_told_without_its_message(
    engine: Engine, weights_folder: Path
) -> None:
    path = str(scripted_weights(weights_folder, "binary"))
    engine.send(1, Load(path, LlamaOptions(threads=1, repack=False, digests="secret \0 words")))
    failed = engine.read_until(Failed)
    assert isinstance(failed, Failed)
    assert failed.detail.startswith("ValueError at ")
    assert "secret" not in str(failed)


@linux_only
def test_it_guards_content_and_the_rest_of_the_computer(engine: Engine) -> None:
    proc = Path(f"/proc/{engine.process.pid}")
    assert (proc / "oom_score_adj").read_text().strip() == "1000"
    limits = (proc / "limits").read_text()
    assert "Max core file size        0                    0" in limits
    assert "Umask:\t0077" in (proc / "status").read_text()


@linux_only
def test_native_output_cannot_reach_the_protocol(engine: Engine) -> None:
    descriptors = Path(f"/proc/{engine.process.pid}/fd")
    nothing, out, log = (os.fspath((descriptors / n).readlink()) for n in "012")
    assert (nothing, out) == (os.devnull, log)


_APP = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from typing import BinaryIO, cast
from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import ReasoningText
from tests.support.engines import scripted_engine
from tests.engines.test_worker import ENDLESS
engine = scripted_engine(Path(sys.argv[2]), "reasons-for-ever")
for event in engine.judge(ENDLESS, CancelToken()):
    if isinstance(event, ReasoningText):
        print(engine.pid, flush=True)
"""


def test_it_dies_with_the_program_that_started_it(weights_folder: Path) -> None:
    root = str(Path(__file__).resolve().parents[2])
    app = subprocess.Popen(
        (sys.executable, "-c", _APP, root, str(weights_folder)),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert app.stdout is not None
    worker = psutil.Process(int(app.stdout.readline()))
    os.kill(app.pid, signal.SIGKILL)
    app.communicate()
    worker.wait(SOON)
    assert not worker.is_running()

"""Keeping a process that may do anything."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import EngineError, EngineMissingError, PromptTooLongError
from clausebench.domain.judging import TokenCount
from clausebench.engines.connection import WorkerDied
from clausebench.engines.frames import LARGEST_FRAME
from clausebench.engines.host import Host
from clausebench.engines.messages import CountTokens

pytestmark = pytest.mark.process

ROOT = Path(__file__).resolve().parents[2]
MakeHost = Callable[..., Host]


@pytest.fixture
def make_host() -> Iterator[MakeHost]:
    made: list[Host] = []

    def make(misdeed: str, **timing: float) -> Host:
        start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); "
        start += "from tests.support.fake_worker import main; main()"
        command = (sys.executable, "-c", start, misdeed)
        made.append(Host(command, **timing))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for host in made:
        host.close()


def _ask(host: Host) -> list[object]:
    return list(host.call(CountTokens("text"), CancelToken()))


def test_one_process_answers_many_calls(make_host: MakeHost) -> None:
    host = make_host("none")
    assert host.pid is None
    assert _ask(host) == [TokenCount(3, exact=True)]
    first = host.pid
    assert _ask(host) == [TokenCount(3, exact=True)]
    assert host.pid == first is not None


@pytest.mark.parametrize(
    ("misdeed", "cause"),
    [
        *(("garbage", "killed"), ("not-json", "killed"), ("not-a-message", "killed")),
        *(("oversized", "killed"), ("half-a-frame", "code 0"), ("dies", "not its own")),
    ],
)
def test_a_process_that_breaks_the_rules_is_ended_and_replaced(
    make_host: MakeHost, misdeed: str, cause: str
) -> None:
    host = make_host(misdeed)
    for generation in (1, 2):
        with pytest.raises(WorkerDied) as caught:
            _ask(host)
        assert cause in caught.value.cause
        assert host.generation == generation
        assert host.pid is None


def test_the_last_lines_of_a_dead_process_are_kept(make_host: MakeHost) -> None:
    with pytest.raises(WorkerDied) as caught:
        _ask(make_host("dies"))
    assert "the last line" in caught.value.log


def test_a_silent_process_is_killed(make_host: MakeHost) -> None:
    host = make_host("silent", ping_seconds=0.2, patience=3)
    with pytest.raises(WorkerDied, match="no longer answered"):
        _ask(host)


def test_a_busy_process_that_answers_pings_is_waited_for(make_host: MakeHost) -> None:
    host = make_host("busy", ping_seconds=0.2, patience=2)
    assert _ask(host) == [TokenCount(3, exact=True)]


def test_a_stopped_process_does_not_block_the_sender(make_host: MakeHost) -> None:
    host = make_host("none", ping_seconds=0.2, patience=3)
    _ask(host)
    process = psutil.Process(host.pid)
    process.suspend()
    with pytest.raises(WorkerDied, match="no longer answered"):
        list(host.call(CountTokens("x" * 1_000_000), CancelToken()))


def test_a_process_that_ignores_the_end_is_killed(make_host: MakeHost) -> None:
    host = make_host("deaf")
    _ask(host)
    process = psutil.Process(host.pid)
    host.close()
    assert not process.is_running()


@pytest.mark.parametrize(
    ("misdeed", "sentence"), [("rude", "did not start"), ("foreign", "protocol 99")]
)
def test_a_program_that_is_no_engine_is_named(
    make_host: MakeHost, misdeed: str, sentence: str
) -> None:
    with pytest.raises(EngineMissingError, match=sentence):
        _ask(make_host(misdeed))


def test_a_process_killed_while_it_starts_has_died_and_is_no_stranger() -> None:
    suicide = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    host = Host((sys.executable, "-c", suicide))
    with pytest.raises(WorkerDied) as death:
        _ask(host)
    assert death.value.was_killed
    host.close()


def test_a_program_that_does_not_exist_is_named() -> None:
    host = Host(("/nowhere/python",))
    with pytest.raises(EngineMissingError, match="No such file"):
        _ask(host)
    host.close()


def test_a_text_that_fits_no_frame_is_too_long(make_host: MakeHost) -> None:
    host = make_host("none")
    with pytest.raises(PromptTooLongError, match="16 MiB"):
        list(host.call(CountTokens("x" * LARGEST_FRAME), CancelToken()))
    assert _ask(host) == [TokenCount(3, exact=True)]


@pytest.mark.skipif(sys.platform == "win32", reason="counts file descriptors")
def test_many_deaths_leave_no_open_files(make_host: MakeHost) -> None:
    host, before = make_host("dies"), psutil.Process().num_fds()
    for _ in range(5):
        with pytest.raises(WorkerDied):
            _ask(host)
    host.close()
    assert psutil.Process().num_fds() == before


def test_a_closed_host_stays_closed(make_host: MakeHost) -> None:
    host = make_host("none")
    _ask(host)
    host.close()
    host.close()
    assert host.pid is None
    with pytest.raises(EngineError, match="closed"):
        _ask(host)

"""How the engine's process is started."""

from __future__ import annotations

import subprocess
import sys

import pytest

from clausebench.engines.launch import engine_command, engine_environment
from clausebench.engines.messages import PROTOCOL


def test_the_environment_holds_no_secrets_and_no_proxies() -> None:
    ours = {
        "PATH": "/bin",
        "LC_ALL": "C.UTF-8",
        "CUDA_VISIBLE_DEVICES": "0",
        "HF_TOKEN": "secret",
        "HTTPS_PROXY": "http://proxy",
        "https_proxy": "http://proxy",
        "OPENAI_API_KEY": "secret",
        "PYTHONSTARTUP": "/evil.py",
        "LD_PRELOAD": "/evil.so",
    }
    theirs = engine_environment(ours)
    assert {"PATH", "LC_ALL", "CUDA_VISIBLE_DEVICES"} < set(theirs)
    assert not {"secret", "http://proxy", "/evil.py", "/evil.so"} & set(theirs.values())


def test_threads_wait_shortly_and_an_abort_starts_no_debugger() -> None:
    theirs = engine_environment({})
    assert theirs["GOMP_SPINCOUNT"] == "1000"
    assert theirs["GGML_NO_BACKTRACE"] == "1"


def test_this_python_runs_the_engine_unless_told_otherwise() -> None:
    assert engine_command() == (sys.executable, "-m", "clausebench.engines.worker")


def test_a_frozen_program_is_its_own_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert engine_command() == (sys.executable, "--engine-worker")


@pytest.mark.process
def test_another_python_needs_only_its_own_libraries() -> None:
    ended = subprocess.run(
        engine_command(sys.executable),
        input=b"",
        capture_output=True,
        env={"PATH": "/usr/bin"},
        check=False,
    )
    assert (ended.returncode, ended.stdout[4:]) == (
        0,
        b'{"call":0,"kind":"Hello","value":{"protocol":%d}}' % PROTOCOL,
    )

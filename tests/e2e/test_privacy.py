"""What is judged stays in the workspace, and nothing goes on the network."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from tests.support.gguf_maker import scripted_weights

from clausebench import paths
from clausebench.bootstrap import EngineChoice, current_settings, open_desk
from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import EngineRestarted, ReasoningText
from clausebench.domain.run import RunSettings
from clausebench.domain.verdict import VerdictStatus
from clausebench.services.judging import Judged, JudgeOrder
from clausebench.settings import Settings, save_settings

pytestmark = [
    *(pytest.mark.e2e, pytest.mark.llama, pytest.mark.process),
    pytest.mark.skipif(os.name != "posix", reason="the guard needs a shell"),
]

ROOT = Path(__file__).resolve().parents[2]
CONTENT, NAMED_POLICY, NOTE = "qzcontentqz", "qzpolicyqz", "qznoteqz"
CANARIES = tuple(word.encode() for word in (CONTENT, NAMED_POLICY, NOTE))
POLICY = (
    f"# Rules\n\n## Violates\n\n- HR1 the post says {NAMED_POLICY}.\n\n## Allowed\n\n- HR7 else.\n"
)

_GUARD = """
import socket

class Guarded(socket.socket):
    def __init__(self, family=-1, *rest, **more):
        if family in (-1, socket.AF_INET, socket.AF_INET6):
            import os
            os.write(2, b"A NETWORK SOCKET WAS OPENED\\n")
            os._exit(97)
        super().__init__(family, *rest, **more)

socket.socket = Guarded
"""


@pytest.fixture
def guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every Python started from here dies when it opens a network socket.

    So do engines: theirs is told to be one that takes the guard along. Returns the folder that
    all of them take for the temporary one.
    """
    temporary, guard = tmp_path / "temporary", tmp_path / "guard"
    temporary.mkdir()
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(_GUARD)
    program = guard / "python"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{guard}" exec "{sys.executable}" "$@"\n')
    program.chmod(0o700)
    save_settings(paths.settings_path(), Settings(engine_command=str(program)))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(guard), str(ROOT / "app"), str(ROOT))))
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    return temporary


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "rules"
    path.mkdir()
    (path / "policy.md").write_text(POLICY)
    (path / "cases.csv").write_text(
        f"id,content,expected,note\none,{CONTENT} zzbad,violates,{NOTE}\ntwo,{CONTENT},allowed,\n"
    )
    return path


def _run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = (sys.executable, "-m", "clausebench", *arguments)
    return subprocess.run(command, capture_output=True, timeout=60, check=False)


def _told(folder: Path) -> dict[str, list[bytes]]:
    """Which canaries are in which files below a folder, workspace and backups left out."""
    files = [p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("workspace")]
    found = {str(p): [c for c in CANARIES if c in p.read_bytes()] for p in files}
    return {name: canaries for name, canaries in found.items() if canaries}


def test_the_guard_would_tell(guarded: Path) -> None:
    opens = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    for program in (sys.executable, current_settings().engine_command):
        done = subprocess.run([program, "-c", opens], capture_output=True, check=False)
        assert done.returncode == 97


@pytest.mark.parametrize("script", ["", "rationale"])
def test_commands_open_no_network_socket_and_leave_nothing_behind(
    guarded: Path, folder: Path, tmp_path: Path, script: str
) -> None:
    weights = ("--weights", str(scripted_weights(tmp_path, script))) if script else ()
    done = [
        _run("judge", str(folder), "--content", f"{CONTENT} zzbad", *weights),
        _run("test", str(folder), *weights),
        _run("lint", str(folder)),
        _run("prompt", str(folder), "--content", CONTENT, *weights),
        _run("history", "--search", CONTENT),
        _run("doctor"),
    ]
    assert {d.returncode for d in done} <= {0, 1}, [d.stderr for d in done]
    assert not any(canary in d.stderr for d in done for canary in CANARIES)
    assert CONTENT.encode() in done[4].stdout, "the workspace has it"
    assert _told(paths.data_dir()) == {}
    assert _told(guarded) == {}


@pytest.mark.parametrize(
    "arguments",
    [
        ("judge", "{folder}", "--file", "{long}", "--weights", "{weights}"),
        ("judge", "{folder}", "--content", CONTENT, "--weights", "{folder}/policy.md"),
        ("judge", "{folder}", "--content", CONTENT, "--recording", "{folder}/cases.csv"),
        ("test", "{folder}", "--cases", "{folder}/policy.md"),
        ("test", "{folder}", "--cases", "{broken}"),
        ("lint", "{broken}"),
    ],
)
def test_failures_do_not_repeat_what_was_judged(
    guarded: Path, folder: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_bytes(f'id,content,expected\none,"{CONTENT},{NOTE}\xff'.encode("latin-1"))
    long = tmp_path / "long.txt"
    long.write_text(CONTENT * 10_000)
    names = {"{folder}": folder, "{broken}": broken, "{long}": long}
    if "{weights}" in arguments:
        names["{weights}"] = scripted_weights(tmp_path, "rationale", context_length=8192)
    for name, path in names.items():
        arguments = tuple(a.replace(name, str(path)) for a in arguments)
    done = _run(*arguments)
    assert done.returncode in (2, 3), done.stderr
    assert done.stderr.startswith(b"clausebench: ")
    assert not any(canary in done.stderr for canary in CANARIES)
    assert _told(paths.data_dir()) == {}
    assert _told(guarded) == {}


def test_a_killed_engine_tells_nothing_of_what_it_read(guarded: Path, tmp_path: Path) -> None:
    weights = scripted_weights(tmp_path, "reasons-for-ever")
    sentences: list[str] = []
    with open_desk(
        paths.workspace_path(), EngineChoice(weights=weights), current_settings()
    ) as desk:
        order = JudgeOrder(POLICY, f"{CONTENT} {NOTE}", RunSettings())
        kept = None
        for event in desk.judging.judge(order, CancelToken()):
            if isinstance(event, ReasoningText):
                _kill_engines()
            elif isinstance(event, EngineRestarted):
                sentences.append(event.sentence)
            elif isinstance(event, Judged):
                kept = event.stored
        assert kept is not None
        assert kept.verdict.status is VerdictStatus.CRASHED
        assert desk.history.verdict(kept.id).content == f"{CONTENT} {NOTE}", "nothing is lost"
    assert len(sentences) == 1
    assert not any(canary.decode() in sentence for canary in CANARIES for sentence in sentences)
    assert _told(paths.data_dir()) == {}
    assert _told(guarded) == {}


def _kill_engines() -> None:
    for child in psutil.Process().children():
        child.kill()
        child.wait()

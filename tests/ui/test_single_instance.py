"""One window per data folder."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clausebench.ui.single_instance import SingleInstance, server_name


@pytest.fixture
def first(qapp: QApplication, tmp_path: Path) -> Iterator[SingleInstance]:
    first = SingleInstance(tmp_path)
    assert first.claim()
    yield first
    first.release()


def test_a_second_start_hands_its_arguments_over(
    qtbot: QtBot, first: SingleInstance, tmp_path: Path
) -> None:
    second = SingleInstance(tmp_path)
    assert not second.claim()
    with qtbot.waitSignal(first.arguments_received) as received:
        assert second.hand_over(["/a/policy.md", "/ü/ß.md"])
    assert received.args == [["/a/policy.md", "/ü/ß.md"]]


def test_a_second_start_without_arguments_still_raises_the_window(
    qtbot: QtBot, first: SingleInstance, tmp_path: Path
) -> None:
    with qtbot.waitSignal(first.arguments_received) as received:
        assert SingleInstance(tmp_path).hand_over([])
    assert received.args == [[]]


def test_another_folder_is_another_application(first: SingleInstance, tmp_path: Path) -> None:
    other = SingleInstance(tmp_path / "other")
    assert other.claim()
    other.release()


def test_after_a_release_the_next_may_claim(qapp: QApplication, tmp_path: Path) -> None:
    for _ in range(2):
        instance = SingleInstance(tmp_path)
        assert instance.claim()
        instance.release()


@pytest.mark.process
def test_what_a_killed_window_left_behind_is_cleared_away(qtbot: QtBot, tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "from clausebench.ui.single_instance import SingleInstance\n"
        "app = QCoreApplication(['clausebench'])\n"
        "instance = SingleInstance(Path(sys.argv[1]))\n"
        "assert instance.claim()\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (tmp_path / "window.lock").exists()
    instance = SingleInstance(tmp_path)
    assert instance.claim()
    with qtbot.waitSignal(instance.arguments_received):
        assert SingleInstance(tmp_path).hand_over([])
    instance.release()


def test_nobody_answers_when_nobody_is_there(qapp: QApplication, tmp_path: Path) -> None:
    assert not SingleInstance(tmp_path).hand_over(["x"])


@pytest.mark.parametrize("message", [b"not json", b'{"a": 1}'])
def test_nonsense_is_ignored(
    qtbot: QtBot, first: SingleInstance, tmp_path: Path, message: bytes
) -> None:
    received: list[object] = []
    first.arguments_received.connect(received.append)
    socket = QLocalSocket()
    socket.connectToServer(server_name(tmp_path))
    assert socket.waitForConnected(1000)
    socket.write(message)
    socket.waitForBytesWritten(1000)
    socket.disconnectFromServer()
    assert SingleInstance(tmp_path).hand_over(["proper"])
    qtbot.waitUntil(lambda: bool(received))
    assert received == [["proper"]]


def test_the_name_depends_on_the_folder_and_is_short(tmp_path: Path) -> None:
    assert server_name(tmp_path) == server_name(tmp_path)
    assert server_name(tmp_path) != server_name(tmp_path / "x")
    assert len(server_name(tmp_path)) < 40

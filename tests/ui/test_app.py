"""Starting and ending the real application, each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.process

SCRIPT = """
import sys, types
from contextlib import contextmanager
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from clausebench.domain.errors import WorkspaceBusyError
from clausebench.settings import Settings
from clausebench.ui.app import Start, run_window
from clausebench.ui.shell import PanelSpec
from tests.support.qt import quiet_desk

class Panel(QWidget):
    def __init__(self, shell):
        super().__init__()
        shell.relay.files_requested.connect(self.finish)
        print("ready", flush=True)

    def finish(self, paths):
        print(*paths, flush=True)
        QTimer.singleShot(0, self.window().close)

modes = types.ModuleType("clausebench.ui.modes")
modes.MODES = (PanelSpec("write", "Write", "write", "Help.", Panel),)
sys.modules[modes.__name__] = modes

@contextmanager
def desk():
    if "busy" in sys.argv:
        def press():
            box = QApplication.activeModalWidget()
            print(box.text(), box.informativeText(), flush=True)
            box.accept()
        QTimer.singleShot(0, press)
        raise WorkspaceBusyError("The workspace is in use.", "Another program holds it.")
    yield quiet_desk()
    print("desk closed", flush=True)

arguments = [a for a in sys.argv[1:] if a != "busy"]
sys.exit(run_window(desk, Start(Settings(), ("Text size is odd.",), arguments)))
"""


def start(home: Path, *arguments: str) -> subprocess.Popen[str]:
    root = Path(__file__).resolve().parents[2]
    environment = {
        **os.environ,
        "CLAUSEBENCH_HOME": str(home),
        "PYTHONPATH": os.pathsep.join((str(root / "app"), str(root))),
        "QT_QPA_PLATFORM": "offscreen",
    }
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def end(process: subprocess.Popen[str]) -> tuple[int, Sequence[str], str]:
    """Exit code, lines on stdout, stderr without what the offscreen platform says of itself."""
    out, err = process.communicate(timeout=30)
    complaints = [line for line in err.splitlines() if "This plugin does not" not in line]
    return process.returncode, out.splitlines(), "\n".join(complaints)


def test_a_second_start_hands_its_files_to_the_first_and_both_end_well(tmp_path: Path) -> None:
    first = start(tmp_path)
    assert first.stdout is not None
    assert first.stdout.readline() == "ready\n"
    second = start(tmp_path, "/tmp/one.md", "/tmp/two.md")
    assert end(second) == (0, [], "")
    assert end(first) == (0, ["/tmp/one.md /tmp/two.md", "desk closed"], "")
    assert (tmp_path / "session.ini").exists()
    assert list((tmp_path / "logs").iterdir()) == []


def test_a_workspace_that_cannot_be_opened_is_explained(tmp_path: Path) -> None:
    code, lines, complaints = end(start(tmp_path, "busy"))
    assert lines == ["The workspace is in use. Another program holds it."]
    assert (code, complaints) == (2, "")

"""How long until the window can be used, beside the least that Qt needs for any window.

    python tests/bench/startup.py [ROUNDS]

Usable: a policy is on the screen and takes keys. "first" makes the workspace with the starter
policies; "again" is every later start. With the rights to do so, the file cache is emptied for
"cold". Offscreen unless DISPLAY is set.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QPlainTextEdit())
window.show()
QTimer.singleShot(0, lambda: (print("usable 1", flush=True), app.quit()))
app.exec()
"""


def seconds(command: list[str], home: Path) -> float:
    """From starting the process to its line ``usable 1``."""
    environment = {
        "QT_QPA_PLATFORM": "xcb" if os.environ.get("DISPLAY") else "offscreen",
        **os.environ,
        "CLAUSEBENCH_HOME": str(home),
        "PYTHONPATH": f"{ROOT / 'app'}:{ROOT}",
    }
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        taken = time.perf_counter() - started
        process.stdout.read()
    assert line.strip() == "usable 1", f"it said {line!r}"
    return taken


def empty_file_cache() -> bool:
    with suppress(OSError):
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3")
        return True
    return False


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    look = [sys.executable, "-m", "tests.support.driven_window", "look"]
    bare = [sys.executable, "-c", BARE]
    times: dict[str, list[float]] = {"bare Qt": [], "first": [], "again": []}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            home = Path(folder) / str(number)
            times["bare Qt"].append(seconds(bare, home))
            times["first"].append(seconds(look, home))
            times["again"].append(seconds(look, home))
        if empty_file_cache():
            times["cold"] = [seconds(look, home)]
    least = statistics.median(times["bare Qt"])
    for name, taken in times.items():
        middle = statistics.median(taken)
        print(
            f"{name:8} {middle:5.2f} s ({min(taken):.2f} to {max(taken):.2f}) x{middle / least:.1f}"
        )
    print(f"load average {os.getloadavg()[0]:.1f}, {rounds} rounds")


if __name__ == "__main__":
    main()

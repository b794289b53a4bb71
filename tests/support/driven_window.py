"""The real window in a process of its own, doing on its own what a person would.

``python -m tests.support.driven_window type|judge|look``: opens the window over the data folder in
``CLAUSEBENCH_HOME`` and works until it is killed. Each line it prints is something a person
saw happen: ``typed N``, ``engine PID``, ``usable 1``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.support.qt import skip_welcome

from clausebench import paths
from clausebench.bootstrap import run_window
from clausebench.domain.judging import EngineState
from clausebench.engines.llama_engine import LlamaEngine
from clausebench.ui.main_window import MainWindow
from clausebench.ui.panels.write.write_mode import WriteMode
from clausebench.ui.session import Session

_KEY_EVERY_MS = 40


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Driver:
    """Waits for the window, then acts on a timer."""

    def __init__(self, work: str) -> None:
        works = {"type": self._type, "judge": self._judge, "look": self._look}
        self._work: Callable[[WriteMode], None] = works[work]
        self._typed = 0
        self._timer = QTimer()
        self._timer.setInterval(1 if work == "look" else _KEY_EVERY_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def _on_tick(self) -> None:
        window = next(
            (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)), None
        )
        if window is None or not window.isVisible():
            return
        write = window.panel("write")
        assert isinstance(write, WriteMode)
        if write.policies.current is not None:
            self._work(write)

    def _look(self, _write: WriteMode) -> None:
        """A policy is on the screen and keys would be taken: that is enough."""
        _say("usable 1")
        QApplication.closeAllWindows()

    def _type(self, write: WriteMode) -> None:
        self._typed += 1
        QTest.keyClicks(write.panels.rule.editor, "x")
        _say(f"typed {self._typed}")

    def _judge(self, write: WriteMode) -> None:
        if not write.samples.judging.is_judging:
            write.samples.judge()
        engine = write._shell.desk.judging.engine
        is_at_work = engine.status.state is EngineState.JUDGING
        if isinstance(engine, LlamaEngine) and engine.pid is not None and is_at_work:
            _say(f"engine {engine.pid}")


def main() -> int:
    """Start the event loop with the driver in it."""
    from clausebench.ui import app

    make_application = app.make_application

    def with_driver() -> QApplication:
        made = make_application()
        made.setProperty("driver", Driver(sys.argv[1]))
        return made

    app.make_application = with_driver
    session = Session(paths.data_dir() / "session.ini")
    skip_welcome(session)
    session.sync()
    return run_window(paths.workspace_path(), ())


if __name__ == "__main__":
    sys.exit(main())

"""When the program itself is wrong: a report that holds no content, and the work goes on."""

from __future__ import annotations

import faulthandler
import platform
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from clausebench import __version__
from clausebench.ui.parts import button, label, primary_button

_NATIVE = "native-crash.log"
_MOST_CHARACTERS = 20_000


def redacted_report(error: BaseException) -> str:
    """Where it went wrong and on what: no messages, values or source lines, which could quote
    content."""
    lines = [
        f"Clausebench {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines += ["", type(seen).__qualname__]
        for frame in traceback.extract_tb(seen.__traceback__):
            lines.append(f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


def _short(filename: str) -> str:
    """From the package on: folders above it may name people."""
    parts = Path(filename).parts
    for anchor in ("clausebench", "site-packages"):
        if anchor in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(anchor) :])
    return parts[-1]


class CrashReporter(QObject):
    """Catches what nobody caught, in slots too."""

    crashed = Signal(str)
    """The redacted report."""

    def __init__(self, log_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_dir = log_dir
        self._native: IO[str] | None = None
        self.left_behind = ""
        self._previous_hook = sys.excepthook

    def install(self) -> None:
        """Begin to catch; ``left_behind`` is what a native crash of the last run left."""
        self._log_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        native = self._log_dir / _NATIVE
        if native.exists():
            self.left_behind = native.read_text("utf-8", "replace")[:_MOST_CHARACTERS]
        self._native = native.open("w", encoding="utf-8")
        faulthandler.enable(self._native)
        sys.excepthook = self._on_uncaught

    def uninstall(self) -> None:
        """Stop catching; an orderly end leaves no native log."""
        sys.excepthook = self._previous_hook
        faulthandler.disable()
        if self._native is not None:
            self._native.close()
            self._native = None
            (self._log_dir / _NATIVE).unlink(missing_ok=True)

    def report(self, error: BaseException) -> None:
        """Write the redacted report to the log folder and announce it."""
        text = redacted_report(error)
        with suppress(OSError):  # a full disk must not hide the report itself
            (self._log_dir / "last-error.txt").write_text(text, encoding="utf-8")
        self.crashed.emit(text)

    def _on_uncaught(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._previous_hook(kind, error, trace)
            return
        self.report(error)


class CrashDialog(QDialog):
    """Says that the work is safe, shows what a report would hold, and lets the person go on."""

    def __init__(self, report: str, quit_app: Callable[[], object], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Something went wrong")
        self.setAccessibleName("Something went wrong")
        self.resize(640, 440)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(label("Something went wrong in Clausebench", "title"))
        column.addWidget(
            label(
                "Your text is saved. You can go on working; if things look odd, quit and start "
                "again. The report below holds no content and is sent nowhere.",
                "muted",
                wraps=True,
            )
        )
        column.addWidget(self._viewer(report), 1)
        column.addLayout(self._buttons(report, quit_app))

    def _viewer(self, report: str) -> QPlainTextEdit:
        viewer = QPlainTextEdit(report)
        viewer.setReadOnly(True)
        viewer.setTabChangesFocus(True)
        viewer.setAccessibleName("Report")
        viewer.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        return viewer

    def _buttons(self, report: str, quit_app: Callable[[], object]) -> QHBoxLayout:
        copy, leave, go_on = button("Copy report"), button("Quit"), primary_button("Go on working")
        copy.clicked.connect(lambda _checked=False: QGuiApplication.clipboard().setText(report))
        leave.clicked.connect(lambda _checked=False: quit_app())
        go_on.clicked.connect(self.accept)
        go_on.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(go_on)
        return row

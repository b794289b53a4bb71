"""Crash reports hold no content."""

from __future__ import annotations

import faulthandler
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from clausebench.ui.crash import CrashDialog, CrashReporter, redacted_report

SECRET = "what the user wrote"


def fail_with_content() -> None:
    try:
        {}[SECRET]
    except KeyError as error:
        raise ValueError(f"cannot judge {SECRET}") from error


@pytest.fixture
def error() -> ValueError:
    with pytest.raises(ValueError, match="cannot judge") as caught:
        fail_with_content()
    return caught.value


@pytest.fixture
def reporter(qapp: QApplication, tmp_path: Path) -> Iterator[CrashReporter]:
    was_enabled = faulthandler.is_enabled()
    reporter = CrashReporter(tmp_path / "logs")
    reporter.install()
    yield reporter
    reporter.uninstall()
    if was_enabled:
        faulthandler.enable(sys.__stderr__)


def test_a_report_says_where_and_what_kind_but_never_what_about(error: ValueError) -> None:
    report = redacted_report(error)
    assert SECRET not in report
    assert "ValueError" in report
    assert "KeyError" in report
    assert "in fail_with_content" in report
    assert str(Path.home()) not in report


def test_an_uncaught_exception_is_reported_and_logged(
    reporter: CrashReporter, error: ValueError, tmp_path: Path
) -> None:
    reports: list[str] = []
    reporter.crashed.connect(reports.append)
    sys.excepthook(ValueError, error, error.__traceback__)
    assert reports == [redacted_report(error)]
    assert (tmp_path / "logs" / "last-error.txt").read_text() == reports[0]


def test_an_interrupt_from_the_keyboard_is_left_alone(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: passed.append(kind))
    reporter = CrashReporter(tmp_path)
    reporter._on_uncaught(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert passed == [KeyboardInterrupt]


def test_a_full_disk_does_not_hide_the_report(
    reporter: CrashReporter, error: ValueError, tmp_path: Path
) -> None:
    (tmp_path / "logs" / "last-error.txt").mkdir()
    reports: list[str] = []
    reporter.crashed.connect(reports.append)
    reporter.report(error)
    assert len(reports) == 1


def test_a_native_crash_of_the_last_run_is_found_once(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "native-crash.log").write_text("Fatal Python error: Segmentation fault")
    reporter = CrashReporter(tmp_path)
    reporter.install()
    assert reporter.left_behind.startswith("Fatal Python error")
    reporter.uninstall()
    again = CrashReporter(tmp_path)
    again.install()
    assert again.left_behind == ""
    again.uninstall()


def test_uninstalling_gives_the_hook_back(qapp: QApplication, tmp_path: Path) -> None:
    before = sys.excepthook
    reporter = CrashReporter(tmp_path)
    reporter.install()
    assert sys.excepthook != before
    reporter.uninstall()
    assert sys.excepthook is before
    assert not (tmp_path / "native-crash.log").exists()


def test_the_dialog_shows_copies_and_lets_one_go_on_or_quit(qtbot: QtBot) -> None:
    quits: list[bool] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = CrashDialog("Clausebench 1\n", lambda: quits.append(True), parent)
    dialog.open()
    assert dialog.findChild(QPlainTextEdit).toPlainText() == "Clausebench 1\n"
    buttons = {b.text(): b for b in dialog.findChildren(QPushButton)}
    qtbot.mouseClick(buttons["Copy report"], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Clausebench 1\n"
    qtbot.mouseClick(buttons["Quit"], Qt.MouseButton.LeftButton)
    assert quits == [True]
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(buttons["Go on working"], Qt.MouseButton.LeftButton)

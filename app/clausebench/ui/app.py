"""Starting the window and ending it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from clausebench import __version__
from clausebench.domain.errors import AppError
from clausebench.paths import data_dir, log_dir, settings_path, shipped
from clausebench.settings import Settings
from clausebench.ui.appearance import Appearance
from clausebench.ui.banner import BannerAction, BannerArea, BannerKind
from clausebench.ui.commands import CommandRegistry
from clausebench.ui.concealment import ConcealmentController
from clausebench.ui.crash import CrashDialog, CrashReporter
from clausebench.ui.download_queue import DownloadQueue
from clausebench.ui.jobs import Job, Lane, Lanes
from clausebench.ui.main_window import MainWindow
from clausebench.ui.preferences import Preferences
from clausebench.ui.relay import Relay
from clausebench.ui.session import Session
from clausebench.ui.shell import PanelSpec, Shell
from clausebench.ui.single_instance import SingleInstance
from clausebench.ui.status_line import StatusLine

if TYPE_CHECKING:
    from clausebench.services.desk import Desk

_BACKUP_EVERY_MS = 30 * 60 * 1000

OpenDesk = Callable[[], AbstractContextManager["Desk"]]


@dataclass(frozen=True)
class Start:
    """How the window was asked for. ``problems`` with the settings file become banners;
    ``arguments`` are paths to open."""

    settings: Settings
    problems: Sequence[str] = ()
    arguments: Sequence[str] = ()
    change_engine: Callable[[Desk, Settings], object] | None = None
    """Called on the engine lane when a setting that the engine is made from has changed."""
    change_network: Callable[[Desk, Settings], object] | None = None
    """Called on a lane when a setting that downloads depend on has changed."""


def run_window(open_desk: OpenDesk, start: Start) -> int:
    """Show the window until it is closed; returns the exit code.

    ``open_desk`` is entered only by the first window of a data folder: a second start hands its
    arguments to the first and returns at once.
    """
    application = make_application()
    instance = SingleInstance(data_dir(), application)
    if not instance.claim():
        return _give_way(instance, start.arguments)
    crashes = CrashReporter(log_dir(), application)
    crashes.install()
    try:
        with open_desk() as desk:
            return _run(application, desk, start, instance, crashes)
    except AppError as error:
        return _refuse(application, start.settings, error)
    finally:
        crashes.uninstall()
        instance.release()


def make_application() -> QApplication:
    """The ``QApplication`` in the style that all themes are made for."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("clausebench")
    application.setApplicationDisplayName("Clausebench")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("clausebench")
    application.setStyle("fusion")
    # Qt's own quitting can be held back by locks that parts of it hold: seen to leave a process
    # without a window when it was closed while a mode was being built.
    application.lastWindowClosed.connect(application.quit)
    application.setWindowIcon(QIcon(str(shipped("resources") / "brand" / "clausebench.svg")))
    return application


def make_shell(
    appearance: Appearance, desk: Desk, settings: Settings, folder: Path, settings_file: Path
) -> Shell:
    """Everything the window hands to its parts."""
    lanes = Lanes()
    return Shell(
        desk=desk,
        lanes=lanes,
        appearance=appearance,
        commands=CommandRegistry(appearance.icons),
        concealment=ConcealmentController(settings.concealment),
        preferences=Preferences(settings, settings_file),
        session=Session(folder / "session.ini"),
        relay=Relay(),
        banners=BannerArea(appearance),
        status=StatusLine(appearance, lanes),
        downloads=DownloadQueue(desk, lanes),
    )


def make_window(shell: Shell, specs: Sequence[PanelSpec], crashes: CrashReporter) -> MainWindow:
    """The window, with failures going where a person sees them."""
    window = MainWindow(shell, specs)

    def on_job_failed(_job: Job, error: Exception) -> None:
        if isinstance(error, AppError):
            shell.banners.show_error(error)
        else:
            crashes.report(error)

    def on_crashed(report: str) -> None:
        CrashDialog(report, window.close, window).open()

    shell.lanes.job_failed.connect(on_job_failed)
    crashes.crashed.connect(on_crashed)
    return window


def _run(
    application: QApplication,
    desk: Desk,
    start: Start,
    instance: SingleInstance,
    crashes: CrashReporter,
) -> int:
    from clausebench.ui.modes import MODES

    appearance = Appearance(application)
    appearance.wear(start.settings.theme, start.settings.text_size)
    shell = make_shell(appearance, desk, start.settings, data_dir(), settings_path())
    try:
        window = make_window(shell, MODES, crashes)

        def on_arguments_received(paths: list[str]) -> None:
            window.come_to_front()
            if paths:
                shell.relay.request_files(paths)

        instance.arguments_received.connect(on_arguments_received)
        if start.change_engine:
            window.engine_watch.change_with(partial(start.change_engine, desk))
        if start.change_network:
            window.download_news.change_with(partial(start.change_network, desk))
        _back_up_now_and_then(shell, window)
        window.start()
        window.show()
        _say_what_happened(shell, start.problems, crashes.left_behind)
        if start.arguments:
            shell.relay.request_files(list(start.arguments))
        return application.exec()
    finally:
        shell.lanes.shutdown()


def _back_up_now_and_then(shell: Shell, window: MainWindow) -> None:
    """A session that is always killed never closes, and so never backs up on closing."""
    timer = QTimer(window, interval=_BACKUP_EVERY_MS)
    timer.timeout.connect(
        lambda: shell.lanes.start(Lane.STORE, lambda _token: shell.desk.back_up())
    )
    timer.start()


def _say_what_happened(shell: Shell, problems: Sequence[str], left_behind: str) -> None:
    if problems:
        sentences = " ".join(problems)
        shell.banners.show_message(BannerKind.WARNING, "Some settings were not used.", sentences)
    if left_behind:
        copy = BannerAction("Copy details", lambda: QApplication.clipboard().setText(left_behind))
        shell.banners.show_message(
            BannerKind.WARNING,
            "Clausebench stopped unexpectedly last time.",
            "Your text was saved. The details hold no content.",
            copy,
        )


def _give_way(instance: SingleInstance, arguments: Sequence[str]) -> int:
    paths = [str(Path(a).resolve()) for a in arguments]
    if instance.hand_over(paths):
        return 0
    sys.stderr.write("Clausebench is already running but does not answer.\n")
    return 2


def _refuse(application: QApplication, settings: Settings, error: AppError) -> int:
    """The workspace cannot be opened: say so in a window of its own, then end."""
    Appearance(application).wear(settings.theme, settings.text_size)
    box = QMessageBox(QMessageBox.Icon.Critical, "Clausebench", error.title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(" ".join(part for part in (error.detail, error.hint) if part))
    box.finished.connect(lambda _result: application.exit(error.exit_code))
    box.open()
    return application.exec()

"""The window: rail, modes, banners, status line. It knows the panels only as rows."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from clausebench.ui.app_commands import APP_COMMANDS, mode_command_id, mode_commands
from clausebench.ui.bundles.receive_bundles import Bundles
from clausebench.ui.download_news import DownloadNews
from clausebench.ui.drop_overlay import DropOverlay
from clausebench.ui.engine_watch import EngineWatch
from clausebench.ui.exporting.exports import Exports
from clausebench.ui.menus import fill_menu_bar
from clausebench.ui.palette import CommandPalette
from clausebench.ui.panes import focus_neighbour
from clausebench.ui.parts import hairline, search_button
from clausebench.ui.rail import Rail
from clausebench.ui.session import WELCOMED
from clausebench.ui.shell import PanelSpec, Shell
from clausebench.ui.window_commands import WindowCommands

if TYPE_CHECKING:
    from clausebench.ui.welcome.first_steps import FirstSteps

MINIMUM = QSize(1024, 640)
_FIRST_SIZE = QSize(1320, 840)


class MainWindow(QMainWindow):
    """Panels are built when first shown; the others follow when the window is idle."""

    def __init__(self, shell: Shell, specs: Sequence[PanelSpec]) -> None:
        super().__init__()
        self._shell = shell
        self._specs = {spec.id: spec for spec in specs}
        self._panels: dict[str, QWidget] = {}
        self._mode = ""
        self.setWindowTitle("Clausebench")
        self.setMinimumSize(MINIMUM)
        self.setAcceptDrops(True)
        self._rail = Rail(specs, shell.appearance.icons)
        self._stack = QStackedWidget()
        self._register_commands(specs)
        self._palette = CommandPalette(self, shell.commands, shell.appearance, shell.session)
        self._lay_out()
        self._connect()
        self.engine_watch = EngineWatch(shell, self)
        self.download_news = DownloadNews(shell, self)
        self.exports = Exports(shell, self)
        self.bundles = Bundles(shell, self)
        self._drop = DropOverlay(shell.appearance, self)
        if not shell.session.restore_window(self):
            self.resize(_FIRST_SIZE)

    @property
    def mode(self) -> str:
        """The current mode's id; empty while a page that is no mode is shown."""
        return self._mode

    @property
    def page(self) -> QWidget:
        """What stands between the rail and the status line."""
        return self._stack.currentWidget() or self._stack

    @functools.cached_property
    def first_steps(self) -> FirstSteps:
        """The welcome page and the tour."""
        from clausebench.ui.welcome.first_steps import FirstSteps

        return FirstSteps(self._shell, self)

    def start(self) -> None:
        """Enter the mode of last time, or welcome; build the others once the window is shown."""
        mode = self._shell.session.mode
        has_weights = bool(self._shell.preferences.settings.weights)
        if not has_weights and not self._shell.session.flag(WELCOMED):
            self.first_steps.welcome()
        else:
            self.enter_mode(mode if mode in self._specs else next(iter(self._specs)))
        QTimer.singleShot(0, self, self._build_next)
        QTimer.singleShot(0, self, self._shell.downloads.restore)

    def panel(self, mode: str) -> QWidget:
        """A mode's panel, built if need be."""
        if mode not in self._panels:
            panel = self._specs[mode].build(self._shell)
            self._panels[mode] = panel
            self._stack.addWidget(panel)
        return self._panels[mode]

    @Slot(str)
    def enter_mode(self, mode: str) -> None:
        panel = self.panel(mode)
        self._stack.setCurrentWidget(panel)
        self._mode = mode
        self._rail.show_current(mode)
        self._shell.commands.enter_mode(mode)
        self._shell.session.mode = mode
        self._shell.concealment.conceal()
        _call(panel, "activated")
        if not panel.isAncestorOf(self.focusWidget()):
            focus_neighbour(panel, 1)

    def show_page(self, page: QWidget) -> None:
        """Show a page that is no mode."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._mode = ""
        self._rail.show_current("")
        self._shell.commands.enter_mode("")

    @Slot()
    def open_palette(self) -> None:
        self._palette.open()

    @Slot()
    def come_to_front(self) -> None:
        """As a second start asks for."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save without asking: nothing here can be lost by closing."""
        for panel in self._panels.values():
            _call(panel, "parting")
        self._shell.session.keep_window(self)
        self._shell.session.sync()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths := _local_files(event):
            self._drop.show_files(paths)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop.hide()
        self._shell.relay.request_files(_local_files(event))

    def _register_commands(self, specs: Sequence[PanelSpec]) -> None:
        registry = self._shell.commands
        registry.register(mode_commands(specs))
        for spec in specs:
            registry.register(spec.commands, spec.hints)
            registry.handle(mode_command_id(spec.id), partial(self.enter_mode, spec.id))
        registry.register(APP_COMMANDS)
        registry.attach(self)

    def _lay_out(self) -> None:
        fill_menu_bar(self.menuBar(), self._shell.commands)
        self._search = search_button(self._shell.commands.action("app.palette"))
        self.menuBar().setCornerWidget(self._search)
        work = QWidget()
        work.setProperty("surface", "base")
        inner = QVBoxLayout(work)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self._shell.banners)
        inner.addWidget(self._stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        for part in (self._rail, hairline(vertical=True)):
            middle.addWidget(part)
        middle.addWidget(work, 1)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addLayout(middle, 1)
        column.addWidget(hairline())
        column.addWidget(self._shell.status)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        relay = self._shell.relay
        self._rail.mode_pressed.connect(self.enter_mode)
        self._palette.chosen.connect(self._on_palette_chosen)
        relay.document_named.connect(self._on_relay_document_named)
        self._commands = WindowCommands(self, self._shell)
        for spec in self._specs.values():
            for request in spec.answers:
                getattr(relay, request).connect(self._answering(spec.id, request))

    def _answering(self, mode: str, request: str) -> Callable[..., None]:
        """Go to the mode that answers. If it did not exist yet it has missed the request."""

        def on_request(*values: object) -> None:
            has_missed = mode not in self._panels
            self.enter_mode(mode)
            if has_missed:
                getattr(self._shell.relay, request).emit(*values)

        return on_request

    @Slot()
    def _build_next(self) -> None:
        missing = next((mode for mode in self._specs if mode not in self._panels), None)
        if missing is not None:
            self.panel(missing)
            QTimer.singleShot(0, self, self._build_next)

    @Slot(str)
    def _on_palette_chosen(self, command_id: str) -> None:
        row = next(c for c in self._shell.commands.commands if c.id == command_id)
        if row.mode and row.mode != self._mode:
            self.enter_mode(row.mode)
        self._shell.commands.run(command_id)

    @Slot(str)
    def _on_relay_document_named(self, name: str) -> None:
        self.setWindowTitle(f"{name} — Clausebench" if name else "Clausebench")


def _local_files(event: QDropEvent) -> list[str]:
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]


def _call(panel: QWidget, name: str) -> None:
    method = getattr(panel, name, None)
    if method is not None:
        method()

"""Welcome page and tour: when they are shown, and what their choices lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from clausebench.ui.jobs import Lane
from clausebench.ui.session import WELCOMED
from clausebench.ui.shell import Shell
from clausebench.ui.tour.tour import Tour
from clausebench.ui.welcome.first_look import WhenPossible
from clausebench.ui.welcome.welcome_page import WelcomePage

if TYPE_CHECKING:
    from clausebench.ui.main_window import MainWindow


class FirstSteps(QObject):
    """Built when somebody needs it: most starts do not."""

    def __init__(self, shell: Shell, window: MainWindow) -> None:
        super().__init__(window)
        self._shell, self._window = shell, window
        self._page: WelcomePage | None = None
        self.tour = Tour(window, shell.commands, shell.appearance)
        self._looking = WhenPossible(shell.commands, self)

    def welcome(self) -> WelcomePage:
        """Show the page; any mode in the rail leads away from it."""
        page = self._page
        if page is None:
            page = self._page = WelcomePage(self._shell.appearance)
            page.chosen.connect(self._on_page_chosen)
            self._tell_recommended(page)
        self.tour.end()
        self._window.show_page(page)
        page.look.setFocus()
        self._shell.session.remember_flag(WELCOMED, value=True)
        return page

    def take_tour(self) -> None:
        """On the policy that is open."""
        self.tour.start()

    def _tell_recommended(self, page: WelcomePage) -> None:
        models = self._shell.desk.models
        job = self._shell.lanes.start(Lane.POOL, lambda _cancel: models().catalogue()[0])
        job.succeeded.connect(page.show_recommended)

    @Slot(str)
    def _on_page_chosen(self, choice: str) -> None:
        if choice in ("get", "find", "file"):
            self._shell.relay.models_requested.emit(choice)
            return
        self._window.enter_mode("write")
        if choice == "tour":
            self.take_tour()
        else:
            self._looking.run("sample.judge")

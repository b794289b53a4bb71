"""Walks through the steps; the window stays usable all the while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from clausebench.ui.appearance import Appearance
from clausebench.ui.commands import CommandRegistry
from clausebench.ui.tour.card import TourCard
from clausebench.ui.tour.spotlight import Spotlight
from clausebench.ui.tour.steps import STEPS

if TYPE_CHECKING:
    from clausebench.ui.main_window import MainWindow

_FOLLOW_MS = 120
_MOVES = (QEvent.Type.Resize, QEvent.Type.LayoutRequest)


class Tour(QObject):
    """One at a time. Steps can be gone through in any order, and left at any time."""

    ended = Signal()

    def __init__(
        self, window: MainWindow, commands: CommandRegistry, appearance: Appearance
    ) -> None:
        super().__init__(window)
        self._window, self._commands = window, commands
        self._at = -1
        self._light = Spotlight(window, appearance)
        self.card = TourCard(window)
        self._light.hide()
        self.card.hide()
        self._following = QTimer(self, interval=_FOLLOW_MS)
        self._following.timeout.connect(self._follow)
        self.card.next_pressed.connect(lambda: self._go(self._at + 1))
        self.card.back_pressed.connect(lambda: self._go(self._at - 1))
        self.card.end_pressed.connect(self.end)
        self.card.action_pressed.connect(self._on_card_action_pressed)

    @property
    def step(self) -> int:
        """From 0 on; -1 while no tour is under way."""
        return self._at

    def start(self) -> None:
        """From the first step."""
        self._light.show()
        self.card.show()
        self._following.start()
        self._window.installEventFilter(self)
        self._go(0)

    @Slot()
    def end(self) -> None:
        """Harmless when none is under way."""
        if self._at < 0:
            return
        self._at = -1
        self._following.stop()
        self._window.removeEventFilter(self)
        self._light.hide()
        self.card.hide()
        self.ended.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._follow()
        return False

    def _go(self, number: int) -> None:
        if number >= len(STEPS):
            self.end()
            return
        self._at = max(number, 0)
        step = STEPS[self._at]
        if self._window.mode != step.mode:
            self._window.enter_mode(step.mode)
        self.card.show_step(step, self._at + 1, len(STEPS))
        self._follow()
        self.card.next.setFocus()

    @Slot()
    def _follow(self) -> None:
        """Splitters move, panels unfold, verdicts arrive: the frame stays where it belongs."""
        step = STEPS[self._at]
        target = _find(self._window.panel(step.mode), step.place)
        before = self._light.place
        self._light.point_at(target if self._window.mode == step.mode else None)
        self._light.raise_()
        self.card.raise_()
        if self._light.place != before or before.isEmpty():
            self.card.stand_beside(self._light.place)

    @Slot()
    def _on_card_action_pressed(self) -> None:
        self._commands.run(STEPS[self._at].command)
        if STEPS[self._at].place == "content":
            self._go(self._at + 1)


def _find(panel: QWidget, place: str) -> QWidget | None:
    return next((w for w in panel.findChildren(QWidget) if w.property("tour") == place), None)

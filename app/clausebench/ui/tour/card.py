"""The card that says what is to be seen, beside what it talks about."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from clausebench.ui.banner import announce
from clausebench.ui.parts import button, label, primary_button, quiet_button
from clausebench.ui.tour.steps import TourStep

_WIDTH = 380
_GAP = 12


class TourCard(QFrame):
    """Takes the focus to its main button at each step, so that Enter goes on and Escape ends."""

    next_pressed = Signal()
    back_pressed = Signal()
    end_pressed = Signal()
    action_pressed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("surface", "popup")
        self.setFixedWidth(_WIDTH)
        self._count = label("", "small")
        self._title = label("", "title", wraps=True)
        self._words = label("", wraps=True)
        self.end = quiet_button("End tour")
        self.back = button("Back")
        self.action = button("")
        self.next = primary_button("Next")
        foot = QHBoxLayout()
        foot.addWidget(self.end)
        foot.addStretch(1)
        for part in (self.back, self.action, self.next):
            foot.addWidget(part)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 14, 12)
        column.setSpacing(6)
        for words in (self._count, self._title, self._words):
            column.addWidget(words)
        column.addSpacing(6)
        column.addLayout(foot)
        self.next.clicked.connect(self.next_pressed)
        self.back.clicked.connect(self.back_pressed)
        self.end.clicked.connect(self.end_pressed)
        self.action.clicked.connect(self.action_pressed)

    def show_step(self, step: TourStep, number: int, total: int) -> None:
        self._count.setText(f"{number} of {total}")
        self._title.setText(step.title)
        self._words.setText(step.words)
        self.action.setText(step.action)
        self.action.setAccessibleName(step.action)
        self.action.setVisible(bool(step.action))
        self.back.setVisible(number > 1)
        is_last = number == total
        self.next.setText("Done" if is_last else "Next")
        self.next.setAccessibleName(self.next.text())
        self.end.setVisible(not is_last)
        self.setAccessibleName(f"Tour, {number} of {total}: {step.title}. {step.words}")
        self.setFixedHeight(self._column.totalHeightForWidth(_WIDTH))
        announce(self, self.accessibleName())

    def stand_beside(self, place: QRect) -> None:
        """Right of it, left of it, or else in its lower part; always inside the window."""
        window = self.parentWidget()
        if window is None:
            return
        area = window.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        at = QPoint(area.right() - self.width(), area.bottom() - self.height() - 40)
        if not place.isEmpty():
            top = min(max(place.top() + 24, area.top()), area.bottom() - self.height())
            if place.right() + _GAP + self.width() <= area.right():
                at = QPoint(place.right() + _GAP, top)
            elif place.left() - _GAP - self.width() >= area.left():
                at = QPoint(place.left() - _GAP - self.width(), top)
            else:
                bottom = min(place.bottom(), area.bottom()) - self.height() - _GAP
                at = QPoint(place.center().x() - self.width() // 2, bottom)
        self.move(at)
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end_pressed.emit()
        else:
            super().keyPressEvent(event)

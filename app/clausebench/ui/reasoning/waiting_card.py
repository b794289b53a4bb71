"""What the reasoning column shows while the engine gets ready."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from clausebench.domain.judging import Loading, ReadingPolicy
from clausebench.ui.appearance import Appearance
from clausebench.ui.parts import IconLabel, button, label
from clausebench.ui.roles import Role


class WaitingCard(QWidget):
    """One phase at a time, each with its own bar: loading, then reading the policy."""

    stop_pressed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.title = label("", "title")
        self.detail = label("", "muted", wraps=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.bar.setFixedWidth(220)
        self.stop_button = button("Stop  Esc")
        self.stop_button.setAccessibleName("Stop judging")
        self.stop_button.clicked.connect(self.stop_pressed)
        centre = Qt.AlignmentFlag.AlignHCenter
        self.title.setAlignment(centre)
        self.detail.setAlignment(centre)
        self.detail.setMinimumWidth(260)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(IconLabel(appearance, "half", Role.LINK, 28), 0, centre)
        for part in (self.title, self.bar, self.detail):
            column.addWidget(part, 0, centre)
        column.addSpacing(8)
        column.addWidget(self.stop_button, 0, centre)
        column.addStretch(3)

    def show_starting(self) -> None:
        self._say("Starting", "The engine has the policy and the content.", None)

    def show_loading(self, event: Loading) -> None:
        detail = event.message or "The first load from disk is the slowest."
        self._say(f"Loading weights, {event.fraction:.0%}", detail, event.fraction)

    def show_reading(self, event: ReadingPolicy) -> None:
        reused = f" {event.reused:,} of them were known from last time." if event.reused else ""
        fraction = event.done / event.total if event.total else None
        self._say(
            "Reading the policy", f"{event.done:,} of {event.total:,} tokens.{reused}", fraction
        )

    def show_stopping(self) -> None:
        self._say("Stopping", "The engine finishes the step it is in.", None)
        self.stop_button.setEnabled(False)

    def _say(self, title: str, detail: str, fraction: float | None) -> None:
        self.title.setText(title)
        self.detail.setText(detail)
        self.bar.setRange(0, 0 if fraction is None else 1000)
        self.bar.setValue(round((fraction or 0) * 1000))
        self.stop_button.setEnabled(True)

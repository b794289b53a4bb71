"""A run that did not come to its end, and the way to go on with it."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QWidget

from clausebench.domain.run import Run, RunStatus
from clausebench.ui.appearance import Appearance
from clausebench.ui.parts import IconLabel, button, label, quiet_button
from clausebench.ui.roles import Role
from clausebench.ui.text.clock_words import clock_words


class UnfinishedBar(QWidget):
    """Shown while there is such a run and nothing else is running."""

    continue_pressed = Signal(str)
    """The run's id."""
    leave_pressed = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.run: Run | None = None
        self.words = label("", "body", wraps=True)
        self.go_on = button("Continue")
        self.leave = quiet_button("Leave it")
        self.go_on.setToolTip("Judge what is left, under the wording it began with")
        self.leave.setToolTip("Its verdicts stay in History")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 6)
        row.setSpacing(10)
        row.addWidget(IconLabel(appearance, "half", Role.VERDICT_ESCALATE))
        row.addWidget(self.words, 1)
        row.addWidget(self.leave)
        row.addWidget(self.go_on)
        self.go_on.clicked.connect(lambda: self._say(self.continue_pressed))
        self.leave.clicked.connect(lambda: self._say(self.leave_pressed))
        self.hide()

    def show_run(self, run: Run | None) -> None:
        """None: there is none."""
        self.run = run
        self.setVisible(run is not None)
        if run is not None:
            self.words.setText(_words(run))

    def _say(self, pressed: SignalInstance) -> None:
        if self.run is not None:
            pressed.emit(self.run.id)


def _words(run: Run) -> str:
    ended = (
        "was paused" if run.status is RunStatus.PAUSED else "was cut short when the program ended"
    )
    return (
        f"The run of {clock_words(run.started_at)} {ended}: "
        f"{run.judged:,} of {run.planned:,} verdicts."
    )

"""Which question about the wording, and asking it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from clausebench.ui.icons import Icons
from clausebench.ui.panels.wording.entries import View
from clausebench.ui.parts import button, label, primary_button
from clausebench.ui.policy_button import PolicyButton
from clausebench.ui.text.showable import one_line
from clausebench.ui.text.time_words import time_words
from clausebench.ui.view_row import ViewRow

_ASK = {
    View.DOUBTS: ("Ask again", "Runs the test cases with repeats"),
    View.WRONG: ("Ask again", "Runs the test cases with repeats"),
    View.COVERAGE: ("Run", "Runs the test cases"),
    View.CARRIES: ("Knock out", "Runs the test cases without each clause in turn"),
    View.MUTANTS: ("Mutate", "Runs the test cases under small changes of meaning"),
    View.SHAKEN: ("Shake", "Runs the test cases under other ways to write the same"),
}


class WordingBar(QWidget):
    """Choices above, a line of progress below while something is asked."""

    policy_pressed = Signal()
    view_chosen = Signal(object)
    ask_pressed = Signal()
    stop_pressed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.policy = PolicyButton(icons)
        self.views = ViewRow([view.value for view in View])
        self.repeats = QSpinBox()
        self.repeats.setRange(1, 9)
        self.repeats.setValue(5)
        self.repeats.setAccessibleName("Repeats")
        self.repeats.setToolTip("How often each test case is judged")
        self.estimate = label("", "small")
        self.ask = primary_button("Ask again")
        self.stop = button("Stop  Esc")
        self.stop.setAccessibleName("Stop asking")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self._ends = QStackedWidget()
        self._lay_out()
        self.policy.clicked.connect(self.policy_pressed)
        self.views.chosen.connect(lambda number: self.view_chosen.emit(tuple(View)[number]))
        self.ask.clicked.connect(self.ask_pressed)
        self.stop.clicked.connect(self.stop_pressed)
        self.show_view(View.DOUBTS)
        self.show_progress(None)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setContentsMargins(10, 6, 12, 2)
        first.setSpacing(8)
        first.addWidget(self.policy)
        first.addStretch(1)
        first.addWidget(self.estimate)
        first.addWidget(label("Repeats", "section"))
        first.addWidget(self.repeats)
        self._ends.addWidget(self.ask)
        self._ends.addWidget(self.stop)
        first.addWidget(self._ends)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(first)
        column.addWidget(self.views)
        column.addWidget(self.bar)

    @property
    def view(self) -> View:
        return tuple(View)[self.views.number]

    def show_view(self, view: View) -> None:
        """Press the button of a view without telling anybody."""
        self.views.choose(tuple(View).index(view))
        title, help_text = _ASK[view]
        self.ask.setText(title)
        self.ask.setToolTip(f"{help_text} (Ctrl+Enter)")

    def show_counts(self, counts: dict[View, int]) -> None:
        """How many entries each view has."""
        self.views.show_counts([counts.get(view) for view in View])

    def show_estimate(self, verdicts: int, pace: float | None) -> None:
        """How much asking is: known as time once something was run."""
        if not verdicts:
            self.estimate.setText("")
        elif pace is None:
            self.estimate.setText(f"{verdicts:,} verdicts")
        else:
            self.estimate.setText(f"{verdicts:,} verdicts, ≈ {time_words(pace * verdicts)}")

    def show_progress(self, words: str | None, fraction: float | None = None) -> None:
        """None while nothing is asked."""
        is_running = words is not None
        self._ends.setCurrentWidget(self.stop if is_running else self.ask)
        self.bar.setVisible(is_running)
        self.stop.setEnabled(True)
        if words is not None:
            self.estimate.setText(one_line(words, 90))
            self.bar.setRange(0, 0 if fraction is None else 1000)
            self.bar.setValue(round((fraction or 0) * 1000))

    def show_stopping(self) -> None:
        self.estimate.setText("Stopping…")
        self.stop.setEnabled(False)

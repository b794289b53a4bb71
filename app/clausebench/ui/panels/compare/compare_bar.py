"""What to compare, how, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QProgressBar,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from clausebench.ui.icons import Icons
from clausebench.ui.panels.compare.ground import Ground, default_sides
from clausebench.ui.panels.compare.side_picker import SidePicker
from clausebench.ui.parts import button, icon_button, label, primary_button
from clausebench.ui.policy_button import PolicyButton


class CompareBar(QWidget):
    """Choices above, a line of progress below while something is judged."""

    policy_pressed = Signal()
    compare_pressed = Signal()
    stop_pressed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.policy = PolicyButton(icons, 32)
        self.before = SidePicker("Before", icons)
        self.after = SidePicker("After", icons)
        self.swap = icon_button(icons, "flip", "Swap the sides")
        self.repeats = QSpinBox()
        self.repeats.setRange(1, 9)
        self.repeats.setAccessibleName("Repeats")
        self.repeats.setToolTip("How often each test case is judged on each side")
        self.staged = QCheckBox("What the edit can reach first")
        self.staged.setToolTip(
            "Asks the cases that the changed clauses can reach and a random sample of the others; "
            "the rest on demand"
        )
        self.compare = primary_button("Compare")
        self.compare.setToolTip("Judge what is missing and compare (Ctrl+Enter)")
        self.stop = button("Stop  Esc")
        self.stop.setAccessibleName("Stop comparing")
        self.words = label("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self._ends = QStackedWidget()
        self._lay_out()
        self.policy.clicked.connect(self.policy_pressed)
        self.compare.clicked.connect(self.compare_pressed)
        self.stop.clicked.connect(self.stop_pressed)
        self.swap.clicked.connect(self._on_swap_clicked)
        self.before.changed.connect(self._show_possible)
        self.after.changed.connect(self._show_possible)
        self.show_progress(None)

    def _lay_out(self) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(10)
        sides.addWidget(self.policy)
        sides.addWidget(self.before, 1)
        sides.addWidget(self.swap)
        sides.addWidget(self.after, 1)
        how = QHBoxLayout()
        how.setSpacing(10)
        how.addWidget(self.words, 1)
        how.addWidget(self.staged)
        how.addWidget(label("Repeats", "section"))
        how.addWidget(self.repeats)
        self._ends.addWidget(self.compare)
        self._ends.addWidget(self.stop)
        how.addWidget(self._ends)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in (sides, how):
            row.setContentsMargins(10, 6, 12, 2 if row is sides else 6)
            column.addLayout(row)
        column.addWidget(self.bar)

    @property
    def is_sensible(self) -> bool:
        """Whether there are two sides that may differ."""
        before, after = self.before.choice, self.after.choice
        if before is None or after is None:
            return False
        is_same_effort = self.before.effort.value is self.after.effort.value
        return before.key != after.key or not (before.is_run or is_same_effort)

    def show_ground(self, ground: Ground | None) -> None:
        """Which policy this is and what there is to compare."""
        self.policy.show_policy(ground.opened.policy.name if ground else None)
        choices = ground.choices if ground else ()
        before, after = default_sides(ground) if ground else ("", "")
        self.before.show_choices(choices, before)
        self.after.show_choices(choices, after)

    def show_progress(self, words: str | None, fraction: float | None = None) -> None:
        """None while nothing is judged."""
        is_running = words is not None
        self._ends.setCurrentWidget(self.stop if is_running else self.compare)
        self.bar.setVisible(is_running)
        self.stop.setEnabled(True)
        if words is not None:
            self.words.setText(words)
            self.bar.setRange(0, 0 if fraction is None else 1000)
            self.bar.setValue(round((fraction or 0) * 1000))
        else:
            self._show_possible()

    def show_stopping(self) -> None:
        self.words.setText("Stopping…")
        self.stop.setEnabled(False)

    def _show_possible(self) -> None:
        before, after = self.before.choice, self.after.choice
        can_stage = after is not None and not after.is_run
        self.staged.setEnabled(can_stage)
        self.compare.setEnabled(self.is_sensible)
        is_same = before is not None and after is not None and not self.is_sensible
        self.words.setText("Choose another wording, effort or run on one side." if is_same else "")

    def _on_swap_clicked(self) -> None:
        before, after = self.before.choice, self.after.choice
        efforts = self.before.effort.value, self.after.effort.value
        if before and after:
            self.before.choose(after.key)
            self.after.choose(before.key)
            self.before.effort.choose(efforts[1])
            self.after.effort.choose(efforts[0])
            self._show_possible()

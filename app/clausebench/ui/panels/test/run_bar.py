"""How to run the suite, the buttons that do, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from clausebench.domain.case import Split
from clausebench.domain.effort import Effort
from clausebench.ui.icons import Icons
from clausebench.ui.panels.test.asking_options import AskingOptions
from clausebench.ui.panels.test.run_order import RunOrder
from clausebench.ui.panels.test.sheet import Sheet
from clausebench.ui.panels.test.suite_flow import Progress
from clausebench.ui.parts import button, label, primary_button
from clausebench.ui.policy_button import PolicyButton
from clausebench.ui.roles import Role
from clausebench.ui.segments import Option, Segments
from clausebench.ui.text.time_words import time_words

MOST_REPEATS = 9


class RunBar(QWidget):
    """While a run is under way, its progress takes the place of the choices."""

    policy_pressed = Signal()
    run_all_pressed = Signal()
    run_selected_pressed = Signal()
    stop_pressed = Signal()
    pause_pressed = Signal()
    forget_pressed = Signal(object)
    """A ``RunOrder`` that is not to begin."""
    effort_chosen = Signal(object)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._sheet: Sheet | None = None
        self.policy = PolicyButton(icons, 48)
        self.state = label("", "small")
        self.effort: Segments[Effort] = Segments(
            "Effort",
            [Option(e, e.capitalize(), help=f"{e.capitalize()} reasoning effort") for e in Effort],
            icons,
        )
        self.repeats = QSpinBox()
        self.repeats.setRange(1, MOST_REPEATS)
        self.repeats.setAccessibleName("Repeats")
        self.repeats.setToolTip("How often each test case is judged")
        self.options = AskingOptions(icons)
        self.estimate = label("", "small")
        self.selected = button("Run selected")
        self.selected.setToolTip("Run selected test cases (Ctrl+Enter)")
        self.all = primary_button("Run all")
        self.all.setToolTip("Run all test cases (Ctrl+Shift+Enter)")
        self.all.setIconSize(QSize(14, 14))
        self.all.setIcon(icons.icon("play-all", Role.ACCENT_TEXT))
        self._make_progress(icons)
        self._choices, self._running = QWidget(), QWidget()
        self._lay_out()
        self._connect()
        self.show_running(None)
        self.show_sheet(None)

    def _make_progress(self, icons: Icons) -> None:
        self.progress = label("", "body")
        self.waiting = QToolButton()
        self.waiting.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.waiting.setMenu(QMenu(self.waiting))
        self.waiting.hide()
        self.pause = button("Pause")
        self.pause.setToolTip("Stop now and go on later, also in another session")
        self.stop = button("Stop  Esc")
        self.stop.setAccessibleName("Stop the run")
        self.stop.setIcon(icons.icon("stop"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")

    def _lay_out(self) -> None:
        choices, running = QHBoxLayout(self._choices), QHBoxLayout(self._running)
        for row in (choices, running):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
        effort, repeats = label("Effort", "section"), label("Repeats", "section")
        parts: tuple[QWidget, ...] = (effort, self.effort, repeats, self.repeats)
        for part in (*parts, self.options.button, self.estimate, self.selected, self.all):
            choices.addWidget(part)
        choices.insertSpacing(5, 6)
        choices.insertSpacing(2, 6)
        for part in (*(self.progress, self.waiting), self.pause, self.stop):
            running.addWidget(part)
        head = QHBoxLayout()
        head.setContentsMargins(10, 6, 12, 6)
        head.setSpacing(8)
        head.addWidget(self.policy)
        head.addWidget(self.state)
        head.addStretch(1)
        head.addWidget(self._choices)
        head.addWidget(self._running)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        self.policy.clicked.connect(self.policy_pressed)
        self.all.clicked.connect(self.run_all_pressed)
        self.selected.clicked.connect(self.run_selected_pressed)
        self.stop.clicked.connect(self.stop_pressed)
        self.pause.clicked.connect(self.pause_pressed)
        self.effort.chosen.connect(self.effort_chosen)
        self.effort.chosen.connect(self._show_estimate)
        self.repeats.valueChanged.connect(self._show_estimate)

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Which policy this is and which wording of it a run would judge under."""
        self.policy.show_policy(sheet.opened.policy.name if sheet else None)
        self.state.setText(_state_words(sheet))
        self.all.setEnabled(bool(sheet and sheet.rows))
        self._sheet = sheet
        self._show_estimate()

    def show_selection(self, count: int) -> None:
        """How many test cases are selected."""
        self.selected.setText(f"Run {count:,} selected" if count > 1 else "Run selected")
        self.selected.setEnabled(count > 0)

    def show_running(self, progress: Progress | None) -> None:
        """None while nothing is running."""
        self._choices.setVisible(progress is None)
        self._running.setVisible(progress is not None)
        self.bar.setVisible(progress is not None)
        self.stop.setEnabled(True)
        self.pause.setEnabled(True)
        if progress is not None:
            self.progress.setText(progress.words)
            self.bar.setRange(0, 0 if progress.fraction is None else 1000)
            self.bar.setValue(round((progress.fraction or 0) * 1000))

    def show_stopping(self) -> None:
        """Stop was pressed; say so at once."""
        self.progress.setText("Stopping…")
        self.stop.setEnabled(False)
        self.pause.setEnabled(False)

    def show_waiting(self, orders: Sequence[RunOrder]) -> None:
        """Runs that begin when this one is done; choosing one in the menu takes it away."""
        self.waiting.setVisible(bool(orders))
        self.waiting.setText("1 run waiting" if len(orders) == 1 else f"{len(orders)} runs waiting")
        self.waiting.setAccessibleName(f"{self.waiting.text()}. Choose one to take it away.")
        menu = self.waiting.menu()
        menu.clear()
        for order in orders:
            menu.addAction(f"Do not run: {order.words}").triggered.connect(
                lambda _checked, order=order: self.forget_pressed.emit(order)
            )

    @Slot()
    def _show_estimate(self) -> None:
        """How long all would take, going by the last run of this kind."""
        sheet = self._sheet
        pace = sheet.paces.get(self.effort.value) if sheet else None
        if sheet is None or pace is None:
            self.estimate.setText("")
            return
        open_cases = sum(row.case.split is Split.OPEN for row in sheet.rows)
        seconds = pace * open_cases * self.repeats.value()
        self.estimate.setText(f"≈ {time_words(seconds)}")
        self.estimate.setToolTip("For all test cases, going by the last run with this effort")


def _state_words(sheet: Sheet | None) -> str:
    if sheet is None:
        return ""
    if sheet.version_number is not None:
        return f"version {sheet.version_number}"
    head = sheet.opened.head
    return f"draft after version {head.number}" if head else "draft"

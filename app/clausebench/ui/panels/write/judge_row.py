"""How to judge, and the button that does."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from clausebench.domain.effort import Effort, Sampler
from clausebench.ui.icons import Icons
from clausebench.ui.parts import button, icon_button, label, primary_button
from clausebench.ui.roles import Role
from clausebench.ui.segments import Option, Segments

REPEATS = (1, 3, 5, 10)
_SAMPLERS = {
    Sampler.PUBLISHED: "As published (temperature 1)",
    Sampler.REPEATABLE: "Repeatable (greedy)",
}


class JudgeRow(QWidget):
    """``is_judging`` turns the button that starts into the one that stops."""

    judge_pressed = Signal()
    stop_pressed = Signal()
    keep_pressed = Signal()
    choices_changed = Signal()
    """Effort, sampler or repeats, by the person."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._is_judging = False
        self.judge = primary_button("Judge sample")
        self.judge.setToolTip("Judge sample (Ctrl+Enter)")
        self.judge.setIconSize(QSize(14, 14))
        self.keep = button("Keep as test case")
        self.effort: Segments[Effort] = Segments(
            "Effort",
            [Option(e, e.capitalize(), help=f"{e.capitalize()} reasoning effort") for e in Effort],
            icons,
        )
        self.more = icon_button(icons, "settings", "Sampling, repeats and confidence")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.summary = label("", "small")
        self._menu = QMenu(self)
        self._samplers = self._choices("Sampling", _SAMPLERS)
        self._repeats = self._choices("Repeats", {n: _times(n) for n in REPEATS})
        self._measure = self._make_measure()
        self.more.setMenu(self._menu)
        self.judge.clicked.connect(self._on_judge_clicked)
        self.keep.clicked.connect(self.keep_pressed)
        self.effort.chosen.connect(self.choices_changed)
        self._lay_out()
        self.show_choices(Effort.MEDIUM, Sampler.PUBLISHED, 1)
        self.show_judging(is_judging=False, can_judge=False)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(6)
        first.addWidget(label("Effort", "section"))
        first.addWidget(self.effort, 1)
        first.addWidget(self.summary)
        first.addWidget(self.more)
        second.addWidget(self.judge, 1)
        second.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(second)

    @property
    def sampler(self) -> Sampler:
        return Sampler(self._samplers.checkedAction().data())

    @property
    def repeats(self) -> int:
        return int(self._repeats.checkedAction().data())

    @property
    def measures_certainty(self) -> bool:
        return self._measure.isChecked()

    def show_choices(self, effort: Effort, sampler: Sampler, repeats: int) -> None:
        """Show how the next judgement will be made."""
        self.effort.choose(effort)
        for group, value in ((self._samplers, sampler), (self._repeats, repeats)):
            for action in group.actions():
                action.setChecked(action.data() == value)
        self._summarise()

    def show_judging(self, *, is_judging: bool, can_judge: bool) -> None:
        """While judging the button stops; with nothing to judge it is off."""
        self._is_judging = is_judging
        self.judge.setEnabled(is_judging or can_judge)
        self.judge.setText(" Stop  Esc" if is_judging else " Judge sample  Ctrl+↵")
        self.judge.setAccessibleName("Stop judging" if is_judging else "Judge sample")
        icon = "stop" if is_judging else "play"
        role = Role.ACCENT_TEXT if self.judge.isEnabled() else Role.TEXT_DISABLED
        self.judge.setIcon(self._icons.icon(icon, role))

    def show_keeping(self, words: str, *, can_keep: bool) -> None:
        self.keep.setText(words)
        self.keep.setAccessibleName(words)
        self.keep.setEnabled(can_keep)

    def _choices(self, title: str, words: dict[Sampler, str] | dict[int, str]) -> QActionGroup:
        group = QActionGroup(self)
        self._menu.addSection(title)
        for value, word in words.items():
            action = QAction(word, self, checkable=True)
            action.setData(value)
            group.addAction(action)
            self._menu.addAction(action)
        group.triggered.connect(self._on_choice_triggered)
        return group

    def _make_measure(self) -> QAction:
        self._menu.addSeparator()
        action = QAction("Measure confidence (slower)", self, checkable=True)
        action.setToolTip("Each label's chance, and when the reasoning made up its mind")
        action.triggered.connect(self._on_choice_triggered)
        self._menu.addAction(action)
        return action

    def _summarise(self) -> None:
        parts = [
            f"×{self.repeats}" if self.repeats > 1 else "",
            "greedy" if self.sampler is Sampler.REPEATABLE else "",
            "measured" if self.measures_certainty else "",
        ]
        self.summary.setText(" · ".join(filter(None, parts)))

    def _on_choice_triggered(self) -> None:
        self._summarise()
        self.choices_changed.emit()

    def _on_judge_clicked(self) -> None:
        (self.stop_pressed if self._is_judging else self.judge_pressed).emit()


def _times(count: int) -> str:
    return "Once" if count == 1 else f"{count} times"

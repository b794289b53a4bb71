"""One side of a comparison: what stands there, and how hard to think about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from clausebench.domain.effort import Effort
from clausebench.ui.icons import Icons
from clausebench.ui.panels.compare.ground import EFFORTS, Choice
from clausebench.ui.parts import label
from clausebench.ui.segments import Option, Segments


class SidePicker(QWidget):
    """A run of the past has its own effort; only a wording can be given one."""

    changed = Signal()

    def __init__(self, name: str, icons: Icons) -> None:
        super().__init__()
        self._choices: tuple[Choice, ...] = ()
        self.what = QComboBox()
        self.what.setAccessibleName(name)
        self.what.setToolTip(f"{name}: a wording, or a run of the past")
        self.what.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.what.setMinimumContentsLength(14)
        self.what.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.effort: Segments[Effort] = Segments(
            f"{name}: effort",
            [Option(e, e.capitalize(), help=f"{e.capitalize()} reasoning effort") for e in EFFORTS],
            icons,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(name, "section"))
        row.addWidget(self.what, 1)
        row.addWidget(self.effort)
        self.what.currentIndexChanged.connect(self._on_what_changed)
        self.effort.chosen.connect(self.changed)

    @property
    def choice(self) -> Choice | None:
        number = self.what.currentIndex()
        return self._choices[number] if 0 <= number < len(self._choices) else None

    def show_choices(self, choices: Sequence[Choice], wanted: str) -> None:
        """Offer these; what was chosen stays chosen if it is still there, else ``wanted`` is."""
        kept = self.choice.key if self.choice else ""
        keys = [choice.key for choice in choices]
        self._choices = tuple(choices)
        with QSignalBlocker(self.what):
            self.what.clear()
            for choice in choices:
                self.what.addItem(choice.title)
            key = kept if kept in keys else wanted
            self.what.setCurrentIndex(keys.index(key) if key in keys else -1)
        self._on_what_changed()

    def choose(self, key: str) -> None:
        """Put something on this side."""
        keys = [choice.key for choice in self._choices]
        if key in keys:
            self.what.setCurrentIndex(keys.index(key))

    def _on_what_changed(self) -> None:
        choice = self.choice
        self.effort.setVisible(choice is not None and not choice.is_run)
        self.what.setToolTip(choice.title if choice else "")
        self.changed.emit()

"""One mark per repeat, to look at each of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from clausebench.domain.verdict import Verdict
from clausebench.ui.appearance import Appearance
from clausebench.ui.parts import label
from clausebench.ui.reasoning.verdict_words import agreement_words, verdict_word
from clausebench.ui.verdict_chip import verdict_look


class RepeatDots(QWidget):
    """Hidden while there is only one answer."""

    repeat_chosen = Signal(int)
    """Which one, counted from 0."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.setAccessibleName("Repeats")
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.repeat_chosen)
        self.agreement = label("", "small")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.agreement)
        self._row.addSpacing(6)
        self._row.addStretch()
        self.hide()

    def show_repeats(self, verdicts: Sequence[Verdict], current: int, planned: int) -> None:
        """Show what has been answered; ``planned`` is how many there will be."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        for number, verdict in enumerate(verdicts):
            button = self._button(number, verdict)
            button.setChecked(number == current)
            self._group.addButton(button, number)
            self._row.insertWidget(self._row.count() - 1, button)
        self.agreement.setText(agreement_words(verdicts) if verdicts else "")
        self.setVisible(planned > 1 and bool(verdicts))

    def _button(self, number: int, verdict: Verdict) -> QToolButton:
        look = verdict_look(verdict)
        button = QToolButton()
        button.setCheckable(True)
        button.setIcon(self._appearance.icons.icon(look.icon, look.role))
        button.setIconSize(QSize(12, 12))
        title = f"Repeat {number + 1}: {verdict_word(verdict)}"
        button.setAccessibleName(title)
        button.setToolTip(title)
        return button

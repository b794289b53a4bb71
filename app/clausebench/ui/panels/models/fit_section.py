"""Whether weights would work on this computer, measured."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clausebench.domain.fit import Fit, FitReport
from clausebench.ui.appearance import Appearance
from clausebench.ui.parts import IconLabel, button, label
from clausebench.ui.roles import Role

_LOOKS = {
    Fit.FITS: ("check", Role.VERDICT_ALLOWED),
    Fit.TIGHT: ("half", Role.VERDICT_ESCALATE),
    Fit.SLOW: ("warning", Role.FINDING_WARNING),
    Fit.TOO_BIG: ("error", Role.FINDING_ERROR),
}


class FitSection(QWidget):
    """A verdict in words beside its icon, what to do, and the probe that makes it exact."""

    measure_pressed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._icon = IconLabel(appearance, "half", Role.TEXT_MUTED, 18)
        self.words = label("", "strong", wraps=True)
        self.advice = label("", "muted", wraps=True)
        self.measure = button("Measure this computer")
        self.measure.setToolTip("Runs a small model for about ten seconds")
        self.measure.clicked.connect(self.measure_pressed)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.words)
        words.addWidget(self.advice)
        words.addWidget(self.measure, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_report(self, report: FitReport | None) -> None:
        """None while it is not known."""
        self.setVisible(report is not None)
        if report is None:
            return
        self._icon.show_icon(*_LOOKS[report.fit])
        self.words.setText(report.sentence)
        self.advice.setText(report.advice)
        self.advice.setVisible(bool(report.advice))

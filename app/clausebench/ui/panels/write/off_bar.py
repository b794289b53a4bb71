"""Says which clauses are switched off for trying, and switches them on again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from clausebench.ui.appearance import Appearance
from clausebench.ui.parts import IconLabel, label, quiet_button
from clausebench.ui.roles import Role
from clausebench.ui.text.showable import one_line


class OffBar(QFrame):
    """Hidden while every clause counts."""

    on_pressed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setProperty("banner", "info")
        self.sentence = label("", "small", wraps=True)
        self.on = quiet_button("Switch on")
        self.on.clicked.connect(self.on_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 6, 4)
        row.setSpacing(8)
        row.addWidget(IconLabel(appearance, "eye-off", Role.FINDING_HINT, 16))
        row.addWidget(self.sentence, 1)
        row.addWidget(self.on)
        self.hide()

    def show_off(self, names: tuple[str, ...]) -> None:
        """Name the clauses that are off; none: hide."""
        self.setVisible(bool(names))
        listed = one_line(", ".join(names), 80)
        self.sentence.setText(f"Judged without {listed}. The text stays as it is.")

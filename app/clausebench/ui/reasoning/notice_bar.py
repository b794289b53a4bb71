"""A sentence about an answer, with what one can do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from clausebench.ui.appearance import Appearance
from clausebench.ui.parts import IconLabel, label, quiet_button
from clausebench.ui.reasoning.verdict_words import Notice
from clausebench.ui.roles import Role


class NoticeBar(QFrame):
    """Hidden while there is nothing to say."""

    retry_pressed = Signal()
    raw_pressed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setProperty("banner", "warning")
        self.sentence = label("", "body", wraps=True)
        self.retry_button = quiet_button("Judge again")
        self.raw_button = quiet_button("Show raw answer")
        self.retry_button.clicked.connect(self.retry_pressed)
        self.raw_button.clicked.connect(self.raw_pressed)
        icon = IconLabel(appearance, "info", Role.FINDING_WARNING, 16)
        actions = QHBoxLayout()
        actions.addWidget(self.retry_button)
        actions.addWidget(self.raw_button)
        actions.addStretch()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sentence)
        words.addLayout(actions)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 6)
        row.setSpacing(8)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()

    def show_notice(self, notice: Notice | None) -> None:
        """Say it, or say nothing."""
        self.setVisible(notice is not None)
        if notice is not None:
            self.sentence.setText(notice.sentence)
            self.retry_button.setVisible(notice.can_retry)
            self.raw_button.setVisible(notice.shows_raw)

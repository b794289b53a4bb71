"""Which policy, how far along it is, and the next step."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from clausebench.domain.bundle.approval import Stage
from clausebench.ui.appearance import Appearance
from clausebench.ui.panels.release.stage_track import StageTrack
from clausebench.ui.parts import button, primary_button
from clausebench.ui.policy_button import PolicyButton
from clausebench.ui.view_row import ViewRow

VIEWS = ("Changes", "Numbers", "Comments")
_NEXT = {Stage.DRAFT: "Send to review…", Stage.REVIEW: "Approve…", Stage.APPROVED: "Approved"}


class ReleaseBar(QWidget):
    """Plain methods in, signals out."""

    policy_pressed = Signal()
    step_pressed = Signal()
    back_pressed = Signal()
    export_pressed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.policy = PolicyButton(appearance.icons)
        self.track = StageTrack(appearance)
        self.step = primary_button(_NEXT[Stage.DRAFT])
        self.back = button("Back to draft…")
        self.export = button("Export…")
        self.views = ViewRow(VIEWS)
        self._lay_out()
        self.policy.clicked.connect(self.policy_pressed)
        self.step.clicked.connect(self.step_pressed)
        self.back.clicked.connect(self.back_pressed)
        self.export.clicked.connect(self.export_pressed)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setContentsMargins(10, 6, 12, 2)
        first.setSpacing(8)
        first.addWidget(self.policy)
        first.addWidget(self.track)
        first.addStretch(1)
        for made in (self.back, self.export, self.step):
            first.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(first)
        column.addWidget(self.views)

    def show_stage(self, stage: Stage) -> None:
        """Where the version is, and what comes next."""
        self.track.show_stage(stage)
        self.step.setText(_NEXT[stage])
        self.step.setAccessibleName(_NEXT[stage])
        self.back.setVisible(stage is not Stage.DRAFT)

"""Which policy, how far along it is, and the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from clausebench.domain.bundle.approval import Stage
from clausebench.ui.appearance import Appearance
from clausebench.ui.panels.release.stage_track import StageTrack
from clausebench.ui.parts import button, primary_button
from clausebench.ui.text.showable import escaped_tip, one_line

VIEWS = ("Changes", "Numbers", "Comments")
_NEXT = {Stage.DRAFT: "Send to review…", Stage.REVIEW: "Approve…", Stage.APPROVED: "Approved"}


class ReleaseBar(QWidget):
    """Plain methods in, signals out."""

    policy_pressed = Signal()
    step_pressed = Signal()
    back_pressed = Signal()
    export_pressed = Signal()
    view_chosen = Signal(int)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.policy = QToolButton()
        self.policy.setProperty("kind", "policy-name")
        self.policy.setIcon(appearance.icons.icon("chevron-down"))
        self.policy.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the name
        self.policy.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.policy.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.track = StageTrack(appearance)
        self.step = primary_button(_NEXT[Stage.DRAFT])
        self.back = button("Back to draft…")
        self.export = button("Export…")
        self._views = QButtonGroup(self)
        self._lay_out()
        self.policy.clicked.connect(self.policy_pressed)
        self.step.clicked.connect(self.step_pressed)
        self.back.clicked.connect(self.back_pressed)
        self.export.clicked.connect(self.export_pressed)
        self._views.idClicked.connect(self.view_chosen)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setContentsMargins(10, 6, 12, 2)
        first.setSpacing(8)
        first.addWidget(self.policy)
        first.addWidget(self.track)
        first.addStretch(1)
        for made in (self.back, self.export, self.step):
            first.addWidget(made)
        second = QHBoxLayout()
        second.setContentsMargins(12, 2, 12, 6)
        second.setSpacing(4)
        for number, title in enumerate(VIEWS):
            made = QPushButton(title)
            made.setProperty("kind", "filter")
            made.setCheckable(True)
            made.setChecked(number == 0)
            made.setAutoDefault(False)
            self._views.addButton(made, number)
            second.addWidget(made)
        second.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(first)
        column.addLayout(second)

    def show_policy(self, name: str) -> None:
        self.policy.setText(one_line(name, 40))
        self.policy.setAccessibleName(f"Policy: {one_line(name)}. Open another.")
        self.policy.setToolTip(escaped_tip(f"{name}\nOpen another policy"))

    def show_stage(self, stage: Stage) -> None:
        """Where the version is, and what comes next."""
        self.track.show_stage(stage)
        self.step.setText(_NEXT[stage])
        self.step.setAccessibleName(_NEXT[stage])
        self.back.setVisible(stage is not Stage.DRAFT)

    def show_view(self, number: int) -> None:
        """Press the button of a view without telling anybody."""
        self._views.button(number).setChecked(True)

    def show_counts(self, counts: tuple[int | None, ...]) -> None:
        """How much each view holds; None: no number."""
        for number, (title, count) in enumerate(zip(VIEWS, counts, strict=True)):
            made = self._views.button(number)
            made.setText(title if count is None else f"{title} {count:,}")
            made.setAccessibleName(made.text())

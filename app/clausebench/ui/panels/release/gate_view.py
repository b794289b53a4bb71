"""What stands in the way of approving a version, and how it came to where it is."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from clausebench.domain.bundle.approval import Approval, Stage
from clausebench.domain.bundle.stages import Obstacle
from clausebench.services.approving import StageReport
from clausebench.ui.appearance import Appearance
from clausebench.ui.panels.release.page import Page
from clausebench.ui.panels.release.release_words import PLACES, STEP_WORDS, remedy_words, step_words
from clausebench.ui.parts import IconLabel, label, quiet_button
from clausebench.ui.roles import Role
from clausebench.ui.text.clock_words import clock_words

_TOP = Qt.AlignmentFlag.AlignTop
_STEP_ICONS = {
    Stage.DRAFT: ("undo", Role.TEXT_MUTED),
    Stage.REVIEW: ("eye", Role.LINK),
    Stage.APPROVED: ("release", Role.OUTCOME_PASSED),
}


class GateView(Page):
    """Plain methods in, signals out."""

    place_wanted = Signal(str)
    """A command id: where an obstacle is put right."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__("What stands in the way, and the steps so far")
        self._appearance = appearance

    def show_report(self, report: StageReport) -> None:
        """Obstacles first, as they are to be put right; then the steps, newest first."""
        self.show_parts([*self._gate(report), 14, *self._steps(report)])

    def _gate(self, report: StageReport) -> Iterator[QWidget | QLayout | int]:
        yield label("In the way", "section")
        if not report.obstacles:
            icon = IconLabel(self._appearance, "check", Role.OUTCOME_PASSED)
            yield _line(icon, label("Nothing. It can be approved.", "body", wraps=True))
        for obstacle in report.obstacles:
            yield self._obstacle(obstacle)

    def _obstacle(self, obstacle: Obstacle) -> QWidget:
        place = PLACES[obstacle.kind]
        card = QFrame()
        card.setProperty("surface", "card")
        card.setAccessibleName(f"{place.title}: {obstacle.sentence}")
        go = quiet_button(place.action)
        go.setAccessibleName(f"{place.action}: {place.title}")
        go.clicked.connect(lambda: self.place_wanted.emit(place.command))
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel(self._appearance, place.icon, Role.FINDING_WARNING))
        head.addWidget(label(place.title, "strong"), 1)
        head.addWidget(go)
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 4, 4, 10)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(label(obstacle.sentence, "body", wraps=True))
        column.addWidget(label(remedy_words(obstacle), "small", wraps=True))
        return card

    def _steps(self, report: StageReport) -> Iterator[QWidget | QLayout | int]:
        yield label("Steps", "section")
        for step in reversed(report.steps):
            yield self._step(step)
        made = report.version
        icon = IconLabel(self._appearance, "version", Role.TEXT_MUTED)
        when = label(clock_words(made.at), "small")
        yield _line(icon, label(f"Version {made.number}: {made.reason}", "body", wraps=True), when)

    def _step(self, step: Approval) -> QWidget:
        icon, role = _STEP_ICONS[step.stage]
        when = label(clock_words(step.at), "small")
        parts = [label(f"{STEP_WORDS[step.stage]} by {step.who}", "strong", wraps=True)]
        parts.append(label(step.reason, "body", wraps=True))
        if step.override:
            parts.append(label(f"Past obstacles, because: {step.override}", "body", wraps=True))
        made = _line(IconLabel(self._appearance, icon, role), *parts, when)
        made.setAccessibleName(step_words(step))
        return made


def _line(icon: IconLabel, *words: QWidget) -> QWidget:
    """An icon, and lines of words beside it."""
    made = QWidget()
    column = QVBoxLayout()
    column.setSpacing(2)
    for part in words:
        column.addWidget(part)
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 2, 0, 4)
    row.setSpacing(10)
    row.addWidget(icon, 0, _TOP)
    row.addLayout(column, 1)
    return made

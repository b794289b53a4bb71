"""The head of a verdict: what was decided, by which clauses, against what was expected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from clausebench.domain.case import Expectation, Outcome, outcome
from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.verdict import Verdict
from clausebench.ui.appearance import Appearance
from clausebench.ui.flow_layout import FlowLayout
from clausebench.ui.icons import OUTCOME_ICONS
from clausebench.ui.parts import IconLabel, icon_button, label, quiet_button
from clausebench.ui.reasoning.repeat_dots import RepeatDots
from clausebench.ui.reasoning.verdict_words import (
    NOT_A_MODEL,
    confidence_words,
    cost_words,
    expectation_words,
)
from clausebench.ui.roles import OUTCOME_ROLES, Role
from clausebench.ui.text.showable import escaped_tip, one_line
from clausebench.ui.verdict_chip import ChipLook, VerdictChip, verdict_look

THINKING = ChipLook("running", "Thinking", Role.LINK)
STOPPING = ChipLook("stop", "Stopping", Role.TEXT_MUTED)


class VerdictHeader(QWidget):
    """Stays above the reasoning while that scrolls."""

    clause_chosen = Signal(str)
    copy_requested = Signal()
    repeat_chosen = Signal(int)
    ghost_requested = Signal()
    """Judge the saved wording, too."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("verdict-header")
        self._appearance = appearance
        self.chip = VerdictChip(appearance, large=True)
        self.label_name = label("", "strong")
        self.cost = label("", "small")
        self.engine = label("", "small")
        self.badge = label(NOT_A_MODEL, "key")
        self.confidence = label("", "small")
        self.expected_icon = IconLabel(appearance, "check", Role.OUTCOME_PASSED, 14)
        self.expected = label("", "body", wraps=True)
        self.repeats = RepeatDots(appearance)
        self.copy_button = icon_button(appearance.icons, "copy", "Copy verdict and reasoning")
        self.ghost = label("", "small", wraps=True)
        self.ghost_ask = quiet_button("Judge it too")
        self._is_brief = False
        self._clauses = QWidget()
        self._clause_row = FlowLayout(self._clauses)
        self.repeats.repeat_chosen.connect(self.repeat_chosen)
        self.copy_button.clicked.connect(self.copy_requested)
        self.ghost_ask.clicked.connect(self.ghost_requested)
        self._lay_out()

    def _lay_out(self) -> None:
        first, second, third = QHBoxLayout(), QHBoxLayout(), FlowLayout(spacing=10)
        first.setSpacing(8)
        first.addWidget(self.chip)
        first.addWidget(self.label_name)
        first.addStretch()
        first.addWidget(self.copy_button)
        second.setSpacing(6)
        second.addWidget(self.expected_icon, 0, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self.expected, 1)
        for part in (self.cost, self.confidence, self.engine, self.badge):
            third.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 10, 10)
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(self._clauses)
        column.addLayout(second)
        column.addLayout(third)
        column.addWidget(self.repeats)
        ghost = QHBoxLayout()
        ghost.addWidget(self.ghost, 1)
        ghost.addWidget(self.ghost_ask)
        column.addLayout(ghost)
        self.show_ghost("")

    def show_ghost(self, words: str, *, can_ask: bool = False) -> None:
        """What the saved wording says of the same content; empty: nothing to say."""
        _say(self.ghost, words)
        self.ghost_ask.setVisible(can_ask)

    def show_progress(self, look: ChipLook, words: str) -> None:
        """While there is no verdict yet."""
        self.chip.show_look(look)
        _say(self.cost, words)
        for part in (self.expected, self.expected_icon, self._clauses, self.label_name):
            part.hide()
        for part in (self.badge, self.engine, self.confidence, self.copy_button):
            part.hide()

    def show_verdict(self, verdict: Verdict, expected: Expectation, policy: ParsedPolicy) -> None:
        """Everything that is known; parts that have nothing to say are hidden."""
        self.chip.show_look(verdict_look(verdict))
        self.copy_button.show()
        says_more = (verdict.label or "").casefold() != self.chip.look.word.casefold()
        _say(self.label_name, one_line(verdict.label or "", 40) if says_more else "")
        self.cost.setText(cost_words(verdict))
        self.confidence.setText(confidence_words(verdict))
        self.engine.setText(verdict.engine.name)
        self.show_brief(is_brief=self._is_brief)
        self.badge.setVisible(not verdict.engine.is_language_model)
        found = outcome(expected, verdict)
        self.expected_icon.show_icon(OUTCOME_ICONS[found], OUTCOME_ROLES[found])
        self.expected_icon.setVisible(found is not Outcome.UNLABELLED)
        _say(self.expected, expectation_words(expected, verdict))
        self._show_clauses(verdict.clauses, policy)

    def show_brief(self, *, is_brief: bool) -> None:
        """Leave out what the verdict cost and who gave it, where room is short."""
        self._is_brief = is_brief
        facts = (self.cost, self.confidence, self.engine)
        for part in facts:
            part.setVisible(bool(part.text()) and not is_brief)
        self.chip.setToolTip("\n".join(part.text() for part in facts if part.text()))

    def _show_clauses(self, cited: Sequence[str], policy: ParsedPolicy) -> None:
        while (item := self._clause_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for clause_id in cited:
            self._clause_row.addWidget(self._clause_chip(clause_id, policy))
        self._clauses.setVisible(bool(cited))

    def _clause_chip(self, clause_id: str, policy: ParsedPolicy) -> QPushButton:
        clause = policy.clause(clause_id)
        chip = QPushButton(one_line(clause_id, 40))
        chip.setProperty("kind", "clause")
        chip.setAutoDefault(False)
        chip.setEnabled(clause is not None)
        title = f"{clause_id} {clause.title}" if clause else f"{clause_id}: not in this policy"
        chip.setAccessibleName(f"Clause {one_line(title)}")
        chip.setToolTip(escaped_tip(title))
        chip.clicked.connect(lambda _checked=False: self.clause_chosen.emit(clause_id))
        return chip


def _say(part: QWidget, words: str) -> None:
    part.setText(words)  # type: ignore[attr-defined]
    part.setVisible(bool(words))

"""What a version changes: clauses word by word, and the verdicts that flipped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from clausebench.domain.bundle.changes import ClauseChange, ClauseChangeKind
from clausebench.domain.case import Case
from clausebench.domain.comparison import CaseChange
from clausebench.domain.masking import Concealment
from clausebench.services.version_changes import VersionChanges
from clausebench.ui.judged.change_looks import CHANGE_LOOKS as CASE_LOOKS
from clausebench.ui.judged.change_looks import side_look
from clausebench.ui.judged.previews import Previews
from clausebench.ui.panels.release.page import Page
from clausebench.ui.panels.release.release_words import CHANGE_LOOKS
from clausebench.ui.parts import IconLabel, label, quiet_button
from clausebench.ui.roles import Role
from clausebench.ui.shell import Shell
from clausebench.ui.text.reworded_text import RewordedText
from clausebench.ui.verdict_chip import ChipLook, VerdictChip

_MOST_FLIPS = 20
_LEFT = Qt.AlignmentFlag.AlignLeft


class ChangesView(Page):
    """Plain methods in, signals out."""

    clause_wanted = Signal(str)
    case_wanted = Signal(object)
    """A ``Case`` to show in Write."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("What this version changes")
        self._appearance = shell.appearance
        self._previews = Previews(shell.concealment)
        self._shown: tuple[VersionChanges | None, Mapping[str, Case]] = (None, {})
        shell.concealment.level_changed.connect(self._on_concealment_level_changed)

    def show_changes(self, changes: VersionChanges | None, cases: Mapping[str, Case]) -> None:
        """None: there is no version before it. Cases by name."""
        self._shown = (changes, cases)
        if changes is None:
            words = "This is the first version: there is nothing that it changes."
            self.show_parts([label(words, "muted", wraps=True)])
            return
        self.show_parts(self._parts(changes, cases))

    def _parts(
        self, changes: VersionChanges, cases: Mapping[str, Case]
    ) -> Iterator[QWidget | QLayout | int]:
        number = changes.before.number
        why = "the last that was approved" if changes.since_approved else "the one before"
        yield label(f"Since version {number}, {why}", "section")
        if not changes.clauses:
            yield label("No clause changed.", "body")
        for change in changes.clauses:
            yield self._clause(change)
        yield 10
        yield label("Measured on the test cases", "section")
        if changes.flips is None:
            words = "Not measured: both versions have to be run on the test cases first, with the "
            yield label(f"{words}same engine. Compare mode does it.", "muted", wraps=True)
            return
        yield label(changes.flips.sentence, "body", wraps=True)
        flips = [c for c in changes.flips.changed if c.before.decision is not c.after.decision]
        for flip in flips[:_MOST_FLIPS]:
            yield self._flip(flip, cases.get(flip.name))
        if len(flips) > _MOST_FLIPS:
            yield label(f"and {len(flips) - _MOST_FLIPS:,} more: see Compare", "small")

    def _clause(self, change: ClauseChange) -> QWidget:
        icon, role, word = CHANGE_LOOKS[change.kind]
        card = QFrame()
        card.setProperty("surface", "card")
        card.setAccessibleName(f"{word}: {change.name}")
        head = QHBoxLayout()
        head.setSpacing(10)
        chip = VerdictChip(self._appearance)
        chip.show_look(ChipLook(icon, word, role))
        head.addWidget(chip)
        head.addWidget(label(change.name, "strong"), 1)
        if change.kind is not ClauseChangeKind.REMOVED:
            go = quiet_button("Open clause")
            go.setAccessibleName(f"Open clause {change.name}")
            go.clicked.connect(lambda: self.clause_wanted.emit(change.clause))
            head.addWidget(go)
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 6, 4, 10)
        column.setSpacing(4)
        column.addLayout(head)
        if change.kind is not ClauseChangeKind.MOVED:
            words = RewordedText(self._appearance)
            words.show_words(change.before, change.after)
            column.addWidget(words)
        return card

    def _flip(self, flip: CaseChange, case: Case | None) -> QWidget:
        made = QWidget()
        name = flip.name
        if case is not None:
            name = self._previews.derived(case.id, case.name, case.content)
        how = CASE_LOOKS[flip.changes[0]]
        looks = (how, side_look(flip.before), side_look(flip.after))
        made.setAccessibleName(f"{name}, {how.word}: {looks[1].word}, now {looks[2].word}")
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for number, look in enumerate(looks):
            chip = VerdictChip(self._appearance)
            chip.show_look(look)
            row.addWidget(chip)
            if number == 1:
                row.addWidget(IconLabel(self._appearance, "chevron-right", Role.TEXT_MUTED, 14))
        row.addWidget(label(name, "body"), 1)
        if case is not None:
            go = quiet_button("Open case")
            go.setAccessibleName(f"Open case {name}")
            go.clicked.connect(lambda: self.case_wanted.emit(case))
            row.addWidget(go)
        return made

    def _on_concealment_level_changed(self, _level: Concealment) -> None:
        self.show_changes(*self._shown)

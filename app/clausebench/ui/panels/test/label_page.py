"""Label cases with the keyboard: what the model says is shown only afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from clausebench.domain.case_kind import HOW
from clausebench.domain.clause import Decision, ParsedPolicy
from clausebench.domain.labelling import CaseLabel, is_disputed, standing
from clausebench.domain.masking import Concealment
from clausebench.ui.flow_layout import FlowLayout
from clausebench.ui.icons import DECISION_ICONS
from clausebench.ui.judged.content_column import ContentColumn
from clausebench.ui.panels.test.case_row import CaseRow
from clausebench.ui.parts import button, hairline, icon_button, label, primary_button
from clausebench.ui.roles import DECISION_ROLES
from clausebench.ui.shell import Shell
from clausebench.ui.verdict_chip import DECISION_WORDS, verdict_look

_MOST = 9


@dataclass(frozen=True, slots=True)
class LabelChoice:
    """What a key means: a label of the policy, or a bare decision."""

    name: str | None
    decision: Decision

    @property
    def words(self) -> str:
        word = DECISION_WORDS[self.decision]
        return f"{self.name}, {word.lower()}" if self.name else word


def choices_of(policy: ParsedPolicy) -> tuple[LabelChoice, ...]:
    """The policy's labels in its order; the bare decisions if it has none."""
    if policy.labels:
        return tuple(LabelChoice(x.name, x.decision) for x in policy.labels[:_MOST])
    return tuple(LabelChoice(None, decision) for decision in Decision)


class LabelPage(QWidget):
    """Plain methods in, signals out: it shows one case and says what was pressed."""

    chosen = Signal(object)
    """A ``LabelChoice``."""
    stepped = Signal(int)
    undone = Signal()
    noted = Signal(str)
    settled = Signal(object, str)
    """A ``LabelChoice`` and the reason: an adjudication."""
    closed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._choices: tuple[LabelChoice, ...] = ()
        self._is_settling = False
        icons = shell.appearance.icons
        self.title = label("", "title")
        self.progress = label("", "muted")
        self.close_button = icon_button(icons, "close", "Back to the table (Esc)")
        self.content = ContentColumn(shell.appearance)
        self.how = label("", "small", wraps=True)
        self.buttons = QWidget()
        self._flow = FlowLayout(self.buttons)
        self.after = label("", "body", wraps=True)
        self.note = QLineEdit()
        self.note.setPlaceholderText("Note: why (N)")
        self.note.setAccessibleName("Note on the label")
        self.previous = button("Previous  K")
        self.next = primary_button("Next  J")
        self.undo = button("Undo  U")
        self.settle = button("Settle…")
        self.settle.setToolTip("Decide what is to be expected, with a reason in the note")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 10, 8)
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.progress, 1)
        head.addWidget(self.close_button)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.note, 1)
        for part in (self.settle, self.undo, self.previous, self.next):
            foot.addWidget(part)
        below = QVBoxLayout()
        below.setContentsMargins(14, 8, 14, 12)
        below.setSpacing(10)
        below.addWidget(self.how)
        below.addWidget(self.buttons)
        below.addWidget(self.after)
        below.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self.content, 1)
        column.addWidget(hairline())
        column.addLayout(below)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _connect(self) -> None:
        concealment = self._shell.concealment
        concealment.level_changed.connect(self._on_concealment_level_changed)
        self.content.view.more_pressed.connect(concealment.reveal_more)
        self.content.view.plain_pressed.connect(concealment.reveal_plain)
        self.content.conceal_pressed.connect(concealment.conceal)
        self.close_button.clicked.connect(self.closed)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.undo.clicked.connect(self.undone)
        self.settle.clicked.connect(self._on_settle_clicked)
        self.note.returnPressed.connect(self.setFocus)
        self._on_concealment_level_changed(concealment.level)

    def show_choices(self, choices: Sequence[LabelChoice]) -> None:
        """One button a label, in the order of their keys."""
        self._choices = tuple(choices)
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for number, choice in enumerate(self._choices, start=1):
            self._flow.addWidget(self._button(number, choice))

    def _button(self, number: int, choice: LabelChoice) -> QPushButton:
        made = button(f"{number}  {choice.words}")
        made.setAccessibleName(f"Label: {choice.words}")
        icon = self._shell.appearance.icons.icon(
            DECISION_ICONS[choice.decision], DECISION_ROLES[choice.decision]
        )
        made.setIcon(icon)
        made.clicked.connect(lambda: self._choose(choice))
        return made

    def show_case(self, row: CaseRow, name: str, place: str) -> None:
        """A case to be labelled; nothing of what others or the model say."""
        self._is_settling = False
        self.title.setText(name)
        self.progress.setText(place)
        self.content.show_content(row.case.content, row.case.name)
        self.how.setText(HOW[row.case.kind])
        self.note.clear()
        self.after.setText("Press the number of a label. What the model says is shown then.")
        self.settle.hide()
        self.setFocus()

    def reveal(self, row: CaseRow, entries: Sequence[CaseLabel], who: str) -> None:
        """What was said, by the person, by others and by the model."""
        self.after.setText("\n".join(told(row, entries, who)))
        self.settle.setVisible(is_disputed(entries))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.text().casefold()
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key.isdigit() and 0 < int(key) <= len(self._choices):
            self._choose(self._choices[int(key) - 1])
        elif key == "e":
            escalating = (c for c in self._choices if c.decision is Decision.ESCALATE)
            self._choose(next(escalating, LabelChoice(None, Decision.ESCALATE)))
        elif event.key() == Qt.Key.Key_Space:
            self._reveal_content(event)
        elif not self._do(key):
            super().keyPressEvent(event)

    def _do(self, key: str) -> bool:
        acts = {
            "j": lambda: self.stepped.emit(1),
            "\r": lambda: self.stepped.emit(1),
            "k": lambda: self.stepped.emit(-1),
            "u": self.undone.emit,
            "n": self.note.setFocus,
        }
        act = acts.get(key)
        if act is not None:
            act()
        return act is not None

    def _reveal_content(self, event: QKeyEvent) -> None:
        concealment = self._shell.concealment
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        (concealment.reveal_plain if is_shifted else concealment.reveal_more)()

    def _choose(self, choice: LabelChoice) -> None:
        if self._is_settling:
            self._is_settling = False
            self.settled.emit(choice, self.note.text().strip())
        else:
            self.chosen.emit(choice)

    def _on_settle_clicked(self) -> None:
        if not self.note.text().strip():
            self.after.setText("Say why in the note first: others will read it.")
            self.note.setFocus()
            return
        self._is_settling = True
        self.after.setText("Press the number of the label that is to stand.")
        self.setFocus()

    def _on_concealment_level_changed(self, level: Concealment) -> None:
        self.content.conceal(level, is_revealed=self._shell.concealment.is_revealed)


def told(row: CaseRow, entries: Sequence[CaseLabel], who: str) -> list[str]:
    """What the person said, what others said, what the model said, each on its line."""
    labels = standing(entries)
    mine = next((entry for entry in labels if entry.who == who), None)
    lines = [f"You: {_words(mine)}."] if mine else []
    others = [f"{entry.who}: {_words(entry)}" for entry in labels if entry.who != who]
    if others:
        lines.append("; ".join(others) + ".")
    if is_disputed(entries):
        lines.append("People differ: it expects nothing until somebody settles it.")
    if row.result is None:
        lines.append("The model has not judged it yet.")
    else:
        says = verdict_look(row.result.shown).word.lower()
        of = f", {round(row.result.agreement * row.result.counted)} of {row.result.counted}"
        lines.append(f"The model: {says}{of if row.result.counted > 1 else ''}.")
        if mine is not None:
            same = row.result.decision is mine.decision
            lines.append("You agree." if same else "You disagree with it.")
    return lines


def _words(entry: CaseLabel) -> str:
    decision = DECISION_WORDS[entry.decision].lower() if entry.decision else "nothing"
    blind = ", before seeing anything" if entry.is_blind else ""
    return f"{entry.label or ''} {decision}".strip() + blind

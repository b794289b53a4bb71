"""What a person says the verdict should be, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from clausebench.domain.case import Expectation
from clausebench.domain.clause import Clause, ClauseKind, Decision, ParsedPolicy
from clausebench.ui.icons import DECISION_ICONS, Icons
from clausebench.ui.parts import label
from clausebench.ui.roles import DECISION_ROLES
from clausebench.ui.segments import Option, Segments
from clausebench.ui.text.showable import one_line
from clausebench.ui.verdict_chip import DECISION_WORDS

_KEYS = {Decision.VIOLATES: "1", Decision.ALLOWED: "2", Decision.ESCALATE: "3"}
_CITABLE = frozenset(
    {ClauseKind.VIOLATES, ClauseKind.ALLOWED, ClauseKind.EXCEPTION, ClauseKind.ESCALATION}
)
_ANY = "Any clause"


def _option(decision: Decision) -> Option[Decision | None]:
    icon, role = DECISION_ICONS[decision], DECISION_ROLES[decision]
    return Option(decision, DECISION_WORDS[decision], icon, role, _KEYS[decision])


_OPTIONS: tuple[Option[Decision | None], ...] = (
    *map(_option, Decision),
    Option(None, "–", key="0", help="No expectation"),
)


class ExpectationRow(QWidget):
    """``changed`` comes only from the person."""

    changed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._label: str | None = None
        self._others: tuple[str, ...] = ()
        self.decision: Segments[Decision | None] = Segments("Expected", _OPTIONS, icons)
        self.decision.choose(None)
        self.clause = QComboBox()
        self.clause.setAccessibleName("Expected clause")
        self.clause.setToolTip("The clause that the verdict should cite")
        self.clause.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.clause.setMinimumContentsLength(8)
        self.clause.addItem(_ANY, "")
        self.note = QLineEdit()
        self.note.setPlaceholderText("Note: why")
        self.note.setAccessibleName("Note")
        self.decision.chosen.connect(self._on_decision_chosen)
        self.clause.activated.connect(self._on_clause_activated)
        self.note.textEdited.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label("Expected", "section"))
        for part in (self.decision, self.clause, self.note):
            column.addWidget(part)

    @property
    def expectation(self) -> Expectation:
        clause = str(self.clause.currentData() or "")
        clauses = (clause, *self._others) if clause else ()
        return Expectation(self.decision.value, self._label, clauses)

    def show_expectation(self, expected: Expectation, note: str) -> None:
        """Show what is kept with a test case."""
        self._label = expected.label
        self._others = expected.clauses[1:]
        self.decision.choose(expected.decision)
        wanted = expected.clauses[0] if expected.clauses else ""
        if wanted and self.clause.findData(wanted) < 0:
            self.clause.addItem(one_line(wanted, 40), wanted)
        self.clause.setCurrentIndex(max(self.clause.findData(wanted), 0))
        self.note.setText(note)

    def show_clauses(self, parsed: ParsedPolicy) -> None:
        """Offer the clauses that a verdict can cite; what was chosen stays chosen."""
        offered = [("", _ANY), *((c.id, _words(c)) for c in _citable(parsed.clauses))]
        present = [(self.clause.itemData(i), self.clause.itemText(i)) for i in self._rows()]
        chosen = self.clause.currentData() or ""
        if chosen and chosen not in dict(offered):
            offered.append((chosen, self.clause.currentText()))
        if offered != present:
            with QSignalBlocker(self.clause):
                self.clause.clear()
                for clause_id, words in offered:
                    self.clause.addItem(words, clause_id)
                self.clause.setCurrentIndex(max(self.clause.findData(chosen), 0))

    def _rows(self) -> range:
        return range(self.clause.count())

    def _on_decision_chosen(self) -> None:
        self._label = None  # it belonged to the former decision
        self.changed.emit()

    def _on_clause_activated(self) -> None:
        self._others = ()
        self.changed.emit()


def _citable(clauses: Sequence[Clause]) -> list[Clause]:
    return [c for c in clauses if c.kind in _CITABLE and c.code]


def _words(clause: Clause) -> str:
    title = clause.title.removeprefix(clause.code or "").strip(" .:–—-")
    return one_line(f"{clause.code} {title}", 48)

"""Clauses that are switched off for trying: samples are judged without them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from clausebench.domain.clause import Clause, ParsedPolicy
from clausebench.domain.text import LineIndex
from clausebench.domain.trying.muting import CARRYING, mute
from clausebench.services.judging import JudgeOrder
from clausebench.ui.banner import BannerKind
from clausebench.ui.panels.write.rule_panel import RulePanel
from clausebench.ui.shell import Shell

NO_CLAUSE = "Put the cursor into a clause that can decide something."
WHERE = "Definitions, rules, exceptions and precedence can; instructions and examples cannot."


class SwitchedOff(QObject):
    """The text is never changed, and neither are the verdicts of test cases."""

    def __init__(self, shell: Shell, rule: RulePanel, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._rule = shell, rule
        self._off: set[str] = set()
        rule.policy_read.connect(lambda _report: self._show())
        rule.editor.gutter.eye_clicked.connect(self._on_gutter_eye_clicked)
        rule.off_bar.on_pressed.connect(self.switch_all_on)

    def switch_at_cursor(self) -> None:
        """Switch the clause under the cursor off, or on again."""
        policy = self._rule.read()
        clause = policy.clause_at(self._rule.editor.cursor_offset)
        if clause is None or clause.kind not in CARRYING:
            self._shell.banners.show_message(BannerKind.INFO, NO_CLAUSE, WHERE)
        else:
            self._switch(clause)

    @Slot()
    def switch_all_on(self) -> None:
        """Every clause counts again."""
        self._off.clear()
        self._show()

    def applied(self, order: JudgeOrder) -> JudgeOrder:
        """The order without the clauses that are off. It is nobody's verdict then: neither the
        policy nor the test case keeps it as its own."""
        policy = self._rule.read()
        clauses = self._clauses(policy)
        if not clauses:
            return order
        names = ", ".join(map(name_of, clauses))
        return replace(
            order,
            policy_text=mute(policy, [clause.id for clause in clauses]),
            policy_name=f"{order.policy_name} without {names}",
            policy_id=None,
            version_number=None,
            case=None,
        )

    def _switch(self, clause: Clause) -> None:
        self._off ^= {clause.id}
        self._show()

    def _clauses(self, policy: ParsedPolicy) -> tuple[Clause, ...]:
        return tuple(clause for clause in policy.clauses if clause.id in self._off)

    def _show(self) -> None:
        """Mark the clauses that are off, in the text and beside it."""
        policy = self._rule.parsed
        index, clauses = LineIndex(policy.text), self._clauses(policy)
        lines = {
            index.line_column(clause.own.start)[0] - 1: clause.id
            for clause in policy.clauses
            if clause.kind in CARRYING
        }
        off = {line for line, clause_id in lines.items() if clause_id in self._off}
        self._rule.editor.gutter.show_switches(frozenset(lines), frozenset(off))
        self._rule.editor.show_switched_off([clause.span for clause in clauses])
        self._rule.off_bar.show_off(tuple(map(name_of, clauses)))

    @Slot(int)
    def _on_gutter_eye_clicked(self, line: int) -> None:
        policy = self._rule.parsed
        index = LineIndex(policy.text)
        for clause in policy.clauses:
            if clause.kind in CARRYING and index.line_column(clause.own.start)[0] - 1 == line:
                self._switch(clause)
                return


def name_of(clause: Clause) -> str:
    """Its code, else the beginning of its title."""
    return clause.code or f"“{clause.title[:40]}”"

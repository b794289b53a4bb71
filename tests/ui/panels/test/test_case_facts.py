"""What is said of test cases besides their content, for one or for several, with undo."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from tests.support.case_answers import kept_cases
from tests.support.resting import at_rest
from tests.support.suite_steps import go_to

from clausebench.domain.case import CaseSeverity, Split, Tolerance
from clausebench.domain.case_kind import CaseKind
from clausebench.domain.policy import Policy
from clausebench.services.desk import Desk
from clausebench.ui.panels.test.suite_mode import SuiteMode
from clausebench.ui.shell import Shell


def test_facts_are_chosen_kept_and_taken_back(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: SuiteMode
) -> None:
    go_to(mode, "pills")
    mode.open_row(mode.cases.view.current_row)
    at_rest(qtbot, shell)
    facts = mode.details.facts
    assert facts.isHidden()
    mode.details.bar.facts_button.click()
    assert facts.isVisible()
    facts.severity.setCurrentText("high")
    facts.tolerance.setCurrentText("must be stable")
    facts.kind.setCurrentText("model reply")
    facts.split.setCurrentText("locked")
    facts.tags.setText("hard; new")
    facts.tags.editingFinished.emit()
    facts.clauses.setText("SP1.a")
    facts.clauses.editingFinished.emit()
    at_rest(qtbot, shell)
    case = kept_cases(desk, policy)["pills"]
    assert (case.severity, case.kind, case.split) == (
        CaseSeverity.HIGH,
        CaseKind.REPLY,
        Split.LOCKED,
    )
    assert (case.expected.tolerance, case.expected.clauses) == (Tolerance.STABLE, ("SP1.a",))
    assert case.tags == ("hard", "new")
    for _ in range(6):
        shell.commands.run("test.undo")
    at_rest(qtbot, shell)
    case = kept_cases(desk, policy)["pills"]
    assert (case.severity, case.expected.tolerance, case.tags) == (None, None, ())
    assert case.expected.clauses == ("SP1",)


def test_what_is_chosen_is_meant_for_all_selected(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: SuiteMode
) -> None:
    mode.cases.view.selectAll()
    mode.open_row(mode.cases.view.current_row)
    at_rest(qtbot, shell)
    mode.details.facts.severity.setCurrentText("low")
    at_rest(qtbot, shell)
    assert {c.severity for c in kept_cases(desk, policy).values()} == {CaseSeverity.LOW}
    column = [column.title for column in mode.cases.model.columns].index("Severity")
    qtbot.waitUntil(lambda: not mode.cases.view.isColumnHidden(column))


def test_locked_cases_are_run_only_when_they_are_asked_for(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: SuiteMode
) -> None:
    go_to(mode, "pills")
    mode.open_row(mode.cases.view.current_row)
    at_rest(qtbot, shell)
    mode.details.facts.split.setCurrentText("locked")
    at_rest(qtbot, shell)
    shell.commands.run("test.run-all")
    at_rest(qtbot, shell)
    judged = {row.case.name for row in mode.cases.rows if row.answers}
    assert judged == {"receipt", "mumble", "stray", "open"}
    shell.commands.run("test.run-locked")
    at_rest(qtbot, shell)
    assert all(row.answers for row in mode.cases.rows)

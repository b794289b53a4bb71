"""Running test cases."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.support.case_answers import CONTENTS, Voice
from tests.support.policies import SPAM
from tests.support.resting import at_rest
from tests.support.spoken_engine import SpokenEngine, rationale
from tests.support.suite_steps import go_to, outcomes, run_all

from clausebench.domain.case import Outcome
from clausebench.domain.effort import Effort
from clausebench.domain.policy import Policy
from clausebench.domain.run import RunStatus
from clausebench.services.desk import Desk
from clausebench.ui.app_commands import mode_commands
from clausebench.ui.panels.test.presets import PRESETS
from clausebench.ui.panels.test.spec import SPEC
from clausebench.ui.panels.test.suite_mode import SuiteMode
from clausebench.ui.shell import Shell

Key = Qt.Key


def test_running_all_fills_the_table_and_the_sums(
    qtbot: QtBot, shell: Shell, mode: SuiteMode
) -> None:
    told: list[str] = []
    shell.relay.verdicts_changed.connect(told.append)
    run_all(qtbot, shell)
    assert outcomes(mode) == {
        "pills": Outcome.PASSED,
        "receipt": Outcome.PASSED,
        "mumble": Outcome.UNREADABLE,
        "stray": Outcome.WRONG_CLAUSE,
        "open": Outcome.UNLABELLED,
    }
    assert mode.cases.outcomes.text() == (
        "2 of 4 as expected · 1 wrong clause · 1 unreadable · 1 without expectation"
    )
    assert mode.cases.scores.text() == "n = 4: too few for percentages"
    assert len(told) == 1


def test_settings_of_the_bar_are_those_of_the_run(
    qtbot: QtBot, shell: Shell, desk: Desk, mode: SuiteMode
) -> None:
    mode.bar.effort.findChildren(QPushButton)[2].click()
    mode.bar.repeats.setValue(2)
    run_all(qtbot, shell)
    (run,) = desk.history.runs()
    assert (run.settings.effort, run.settings.repeats) == (Effort.HIGH, 2)
    assert shell.preferences.settings.effort is Effort.HIGH
    assert mode.cases.model.index(0, 6).data() == "2/2 violates"
    assert not mode.cases.view.isColumnHidden(6)


def test_the_wording_of_the_draft_is_what_is_judged_under(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, mode: SuiteMode
) -> None:
    draft = SPAM + "\nA line that is only in the draft.\n"
    desk.library.save_draft(policy.id, draft, 0)
    run_all(qtbot, shell)
    (run,) = desk.history.runs()
    assert desk.history.verdicts(run.id)[0].policy_text == draft
    assert run.version_number is None
    assert mode.bar.state.text() == "draft after version 1"


def test_stopping_keeps_what_has_come_out(
    qtbot: QtBot, shell: Shell, desk: Desk, voice: Voice, mode: SuiteMode
) -> None:
    voice.stall_at = CONTENTS["mumble"][0]
    shell.commands.run("test.run-all")
    qtbot.waitUntil(lambda: outcomes(mode)["receipt"] is Outcome.PASSED)
    assert mode.bar.stop.isVisible()
    assert mode.bar.progress.text().startswith("2 of 5")
    qtbot.keyClick(mode.cases.view, Key.Key_Escape)
    assert mode.bar.progress.text() == "Stopping…"
    voice.go_on.set()
    at_rest(qtbot, shell)
    assert outcomes(mode)["receipt"] is Outcome.PASSED
    assert outcomes(mode)["open"] is None
    assert mode.bar.all.isVisible()
    assert [run.status for run in desk.history.runs()] == [RunStatus.CANCELLED]


def test_f5_runs_only_what_did_not_pass(
    qtbot: QtBot, shell: Shell, engine: SpokenEngine, voice: Voice, mode: SuiteMode
) -> None:
    assert shell.commands.reason("test.rerun-failed")
    run_all(qtbot, shell)
    engine.requests.clear()
    voice.finals[CONTENTS["mumble"][0]] = rationale(1, "SP1", "SP1")
    shell.commands.run("test.rerun-failed")
    at_rest(qtbot, shell)
    asked = [request.content for request in engine.requests]
    assert asked == [CONTENTS["mumble"][0], CONTENTS["stray"][0]]
    assert outcomes(mode)["mumble"] is Outcome.PASSED
    changed = next(p for p in PRESETS if p.title == "Changed")
    mode.cases.filters.choose(changed)
    assert [row.case.name for row in mode.cases.model.shown] == ["mumble"]


def test_only_what_is_selected_is_run(
    qtbot: QtBot, shell: Shell, engine: SpokenEngine, mode: SuiteMode
) -> None:
    go_to(mode, "receipt")
    shell.commands.run("test.run-selected")
    at_rest(qtbot, shell)
    assert [request.content for request in engine.requests] == [CONTENTS["receipt"][0]]
    assert outcomes(mode)["pills"] is None


def test_a_run_that_fails_keeps_what_has_come_out_and_can_be_started_again(
    qtbot: QtBot, shell: Shell, desk: Desk, voice: Voice, mode: SuiteMode
) -> None:
    del voice.finals[CONTENTS["mumble"][0]]
    with qtbot.waitSignal(shell.lanes.job_failed):
        shell.commands.run("test.run-all")
    at_rest(qtbot, shell)
    assert outcomes(mode)["receipt"] is Outcome.PASSED
    assert [run.status for run in desk.history.runs()] == [RunStatus.FAILED]
    assert not shell.commands.reason("test.run-all")


def test_the_suite_can_be_run_from_any_mode(qtbot: QtBot, shell: Shell, mode: SuiteMode) -> None:
    shell.commands.register(mode_commands([SPEC]))
    shell.commands.handle("mode.test", mode.show)
    mode.hide()
    run_all(qtbot, shell)
    assert mode.isVisible()
    assert outcomes(mode)["pills"] is Outcome.PASSED


def test_an_effort_chosen_elsewhere_is_the_effort_here(shell: Shell, mode: SuiteMode) -> None:
    assert mode.bar.effort.value is Effort.MEDIUM
    shell.preferences.change(effort=Effort.LOW)
    assert mode.bar.effort.value is Effort.LOW

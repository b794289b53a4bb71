"""Pausing and continuing runs, letting others wait, and asking otherwise."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot
from tests.support.case_answers import CONTENTS, Voice
from tests.support.resting import at_rest
from tests.support.spoken_engine import SpokenEngine
from tests.support.suite_steps import run_all

from clausebench.domain.effort import Effort
from clausebench.domain.run import RunStatus
from clausebench.services.desk import Desk
from clausebench.ui.panels.test.suite_mode import SuiteMode
from clausebench.ui.shell import Shell


def _stall(qtbot: QtBot, shell: Shell, mode: SuiteMode, voice: Voice) -> None:
    """Run all; the engine waits at the third case."""
    voice.stall_at = CONTENTS["mumble"][0]
    shell.commands.run("test.run-all")
    qtbot.waitUntil(lambda: sum(bool(row.answers) for row in mode.cases.rows) == 2)


def _pause(qtbot: QtBot, shell: Shell, mode: SuiteMode, voice: Voice) -> None:
    _stall(qtbot, shell, mode, voice)
    mode.bar.pause.click()
    voice.stall_at = ""
    voice.go_on.set()
    at_rest(qtbot, shell)


def test_a_paused_run_is_offered_and_goes_on(
    qtbot: QtBot,
    shell: Shell,
    desk: Desk,
    mode: SuiteMode,
    voice: Voice,
    engine: SpokenEngine,
) -> None:
    _pause(qtbot, shell, mode, voice)
    (run,) = desk.history.runs()
    assert run.status is RunStatus.PAUSED
    assert mode.unfinished.isVisible()
    assert f"was paused: {run.judged} of 5 verdicts" in mode.unfinished.words.text()
    engine.requests.clear()
    mode.unfinished.go_on.click()
    at_rest(qtbot, shell)
    assert len(engine.requests) == 5 - run.judged
    (run,) = desk.history.runs()
    assert (run.status, run.judged) == (RunStatus.FINISHED, 5)
    assert mode.unfinished.isHidden()
    assert all(len(row.answers) == 1 for row in mode.cases.rows)


def test_a_run_that_is_left_is_not_offered_again(
    qtbot: QtBot, shell: Shell, mode: SuiteMode, voice: Voice, build: Callable[[], SuiteMode]
) -> None:
    _pause(qtbot, shell, mode, voice)
    mode.unfinished.leave.click()
    assert mode.unfinished.isHidden()
    mode.read()
    at_rest(qtbot, shell)
    assert mode.unfinished.isHidden()
    shell.commands.run("test.continue")  # but it can still be asked for
    at_rest(qtbot, shell)
    assert all(row.answers for row in mode.cases.rows)


def test_stop_is_an_end(
    qtbot: QtBot, shell: Shell, desk: Desk, mode: SuiteMode, voice: Voice
) -> None:
    _stall(qtbot, shell, mode, voice)
    mode.bar.stop.click()
    voice.go_on.set()
    at_rest(qtbot, shell)
    assert desk.history.runs()[0].status is RunStatus.CANCELLED
    assert mode.unfinished.isHidden()


def test_a_run_asked_for_meanwhile_waits_for_its_turn(
    qtbot: QtBot, shell: Shell, desk: Desk, mode: SuiteMode, voice: Voice
) -> None:
    _stall(qtbot, shell, mode, voice)
    shell.commands.run("test.run-all")
    qtbot.waitUntil(lambda: len(mode.suites.waiting) == 1)
    shell.commands.run("test.run-selected")
    qtbot.waitUntil(lambda: len(mode.suites.waiting) == 2)
    assert mode.bar.waiting.text() == "2 runs waiting"
    mode.bar.waiting.menu().actions()[0].trigger()
    assert [order.words for order in mode.suites.waiting] == ["1 case, medium"]
    voice.go_on.set()
    at_rest(qtbot, shell)
    assert sorted(run.judged for run in desk.history.runs()) == [1, 5]
    assert mode.bar.waiting.isHidden()


def test_the_menu_says_how_else_to_ask(
    qtbot: QtBot, shell: Shell, desk: Desk, mode: SuiteMode
) -> None:
    options = mode.bar.options
    options.more.trigger()
    options.careful.trigger()
    options.reuse.trigger()
    assert "Take over answers given before" in options.button.accessibleName()
    run_all(qtbot, shell)
    settings = desk.history.runs()[0].settings
    assert settings.most_repeats == 9
    assert settings.careful_effort is Effort.HIGH
    assert settings.reuses
    assert shell.session.flag("test/careful")


def test_the_last_run_says_how_long_the_next_will_take(
    qtbot: QtBot, shell: Shell, mode: SuiteMode
) -> None:
    assert mode.bar.estimate.text() == ""
    run_all(qtbot, shell)
    mode.read()
    at_rest(qtbot, shell)
    assert mode.bar.estimate.text().startswith("≈ ")
    mode.bar.effort.choose(Effort.HIGH)
    mode.bar.effort.chosen.emit(Effort.HIGH)
    assert mode.bar.estimate.text() == ""

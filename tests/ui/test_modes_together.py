"""The three modes in one window: what is done in one is known in the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.case_answers import CONTENTS, Voice, keep_cases, kept_cases
from tests.support.desks import open_test_desk
from tests.support.policies import SPAM
from tests.support.qt import settle_deletions
from tests.support.resting import at_rest
from tests.support.spoken_engine import SpokenEngine

from clausebench.domain.clause import Decision
from clausebench.domain.policy import Policy
from clausebench.services.desk import Desk
from clausebench.ui.app import make_window
from clausebench.ui.crash import CrashReporter
from clausebench.ui.jobs import Lane
from clausebench.ui.main_window import MainWindow
from clausebench.ui.modes import MODES
from clausebench.ui.panels.history.history_mode import HistoryMode
from clausebench.ui.panels.test.suite_mode import SuiteMode
from clausebench.ui.panels.write.write_mode import WriteMode
from clausebench.ui.shell import Shell

STRICTER = SPAM + "\nPictures count as words.\n"


@pytest.fixture
def desk(workspace_path: Path) -> Iterator[Desk]:
    with open_test_desk(workspace_path, SpokenEngine(Voice().speak)) as desk:
        yield desk


@pytest.fixture
def policy(desk: Desk) -> Policy:
    policy = desk.library.create("Spam", SPAM).policy
    keep_cases(desk, policy)
    return policy


@pytest.fixture
def window(qtbot: QtBot, shell: Shell, policy: Policy, tmp_path: Path) -> Iterator[MainWindow]:
    window = make_window(shell, MODES, CrashReporter(tmp_path))
    window.start()
    window.resize(1320, 840)
    window.show()
    at_rest(qtbot, shell)
    yield window
    window.close()
    at_rest(qtbot, shell)
    window.deleteLater()
    settle_deletions()


def write_mode(window: MainWindow) -> WriteMode:
    panel = window.panel("write")
    assert isinstance(panel, WriteMode)
    return panel


def suite_mode(window: MainWindow) -> SuiteMode:
    panel = window.panel("test")
    assert isinstance(panel, SuiteMode)
    return panel


def history_mode(window: MainWindow) -> HistoryMode:
    panel = window.panel("history")
    assert isinstance(panel, HistoryMode)
    return panel


def text(window: MainWindow) -> str:
    return write_mode(window).panels.rule.editor.source.text


def test_what_was_just_typed_is_what_the_suite_runs_under(
    qtbot: QtBot, shell: Shell, desk: Desk, window: MainWindow
) -> None:
    qtbot.keyClicks(write_mode(window).panels.rule.editor, "Z")
    shell.commands.run("test.run-all")
    assert window.mode == "test"
    at_rest(qtbot, shell)
    run = desk.history.runs()[0]
    assert desk.history.verdicts(run.id)[0].policy_text == "Z" + SPAM
    assert not any(row.is_outdated for row in suite_mode(window).cases.rows)


def test_a_run_is_in_history_and_its_verdicts_in_write(
    qtbot: QtBot, shell: Shell, window: MainWindow
) -> None:
    shell.commands.run("test.run-all")
    at_rest(qtbot, shell)
    window.enter_mode("history")
    at_rest(qtbot, shell)
    assert history_mode(window).past.list.rows.entries[1].title == "Test run · version 1"
    window.enter_mode("write")
    at_rest(qtbot, shell)
    assert write_mode(window).panels.reasoning.page.header.chip.look.word == "Violates"


def test_a_case_opened_from_the_list_is_the_sample_in_write(
    qtbot: QtBot, shell: Shell, policy: Policy, window: MainWindow
) -> None:
    window.enter_mode("test")
    at_rest(qtbot, shell)
    mode = suite_mode(window)
    mode.cases.view.go_to(mode.cases.rows[3].id)
    shell.commands.run("test.open-in-write")
    at_rest(qtbot, shell)
    assert window.mode == "write"
    assert write_mode(window).panels.content.view.text == CONTENTS["stray"][0]


def test_a_label_given_in_the_list_is_the_expectation_in_write(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, window: MainWindow
) -> None:
    window.enter_mode("test")
    at_rest(qtbot, shell)
    mode = suite_mode(window)
    mode.cases.view.go_to(kept_cases(desk, policy)["receipt"].id)
    shell.commands.run("test.expect-escalate")
    mode.cases.view.step(-1)
    shell.commands.run("test.open-in-write")
    at_rest(qtbot, shell)
    shown = write_mode(window).panels.content.sample
    assert (shown.content, shown.expected.decision) == (
        CONTENTS["receipt"][0],
        Decision.ESCALATE,
    )


def test_a_version_is_restored_as_one_step_that_undo_takes_back(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, window: MainWindow
) -> None:
    desk.library.save_version(policy.id, STRICTER, "Pictures")
    first = desk.library.versions(policy.id)[-1]
    write_mode(window).panels.rule.editor.source.replace(STRICTER)
    window.enter_mode("history")
    at_rest(qtbot, shell)
    shell.relay.restore_requested.emit(first)
    at_rest(qtbot, shell)
    assert (window.mode, text(window)) == ("write", SPAM)
    write_mode(window).panels.rule.editor.undo()
    assert text(window) == STRICTER


def test_the_version_of_another_policy_opens_that_policy_first(
    qtbot: QtBot, shell: Shell, desk: Desk, window: MainWindow
) -> None:
    other = desk.library.create("Other", STRICTER).policy
    desk.library.save_draft(other.id, "Something half finished", 0)
    (version,) = desk.library.versions(other.id)
    shell.relay.restore_requested.emit(version)
    at_rest(qtbot, shell)
    current = write_mode(window).policies.current
    assert current is not None
    assert (current.policy.name, text(window)) == ("Other", STRICTER)
    assert suite_mode(window)._policy_id == other.id


def test_a_verdict_can_be_opened_in_write_before_write_was_ever_entered(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, tmp_path: Path
) -> None:
    shell.session.mode, shell.session.policy_id = "history", policy.id
    window = make_window(shell, MODES, CrashReporter(tmp_path))
    window.start()
    window.show()
    suite_mode(window).activated()
    at_rest(qtbot, shell)
    shell.commands.run("test.run-selected")
    at_rest(qtbot, shell)
    (stored,) = desk.history.verdicts(desk.history.runs()[0].id)
    shell.relay.verdict_requested.emit(stored)
    at_rest(qtbot, shell)
    assert window.mode == "write"
    assert write_mode(window).past.is_past
    assert write_mode(window).panels.content.view.text == stored.content
    write_mode(window).past.go_back()
    assert text(window) == SPAM
    window.close()
    window.deleteLater()
    settle_deletions()


def test_another_policy_is_opened_for_all_modes_at_once(
    qtbot: QtBot, shell: Shell, desk: Desk, window: MainWindow
) -> None:
    other = desk.library.create("Other", STRICTER).policy
    window.enter_mode("test")
    at_rest(qtbot, shell)
    write_mode(window).policies.open(other.id)
    at_rest(qtbot, shell)
    assert suite_mode(window).bar.policy.text() == "Other"
    window.enter_mode("history")
    at_rest(qtbot, shell)
    details = [entry.detail for entry in history_mode(window).past.list.rows.entries]
    assert "Created" in details


def test_what_changes_in_the_list_changes_on_the_open_sample(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, window: MainWindow
) -> None:
    content = write_mode(window).panels.content
    assert content.sample.content == CONTENTS["pills"][0]
    window.enter_mode("test")
    at_rest(qtbot, shell)
    suite_mode(window).cases.view.go_to(kept_cases(desk, policy)["pills"].id)
    shell.commands.run("test.expect-escalate")
    at_rest(qtbot, shell)
    assert content.sample.expected.decision is Decision.ESCALATE
    content.expectation_row.note.setText("why")
    content.expectation_row.note.textEdited.emit("why")
    write_mode(window).samples.cases.flush()
    at_rest(qtbot, shell)
    kept = kept_cases(desk, policy)["pills"]
    assert (kept.expected.decision, kept.note) == (Decision.ESCALATE, "why")


def test_a_case_removed_from_the_list_stays_on_screen_as_a_sample(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, window: MainWindow
) -> None:
    window.enter_mode("test")
    at_rest(qtbot, shell)
    suite_mode(window).cases.view.go_to(kept_cases(desk, policy)["pills"].id)
    shell.commands.run("test.remove")
    at_rest(qtbot, shell)
    sample = write_mode(window).panels.content.sample
    assert (sample.content, sample.case) == (CONTENTS["pills"][0], None)


def test_keys_mean_what_the_mode_says_and_fields_keep_their_own(
    qtbot: QtBot, shell: Shell, desk: Desk, policy: Policy, window: MainWindow
) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

    def is_active() -> bool:
        window.activateWindow()
        return window.isActiveWindow()

    qtbot.waitUntil(is_active, timeout=20_000)
    editor = write_mode(window).panels.rule.editor
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Return, both)
    at_rest(qtbot, shell)
    assert window.mode == "test"
    assert text(window) == SPAM
    mode = suite_mode(window)
    qtbot.keyClick(mode.cases.view, Qt.Key.Key_3)
    mode.cases.filters.field.setFocus()
    qtbot.keyClicks(mode.cases.filters.field, "receipt")
    qtbot.keyClick(mode.cases.filters.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    at_rest(qtbot, shell)
    assert mode.cases.filters.field.text() == ""
    assert kept_cases(desk, policy)["pills"].expected.decision is Decision.ESCALATE
    mode.cases.view.setFocus()
    qtbot.keyClick(mode.cases.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    at_rest(qtbot, shell)
    assert kept_cases(desk, policy)["pills"].expected.decision is Decision.VIOLATES
    qtbot.keyClick(mode.cases.view, Qt.Key.Key_F, both)
    assert window.mode == "history"
    qtbot.waitUntil(history_mode(window).past.field.hasFocus)


def test_a_mode_that_waits_long_says_what_for(
    qtbot: QtBot, shell: Shell, window: MainWindow
) -> None:
    go_on = Event()
    shell.lanes.start(Lane.STORE, lambda _cancel: go_on.wait(10))
    window.enter_mode("test")
    qtbot.waitUntil(suite_mode(window).loading.isVisible)
    window.enter_mode("history")
    qtbot.waitUntil(history_mode(window).past.loading.isVisible)
    go_on.set()
    at_rest(qtbot, shell)
    assert history_mode(window).past.list.isVisible()
    window.enter_mode("test")
    assert suite_mode(window).cases.isVisible()

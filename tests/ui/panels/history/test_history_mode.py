"""History mode, as a person uses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from tests.support.case_answers import CONTENTS
from tests.support.pasts import (
    STRICTER,
    Past,
    enter_history,
    judge_case,
    open_entry,
    settle,
    titles,
)
from tests.support.policies import SPAM

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Outcome
from clausebench.domain.errors import AppError
from clausebench.domain.masking import MASK, Concealment
from clausebench.domain.run import RunSettings
from clausebench.services.desk import Desk
from clausebench.services.recording import Subject
from clausebench.services.suites import RunStarted
from clausebench.ui.panels.history.history_mode import HistoryMode
from clausebench.ui.shell import Shell

PILLS = CONTENTS["pills"][0]


def test_runs_and_versions_stand_under_their_day_newest_first(mode: HistoryMode) -> None:
    first, *rest = mode.past.list.rows.entries
    assert first.subject is None
    assert all(entry.subject is not None for entry in rest)
    assert titles(mode) == [
        "Test run · version 2 | stopped after 2 of 10 · 2 passed",
        "Version 2 | Pictures sell, too",
        "Sample · receipt · version 1 | Allowed, SP7",
        "Test run · version 1 | 2 passed, 1 wrong clause, 1 unreadable, 1 without expectation",
        "Version 1 | First wording",
    ]


def test_the_list_is_a_model_without_fault(qtmodeltester: ModelTester, mode: HistoryMode) -> None:
    qtmodeltester.check(mode.past.list.rows)
    qtmodeltester.check(mode.run.model)


def test_the_newest_is_open_at_once(mode: HistoryMode) -> None:
    assert mode.stack.currentWidget() is mode.run
    assert mode.run.status.look.word == "Stopped"
    assert "stopped after 2 of 10" in mode.run.words.text()
    assert [row.name for row in mode.run.model.shown] == ["pills", "pills"]


def test_a_run_lists_its_verdicts_and_opens_each_as_it_was(
    qtbot: QtBot, shell: Shell, mode: HistoryMode, past: Past
) -> None:
    open_entry(qtbot, shell, mode, f"run:{past.whole}")
    rows = mode.run.model.shown
    assert [(row.name, row.outcome) for row in rows] == [
        ("pills", Outcome.PASSED),
        ("receipt", Outcome.PASSED),
        ("mumble", Outcome.UNREADABLE),
        ("stray", Outcome.WRONG_CLAUSE),
        ("open", Outcome.UNLABELLED),
    ]
    panes = mode.run.detail.panes
    assert panes.policy.editor.source.text == SPAM
    assert panes.policy.title.text() == "Policy as it was, version 1"
    assert panes.content.view.text == PILLS
    assert PILLS in panes.reasoning.page.text.text
    qtbot.keyClick(mode.run.table, "j")
    assert panes.content.view.text == CONTENTS["receipt"][0]


def test_the_wording_of_the_time_is_shown_not_that_of_today(
    qtbot: QtBot, shell: Shell, mode: HistoryMode, past: Past
) -> None:
    assert mode.run.detail.panes.policy.editor.source.text == STRICTER
    open_entry(qtbot, shell, mode, f"run:{past.single}")
    assert mode.run.detail.panes.policy.editor.source.text == SPAM
    assert not mode.run.table.isVisible()


def test_headings_are_stepped_over(qtbot: QtBot, mode: HistoryMode) -> None:
    entries = mode.past.list
    qtbot.keyClick(entries, "k")
    assert entries.currentIndex().row() == 1
    qtbot.keyClick(entries, "j")
    assert entries.currentIndex().row() == 2


def test_a_version_can_be_read_and_handed_over_to_be_restored(
    qtbot: QtBot, shell: Shell, desk: Desk, mode: HistoryMode, past: Past
) -> None:
    newest, oldest = desk.library.versions(past.policy.id)
    open_entry(qtbot, shell, mode, f"version:{newest.id}")
    assert not mode.version.restore_button.isEnabled()
    assert shell.commands.reason("history.restore")
    open_entry(qtbot, shell, mode, f"version:{oldest.id}")
    assert mode.version.policy.editor.source.text == SPAM
    with qtbot.waitSignal(shell.relay.restore_requested) as asked:
        shell.commands.run("history.restore")
    assert asked.args == [oldest]


def test_a_table_of_the_past_is_concealed_as_well(
    qtbot: QtBot, shell: Shell, mode: HistoryMode, past: Past
) -> None:
    open_entry(qtbot, shell, mode, f"run:{past.whole}")
    shell.concealment.set_base(Concealment.CONCEALED)
    qtbot.keyClick(mode.run.table, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    shown = [mode.run.model.index(row, 6).data() for row in range(5)]
    assert shown[0] == PILLS
    assert all(MASK in words for words in shown[1:])
    open_entry(qtbot, shell, mode, f"run:{past.single}")
    assert shell.concealment.level is Concealment.CONCEALED


def test_a_second_thought_is_a_second_note(
    qtbot: QtBot, shell: Shell, desk: Desk, mode: HistoryMode, past: Past
) -> None:
    open_entry(qtbot, shell, mode, f"run:{past.single}")
    row = mode.run.detail.row
    for text in ("first thought", "  ", "second thought"):
        row.field.setText(text)
        qtbot.keyClick(row.field, Qt.Key.Key_Return)
    settle(qtbot, shell, mode)
    (verdict,) = desk.history.verdicts(past.single)
    assert [note.text for note in desk.history.notes(verdict.id)] == [
        "first thought",
        "second thought",
    ]
    assert "second thought" in row.notes.text()
    assert row.field.text() == ""


def test_a_verdict_is_handed_to_write(
    qtbot: QtBot, shell: Shell, desk: Desk, mode: HistoryMode, past: Past
) -> None:
    open_entry(qtbot, shell, mode, f"run:{past.single}")
    with qtbot.waitSignal(shell.relay.verdict_requested) as asked:
        shell.commands.run("history.open-in-write")
    assert asked.args == [desk.history.verdicts(past.single)[0]]


def test_news_are_shown_and_the_person_stays_where_they_are(
    qtbot: QtBot, shell: Shell, desk: Desk, mode: HistoryMode, past: Past
) -> None:
    open_entry(qtbot, shell, mode, f"run:{past.whole}")
    judge_case(desk, past.policy, "pills")
    shell.relay.verdicts_changed.emit(past.policy.id)
    settle(qtbot, shell, mode)
    assert titles(mode)[0] == "Sample · pills · version 1 | Violates, SP1"
    current = mode.past.list.current_entry
    assert current is not None
    assert current.id == f"run:{past.whole}"


def test_all_policies_can_be_looked_at_together(
    qtbot: QtBot, shell: Shell, desk: Desk, mode: HistoryMode
) -> None:
    desk.library.create("Another", SPAM, "Its first wording")
    mode.past.scope.setCurrentIndex(1)
    mode.past.scope_changed.emit()
    settle(qtbot, shell, mode)
    assert "Version 1 · Another | Its first wording" in titles(mode)
    assert "Version 1 · Spam | First wording" in titles(mode)


def test_another_policy_has_another_past(
    qtbot: QtBot, shell: Shell, desk: Desk, mode: HistoryMode
) -> None:
    other = desk.library.create("Another", SPAM, "Its first wording").policy
    shell.relay.policy_opened.emit(other.id)
    settle(qtbot, shell, mode)
    assert titles(mode) == ["Version 1 | Its first wording"]
    assert mode.stack.currentWidget() is mode.version


def test_a_past_that_cannot_be_read_can_be_read_again(
    qtbot: QtBot, shell: Shell, desk: Desk, mode: HistoryMode, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise AppError("The disk is full of sand.")

    with monkeypatch.context() as broken:
        broken.setattr(type(desk.history), "runs", refuse)
        mode.read()
        settle(qtbot, shell, mode)
        assert mode.past.broken.isVisible()
    mode.past.broken.pressed.emit()
    settle(qtbot, shell, mode)
    assert mode.past.list.isVisible()


def test_an_empty_past_says_what_will_be_there(qtbot: QtBot, shell: Shell) -> None:
    mode = enter_history(qtbot, shell)
    assert mode.past.empty.isVisible()
    assert mode.nothing.isVisible()


def test_a_run_that_judged_nothing_says_so(
    qtbot: QtBot, shell: Shell, desk: Desk, past: Past, mode: HistoryMode
) -> None:
    stop = CancelToken()
    subject = Subject(SPAM, "Spam", past.policy.id, 1)
    events = desk.suites.run(subject, desk.library.cases(past.policy.id), RunSettings(), stop)
    while not isinstance(next(events), RunStarted):
        pass
    stop.cancel()
    list(events)
    shell.relay.verdicts_changed.emit(past.policy.id)
    settle(qtbot, shell, mode)
    open_entry(qtbot, shell, mode, f"run:{desk.history.runs()[0].id}")
    assert mode.run.nothing.isVisible()
    assert mode.run.status.look.word == "Stopped"
    open_entry(qtbot, shell, mode, f"run:{past.whole}")
    assert not mode.run.nothing.isVisible()
    assert mode.run.detail.isVisible()

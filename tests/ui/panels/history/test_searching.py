"""Finding things again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.case_answers import CONTENTS
from tests.support.pasts import (
    Past,
    open_entry,
    settle,
    titles,
)

from clausebench.domain.masking import MASK, Concealment
from clausebench.services.desk import Desk
from clausebench.ui.panels.history.history_mode import HistoryMode
from clausebench.ui.shell import Shell

PILLS = CONTENTS["pills"][0]


def look_for(qtbot: QtBot, shell: Shell, mode: HistoryMode, words: str) -> None:
    mode.past.field.setText(words)
    settle(qtbot, shell, mode)


def test_words_of_content_reasoning_policy_and_notes_are_found(
    qtbot: QtBot, shell: Shell, desk: Desk, mode: HistoryMode, past: Past
) -> None:
    desk.history.annotate(desk.history.verdicts(past.whole)[0].id, "compare with zebra")
    for words, title in (
        ("mumbles", "Verdict · mumble"),
        ("pictures", "Version · Spam"),
        ("zebra", "Note · pills"),
    ):
        look_for(qtbot, shell, mode, words)
        assert title in [entry.title for entry in mode.past.list.rows.entries]
    look_for(qtbot, shell, mode, "nothing like this")
    assert mode.past.none_found.isVisible()
    look_for(qtbot, shell, mode, "")
    assert len(titles(mode)) == 5


def test_a_hit_opens_its_verdict_in_its_run(qtbot: QtBot, shell: Shell, mode: HistoryMode) -> None:
    look_for(qtbot, shell, mode, "mumbles")
    hits = [e for e in mode.past.list.rows.entries if e.title.startswith("Verdict")]
    open_entry(qtbot, shell, mode, hits[-1].id)
    assert mode.run.table.current_row.name == "mumble"
    assert len(mode.run.model.shown) == 5


def test_a_found_case_is_shown_with_its_newest_verdict(
    qtbot: QtBot, shell: Shell, mode: HistoryMode
) -> None:
    look_for(qtbot, shell, mode, "mumbles")
    case = next(e for e in mode.past.list.rows.entries if e.title.startswith("Test case"))
    open_entry(qtbot, shell, mode, case.id)
    assert mode.run.detail.panes.content.view.text == CONTENTS["mumble"][0]
    assert not mode.run.table.isVisible()
    assert mode.run.detail.stored is not None


def test_a_search_waits_until_the_typing_pauses(
    qtbot: QtBot, shell: Shell, desk: Desk, mode: HistoryMode, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    search = type(desk.history).search

    def listen(history: object, query: str, *rest: object) -> object:
        asked.append(query)
        return search(history, query, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(type(desk.history), "search", listen)
    qtbot.keyClicks(mode.past.field, "receipt")
    settle(qtbot, shell, mode)
    assert asked == ["receipt"]


def test_the_answer_to_an_earlier_search_is_dropped(
    qtbot: QtBot, shell: Shell, mode: HistoryMode
) -> None:
    mode.past.field.setText("receipt")
    mode.flow.search_now()
    mode.past.field.setText("mumbles")
    settle(qtbot, shell, mode)
    assert all("receipt" not in entry.title for entry in mode.past.list.rows.entries)


def test_hits_give_nothing_of_a_concealed_content_away(
    qtbot: QtBot, shell: Shell, mode: HistoryMode
) -> None:
    look_for(qtbot, shell, mode, "mumbles")
    assert any("mumbles something" in entry.detail for entry in mode.past.list.rows.entries)
    shell.concealment.set_base(Concealment.CONCEALED)
    words = [f"{e.title}{e.detail}" for e in mode.past.list.rows.entries]
    assert any(MASK in word for word in words)
    assert not any("mumbles something" in word for word in words)


def test_the_search_can_be_reached_from_anywhere(
    qtbot: QtBot, shell: Shell, mode: HistoryMode
) -> None:
    mode.activateWindow()
    mode.past.list.setFocus()
    shell.commands.run("history.search")
    qtbot.waitUntil(mode.past.field.hasFocus)
    qtbot.keyClicks(mode.past.field, "x")
    qtbot.keyClick(mode.past.field, Qt.Key.Key_Escape)
    assert mode.past.field.text() == ""
    qtbot.keyClick(mode.past.field, Qt.Key.Key_Escape)
    assert mode.past.list.hasFocus()

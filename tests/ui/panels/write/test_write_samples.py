"""From a sample to its verdict, and to a test case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.fake_desk import CONTENT, HOLD, POLICY, stored, streamed, verdict

from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.effort import Effort, Sampler
from clausebench.domain.errors import WeightsError
from clausebench.ui.panels.write.write_mode import WriteMode
from clausebench.ui.shell import Shell

AtRest = Callable[[], None]


def _cases(desk: Any) -> Any:
    return desk.library.cases("id-1")


def _word(mode: WriteMode) -> str:
    return mode.panels.reasoning.page.header.chip.look.word


def test_one_key_judges_the_sample_under_the_exact_text(
    qtbot: QtBot, shell: Shell, mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    shell.commands.attach(mode)
    mode.panels.content.view.editor.setFocus()
    with qtbot.waitSignal(shell.relay.verdicts_changed):
        qtbot.keyClick(
            mode.panels.content.view.editor,
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.ControlModifier,
        )
    at_rest()
    (order,) = desk.judging.orders
    assert (order.policy_text, order.content, order.version_number) == (POLICY, CONTENT, 1)
    assert order.case == _cases(desk)[0]
    assert _word(mode) == "Violates"


def test_enter_alone_never_judges(qtbot: QtBot, mode: WriteMode, desk: Any) -> None:
    for widget in (mode.panels.content.view.editor, mode.panels.rule.editor):
        qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert desk.judging.orders == []


def test_edited_content_is_no_longer_the_test_case(
    mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    mode.panels.content.view.editor.insertPlainText("Edited. ")
    mode.samples.judge()
    at_rest()
    assert desk.judging.orders[0].case is None
    assert mode.panels.content.judge_row.keep.text() == "Update test case"


def test_a_draft_is_judged_without_a_version_number(
    mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    mode.panels.rule.editor.insertPlainText("Draft ")
    mode.samples.judge()
    at_rest()
    assert desk.judging.orders[0].version_number is None
    assert desk.judging.orders[0].policy_text == "Draft " + POLICY


def test_effort_sampler_and_repeats_go_into_the_order(
    mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    mode.panels.content.judge_row.show_choices(Effort.HIGH, Sampler.REPEATABLE, 3)
    mode.samples.judge()
    at_rest()
    settings = desk.judging.orders[0].settings
    assert (settings.effort, settings.sampler, settings.repeats) == (
        Effort.HIGH,
        Sampler.REPEATABLE,
        3,
    )


def test_escape_stops_and_keeps_what_was_written(
    qtbot: QtBot, mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    desk.judging.script = [*streamed(verdict())[:6], HOLD]
    mode.samples.judge()
    qtbot.waitUntil(lambda: bool(mode.panels.reasoning.page.text.text))
    assert mode.panels.content.judge_row.judge.text().strip() == "Stop  Esc"
    qtbot.keyClick(mode.panels.content.view.editor, Qt.Key.Key_Escape)
    at_rest()
    assert _word(mode) == "Stopped"
    assert mode.panels.reasoning.page.text.text.startswith("We need to decide")
    assert "Judge" in mode.panels.content.judge_row.judge.text()


def test_a_failed_judgement_says_so_and_offers_another_try(
    mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    desk.judging.script = [WeightsError("The weights file is missing.")]
    mode.samples.judge()
    at_rest()
    assert _word(mode) == "No verdict"
    notice = mode.panels.reasoning.page.notice
    assert notice.sentence.text() == "The weights file is missing."
    desk.judging.script = streamed(verdict())
    notice.retry_button.click()
    at_rest()
    assert _word(mode) == "Violates"


def test_a_new_sample_becomes_a_test_case_with_its_expectation(
    qtbot: QtBot, mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    mode.samples.new_sample()
    content = mode.panels.content
    content.view.editor.insertPlainText("Win a prize")
    qtbot.keyClick(content.expectation_row.decision, "1")
    content.judge_row.keep.click()
    at_rest()
    kept = _cases(desk)[-1]
    assert (kept.content, kept.expected.decision) == ("Win a prize", Decision.VIOLATES)
    assert content.judge_row.keep.text() == "Kept"
    assert content.header.place.text() == "3 of 3"


def test_a_changed_expectation_of_a_kept_case_is_saved_by_itself(
    qtbot: QtBot, mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    qtbot.keyClick(mode.panels.content.expectation_row.decision, "2")
    qtbot.waitUntil(lambda: _cases(desk)[0].expected.decision is Decision.ALLOWED)
    at_rest()
    assert _cases(desk)[0].content == CONTENT


def test_updating_a_case_keeps_its_place_and_the_undo_of_its_content(
    mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    content = mode.panels.content
    content.view.editor.insertPlainText("Edited. ")
    mode.samples.keep()
    at_rest()
    assert _cases(desk)[0].content == "Edited. " + CONTENT
    content.view.editor.undo()
    assert content.sample.content == CONTENT


def test_stepping_goes_round_the_cases(mode: WriteMode) -> None:
    names = []
    for _ in range(3):
        names.append(mode.panels.content.sample.name)
        mode.samples.step(1)
    assert names == ["cold-seo", "parcel", "cold-seo"]


def test_a_sample_left_without_keeping_it_is_not_lost(mode: WriteMode) -> None:
    mode.samples.new_sample()
    mode.panels.content.view.editor.insertPlainText("Half an idea")
    mode.samples.step(1)
    assert mode.panels.content.sample.name == "cold-seo"
    mode.samples.new_sample()
    assert mode.panels.content.sample.content == "Half an idea"


def test_a_case_comes_with_its_newest_verdict(
    shell: Shell, mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    case = _cases(desk)[0]
    desk.history.verdicts[case.id] = stored(verdict(), case=case)
    shell.relay.verdicts_changed.emit("id-1")
    at_rest()
    mode.samples.step(1)
    assert mode.panels.reasoning.judgement is None
    mode.samples.step(-1)
    at_rest()
    assert _word(mode) == "Violates"


def test_another_mode_can_ask_for_a_case(
    shell: Shell, mode: WriteMode, desk: Any, at_rest: AtRest
) -> None:
    other = desk.library.create("Other", "# Other\n").policy
    case = desk.library.keep_case(other.id, "There", Expectation(), name="there")
    shell.relay.case_requested.emit(case)
    at_rest()
    assert mode.panels.content.sample.name == "there"
    assert mode.panels.rule.editor.source.shown == "# Other\n"


def test_a_dropped_text_file_becomes_a_sample(
    mode: WriteMode, at_rest: AtRest, tmp_path: Path
) -> None:
    path = tmp_path / "post.txt"
    path.write_bytes(b"one\r\ntwo")
    mode.panels.content.file_dropped.emit(path)
    at_rest()
    assert mode.panels.content.sample.content == "one\r\ntwo"
    assert mode.panels.content.sample.case is None


def test_an_exact_count_replaces_the_estimate(mode: WriteMode) -> None:
    assert mode.panels.rule.meter.text() == f"{len(POLICY) // 4} tokens ↓ below 400–600"

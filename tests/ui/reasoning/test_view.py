"""The reasoning column in each of its states."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.support.fake_desk import CONTENT, POLICY, REASONING, TRIAGE, stored, verdict
from tests.support.qt import nameless

from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision, Finding, Severity
from clausebench.domain.judging import (
    EngineRestarted,
    EngineState,
    EngineStatus,
    Loading,
    ReadingPolicy,
    ReasoningText,
)
from clausebench.domain.masking import MASK, Concealment
from clausebench.domain.reading_policy import parse
from clausebench.domain.verdict import VerdictStatus
from clausebench.services.judging import Judged, RepeatStarted
from clausebench.ui.appearance import Appearance
from clausebench.ui.jobs import Lanes
from clausebench.ui.reasoning.judgement import Subject
from clausebench.ui.reasoning.view import ReasoningView

SUBJECT = Subject(parse(POLICY), CONTENT, Expectation(Decision.VIOLATES))


@pytest.fixture
def view(qtbot: QtBot, appearance: Appearance, lanes: Lanes) -> ReasoningView:
    view = ReasoningView(appearance, lanes)
    qtbot.addWidget(view)
    view.resize(420, 700)
    view.show()
    return view


@pytest.fixture
def at_rest(qtbot: QtBot, lanes: Lanes) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not lanes.jobs)


def _judged(view: ReasoningView, **changes: Any) -> None:
    view.begin(SUBJECT)
    view.take([RepeatStarted(1, 1), Judged(stored(verdict(**changes)), 1, 1)])


def test_it_says_what_it_is_for_while_nothing_was_judged(view: ReasoningView) -> None:
    view.show_nothing()
    assert view.empty.isVisible()


def test_without_weights_it_offers_to_choose_some(qtbot: QtBot, view: ReasoningView) -> None:
    view.show_nothing(EngineStatus(EngineState.NO_WEIGHTS))
    with qtbot.waitSignal(view.weights_requested):
        view.no_weights.findChild(QPushButton).click()


def test_loading_and_reading_have_bars_of_their_own(view: ReasoningView) -> None:
    view.begin(SUBJECT)
    view.take([Loading(0.4)])
    assert (view.waiting.title.text(), view.waiting.bar.value()) == ("Loading weights, 40%", 400)
    view.take([ReadingPolicy(300, 600, 120)])
    assert view.waiting.title.text() == "Reading the policy"
    assert "120 of them were known from last time" in view.waiting.detail.text()
    assert view.waiting.bar.value() == 500


def test_reasoning_streams_in_and_is_linked(
    qtbot: QtBot, view: ReasoningView, at_rest: Callable[[], None]
) -> None:
    view.begin(SUBJECT)
    view.take([ReasoningText(REASONING[:30]), ReasoningText(REASONING[30:])])
    qtbot.waitUntil(lambda: view.page.text.text == REASONING)
    assert view.page.header.chip.look.word == "Thinking"
    qtbot.waitUntil(lambda: bool(view.page.text.links))


def test_a_verdict_shows_word_clauses_expectation_findings_and_answer(
    view: ReasoningView, at_rest: Callable[[], None]
) -> None:
    _judged(view)
    at_rest()
    page = view.page
    assert page.header.chip.look.word == "Violates"
    assert page.header.expected.text() == "Expected violates: agrees"
    buttons = page.header.findChildren(QPushButton)
    chips = [b.text() for b in buttons if b.property("kind") == "clause"]
    assert chips == ["SP1.a"]
    assert page.findings.count() == 1
    assert "unsolicited offer" in page.answer.rationale.text().lower()
    assert page.header.badge.isHidden()
    assert nameless(view) == []


def test_another_expectation_changes_only_the_comparison(view: ReasoningView) -> None:
    _judged(view)
    view.show_expected(Expectation(Decision.ALLOWED))
    assert view.page.header.expected.text() == "Expected allowed: disagrees"


def test_the_built_in_engine_is_marked(view: ReasoningView) -> None:
    _judged(view, engine=TRIAGE)
    assert view.page.header.badge.isVisible()


@pytest.mark.parametrize(
    "status", [VerdictStatus.UNREADABLE, VerdictStatus.TRUNCATED, VerdictStatus.REFUSED]
)
def test_an_answer_without_verdict_is_never_shown_as_a_decision(
    qtbot: QtBot, view: ReasoningView, status: VerdictStatus
) -> None:
    _judged(view, status=status, final="It is probably fine?")
    assert view.page.header.chip.look.icon == "unreadable"
    view.page.notice.raw_button.click()
    assert view.page.answer.raw.isVisible()
    assert view.page.answer.raw.toPlainText() == "It is probably fine?"
    with qtbot.waitSignal(view.retry_requested):
        view.page.notice.retry_button.click()


def test_an_engine_that_died_and_came_back_says_so_and_starts_over(
    qtbot: QtBot, view: ReasoningView
) -> None:
    view.begin(SUBJECT)
    view.take([ReasoningText("half a thought")])
    view.take([EngineRestarted("The engine was started again.")])
    assert view.page.notice.sentence.text() == "The engine was started again."
    view.take([ReasoningText("A new thought")])
    qtbot.waitUntil(lambda: view.page.text.text == "A new thought")
    assert view.page.notice.isVisible()


def test_each_repeat_can_be_looked_at(view: ReasoningView) -> None:
    view.begin(SUBJECT, repeats=3)
    for number, decision in enumerate((Decision.VIOLATES, Decision.ALLOWED, Decision.VIOLATES), 1):
        view.take([RepeatStarted(number, 3), Judged(stored(verdict(decision=decision)), number, 3)])
    repeats = view.page.header.repeats
    assert repeats.agreement.text() == "2 of 3 violates"
    repeats.repeat_chosen.emit(1)
    assert view.page.header.chip.look.word == "Allowed"


def test_stopping_after_some_repeats_keeps_their_verdicts(view: ReasoningView) -> None:
    view.begin(SUBJECT, repeats=2)
    view.take([RepeatStarted(1, 2), Judged(stored(verdict()), 1, 2), RepeatStarted(2, 2)])
    view.take([ReasoningText("more")])
    view.show_stopped()
    assert view.page.header.chip.look.word == "Violates"


def test_everything_said_about_a_concealed_content_is_masked(
    view: ReasoningView, at_rest: Callable[[], None]
) -> None:
    quote = "My team can fix that within 30 days"
    view.conceal(Concealment.CONCEALED)
    finding = Finding("x", Severity.HINT, f"It says {quote}.")
    _judged(view, rationale=f"It says: {quote}.", final=quote, findings=(finding,))
    at_rest()
    page = view.page
    said = (
        page.text.text,
        page.answer.rationale.text(),
        page.answer.raw.toPlainText(),
        page.findings.item(0).text(),
        page.findings.item(0).toolTip(),
        page.copied_text(),
    )
    for text in said:
        assert "can fix that" not in text
        assert MASK in text


def test_a_change_of_level_keeps_the_links(
    view: ReasoningView, at_rest: Callable[[], None]
) -> None:
    _judged(view)
    at_rest()
    links = view.page.text.links
    assert links
    view.conceal(Concealment.CONCEALED)
    assert view.page.text.links == links


def test_copying_puts_verdict_and_reasoning_on_the_clipboard(view: ReasoningView) -> None:
    _judged(view)
    view.copy()
    copied = QApplication.clipboard().text()
    assert copied.startswith("Violates")
    assert "Therefore SP1.a" in copied

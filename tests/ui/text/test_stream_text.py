"""A text that grows under its reader's eyes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QAbstractSlider
from pytestqt.qtbot import QtBot

from clausebench.domain.text import Span
from clausebench.ui.text.stream_text import StreamText

_TO_TOP = QAbstractSlider.SliderAction.SliderToMinimum
_TO_END = QAbstractSlider.SliderAction.SliderToMaximum
_LINES = "".join(f"line {n}\n" for n in range(200))


@pytest.fixture
def view(qtbot: QtBot) -> StreamText:
    view = StreamText()
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    return view


def test_it_follows_the_end_while_the_reader_is_there(view: StreamText) -> None:
    view.set_text("", follows=True)
    for _ in range(3):
        view.append(_LINES)
    assert view.is_at_end
    assert view.verticalScrollBar().value() > 0
    assert not view.pill.isVisible()


def test_it_stays_where_the_reader_went_and_counts_new_words(view: StreamText) -> None:
    view.set_text("", follows=True)
    view.append(_LINES)
    view.verticalScrollBar().triggerAction(_TO_TOP)
    view.append("two words")
    assert view.verticalScrollBar().value() == 0
    assert view.pill.text() == "↓ 2 new words"
    view.pill.click()
    assert view.is_at_end
    assert not view.pill.isVisible()


def test_going_back_to_the_end_follows_again(view: StreamText) -> None:
    view.set_text("", follows=True)
    view.append(_LINES)
    view.verticalScrollBar().triggerAction(_TO_TOP)
    view.verticalScrollBar().triggerAction(_TO_END)
    view.append(_LINES)
    assert view.is_at_end


def test_a_new_layout_is_not_the_reader_going_away(view: StreamText) -> None:
    view.hide()
    view.set_text("", follows=True)
    view.append(_LINES.replace("\n", " of many words that will be wrapped\n"))
    view.resize(150, 200)
    view.show()
    view.append("end")
    assert view.is_at_end


def test_small_pieces_are_followed_from_the_first_one_on(view: StreamText) -> None:
    view.set_text("", follows=True)
    for line in _LINES.splitlines(keepends=True):
        view.append(line)
    assert view.is_at_end


def test_a_finished_text_is_read_from_its_top(view: StreamText) -> None:
    view.set_text(_LINES)
    assert view.verticalScrollBar().value() == 0
    assert not view.pill.isVisible()


def test_only_the_end_is_replaced_when_the_beginning_stays(view: StreamText) -> None:
    view.set_text("one two three")
    view.set_tail(4, "2 3")
    assert view.text == view.document().toPlainText() == "one 2 3"


def test_a_very_long_paragraph_is_broken_and_spans_still_fit(view: StreamText) -> None:
    text = "Some 😀 sentence of a few words. " * 200
    for start in range(0, len(text), 37):
        view.append(text[start : start + 37])
    assert view.document().blockCount() > 3
    at = text.rindex("few words")
    span = view.document_span(Span(at, at + 9))
    shown = view.document().toRawText().encode("utf-16-le")[2 * span.start : 2 * span.end]
    assert shown.decode("utf-16-le") == "few words"
    assert view.offset_at(span.start) == at


@given(st.lists(st.text(alphabet="ab \n.😀\r\ufeff", max_size=20), max_size=6))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_chunks_show_the_whole_text(view: StreamText, chunks: list[str]) -> None:
    view.set_text("")
    for chunk in chunks:
        view.append(chunk)
    assert view.text == "".join(chunks)
    assert (
        len(view.document().toRawText().encode("utf-16-le")) // 2
        == len(view.text.encode("utf-16-le")) // 2
    )


def test_another_text_is_read_from_its_top_even_before_there_is_room_for_it(
    view: StreamText,
) -> None:
    view.resize(300, 1)
    view.set_text("", follows=True)
    view.append(_LINES)
    view.set_text(_LINES)
    view.resize(300, 200)
    assert view.verticalScrollBar().value() == 0

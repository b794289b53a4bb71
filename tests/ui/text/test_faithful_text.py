from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from clausebench.domain.text import Span
from clausebench.ui.text.faithful_text import FaithfulText

_AWKWARD = "a\r\nb\rc\u2028d\u2029e\u00a0f\ufeffg😀h\x00\ufdd0"


def _type_at_end(source: FaithfulText, text: str) -> None:
    cursor = QTextCursor(source.document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText(text)


@given(st.text(alphabet=st.sampled_from([*_AWKWARD, "\ud800", "\ufffe", "\n", "x"])))
@settings(max_examples=60, deadline=None)
def test_a_text_that_nobody_edited_stays_exactly_itself(qapp: QApplication, text: str) -> None:
    assert FaithfulText(text).text == text


def test_an_edit_makes_the_shown_characters_the_text(qapp: QApplication) -> None:
    source = FaithfulText("one\r\ntwo")
    _type_at_end(source, "!")
    assert source.text == "one\ntwo!"


def test_undoing_the_only_edit_brings_the_exact_text_back(qapp: QApplication) -> None:
    source = FaithfulText("one\r\ntwo")
    _type_at_end(source, "!")
    source.document.undo()
    assert source.text == "one\r\ntwo"


def test_an_edit_keeps_no_break_spaces_and_line_separators_elsewhere(qapp: QApplication) -> None:
    source = FaithfulText("10\u00a0km\u2028next")
    _type_at_end(source, "!")
    assert source.text == "10\u00a0km\u2028next!"


def test_replacing_the_text_is_one_step_of_undo(qapp: QApplication) -> None:
    source = FaithfulText("alpha beta gamma")
    source.replace("alpha BETA gamma\r\n")
    assert source.text == "alpha BETA gamma\r\n"
    source.document.undo()
    assert source.text == "alpha beta gamma"


def test_replacing_leaves_a_cursor_before_the_change_where_it_is(qapp: QApplication) -> None:
    source = FaithfulText("alpha beta gamma")
    cursor = QTextCursor(source.document)
    cursor.setPosition(3)
    source.replace("alpha beta and gamma")
    assert cursor.position() == 3


@given(st.text(alphabet="ab\n😀"), st.text(alphabet="ab\n😀"))
@settings(max_examples=60, deadline=None)
def test_replacing_any_text_by_any_other_shows_it(qapp: QApplication, old: str, new: str) -> None:
    source = FaithfulText(old)
    source.replace(new)
    assert source.shown == new


def test_positions_count_an_emoji_twice(qapp: QApplication) -> None:
    source = FaithfulText("a😀b")
    assert source.positions.span_to_utf16(Span(2, 3)) == Span(3, 4)

"""Typing, moving, marking in the policy editor."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clausebench.domain.clause import ClauseKind, Finding, Severity
from clausebench.domain.text import Span
from clausebench.ui.appearance import Appearance
from clausebench.ui.text.editor import PolicyEditor
from clausebench.ui.text.faithful_text import FaithfulText
from clausebench.ui.text.gutter_marks import LineMark
from clausebench.ui.text.mark_layers import Layer


@pytest.fixture
def editor(qtbot: QtBot, appearance: Appearance) -> PolicyEditor:
    editor = PolicyEditor()
    qtbot.addWidget(editor)
    editor.apply_theme(appearance.theme)
    editor.resize(500, 300)
    editor.show()
    return editor


def _shown(editor: PolicyEditor, text: str) -> FaithfulText:
    source = FaithfulText(text, editor)
    editor.show_text(source)
    return source


def test_only_edits_of_the_text_count_as_edits(qtbot: QtBot, editor: PolicyEditor) -> None:
    _shown(editor, "one")
    with qtbot.assertNotEmitted(editor.edited):
        editor.show_problems([Finding("x", Severity.ERROR, "bad", Span(0, 3))])
        editor.setFont(editor.font())
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClicks(editor, "x")


def test_tab_indents_and_escape_then_tab_leaves(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    editor, after = PolicyEditor(), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(editor)
    column.addWidget(after)
    window.show()
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.source.text == "  "
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert window.focusWidget() is after
    assert editor.source.text == "  "


def test_tab_shifts_the_selected_lines_as_one_step(qtbot: QtBot, editor: PolicyEditor) -> None:
    _shown(editor, "one\ntwo\nthree")
    editor.select(Span(1, 5))
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.source.text == "  one\n  two\nthree"
    editor.select(Span(0, 9))
    qtbot.keyClick(editor, Qt.Key.Key_Backtab)
    assert editor.source.text == "one\ntwo\nthree"


def test_shift_enter_is_an_ordinary_line_break(qtbot: QtBot, editor: PolicyEditor) -> None:
    _shown(editor, "")
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert editor.source.text == "\n"


def test_pasted_html_arrives_as_plain_text(editor: PolicyEditor) -> None:
    _shown(editor, "")
    mime = QMimeData()
    mime.setHtml("<h2>Rules</h2><p>be <b>kind</b></p>")
    editor.insertFromMimeData(mime)
    assert editor.source.text == "## Rules\n\nbe **kind**"


def test_files_are_left_to_the_window(editor: PolicyEditor) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/x.md")])
    assert not editor.canInsertFromMimeData(mime)


def test_bold_keeps_the_words_selected(editor: PolicyEditor) -> None:
    _shown(editor, "a 😀 word here")
    editor.select(Span(4, 8))
    editor.toggle_markup("**")
    assert editor.source.text == "a 😀 **word** here"
    assert editor.selection.of(editor.source.shown) == "**word**"


def test_spans_behind_an_emoji_are_marked_where_they_are(editor: PolicyEditor) -> None:
    source = _shown(editor, "😀😀 bad")
    editor.show_problems([Finding("x", Severity.ERROR, "bad", Span(3, 6))])
    (mark,) = editor.marks.shown(Layer.PROBLEMS)
    assert mark.span == source.positions.span_to_utf16(Span(3, 6)) == Span(5, 8)


def test_a_problem_is_underlined_on_its_first_line_only(editor: PolicyEditor) -> None:
    _shown(editor, "one\ntwo\nthree")
    editor.show_problems([Finding("x", Severity.HINT, "long", Span(0, 13))])
    assert editor.marks.shown(Layer.PROBLEMS)[0].span == Span(0, 3)


def test_gutter_marks_move_with_the_lines_below_an_edit(qtbot: QtBot, editor: PolicyEditor) -> None:
    _shown(editor, "a\nb\nc")
    marks = tuple(LineMark(kind, is_start=True) for kind in list(ClauseKind)[:3])
    editor.show_marks(marks)
    editor.go_to(Span(1, 1))
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    kinds = [mark.kind for mark in editor.gutter.marks]
    assert kinds == [marks[0].kind, marks[0].kind, marks[1].kind, marks[2].kind]
    editor.undo()
    assert [mark.kind for mark in editor.gutter.marks] == [mark.kind for mark in marks]


def test_a_click_in_the_gutter_goes_to_its_line(qtbot: QtBot, editor: PolicyEditor) -> None:
    _shown(editor, "a\nb\nc")
    line_height = editor.blockBoundingRect(editor.firstVisibleBlock()).height()
    point = QPoint(5, round(2.5 * line_height) + 4)
    qtbot.mousePress(editor.gutter, Qt.MouseButton.LeftButton, pos=point)
    assert editor.textCursor().blockNumber() == 2


def test_the_gutter_stands_on_the_other_side_when_the_window_is_mirrored(
    editor: PolicyEditor,
) -> None:
    left = editor.gutter.geometry().left()
    editor.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert editor.gutter.geometry().left() > left
    assert not editor.grab().isNull()


def test_a_text_that_begins_in_arabic_is_aligned_to_the_right(editor: PolicyEditor) -> None:
    source = _shown(editor, "")
    editor.insertPlainText("مرحبا")
    assert source.document.defaultTextOption().alignment() == Qt.AlignmentFlag.AlignRight
    editor.selectAll()
    editor.insertPlainText("hello")
    assert source.document.defaultTextOption().alignment() == Qt.AlignmentFlag.AlignLeft


def test_two_texts_keep_their_own_undo(editor: PolicyEditor) -> None:
    first = _shown(editor, "first")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.insertPlainText("!")
    second = _shown(editor, "second")
    editor.undo()
    assert second.text == "second"
    editor.show_text(first)
    editor.undo()
    assert first.text == "first"

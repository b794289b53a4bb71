"""The find bar and the editor together."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clausebench.domain.text import Span
from clausebench.ui.appearance import Appearance
from clausebench.ui.text.faithful_text import FaithfulText
from clausebench.ui.text.find_bar import FindBar
from clausebench.ui.text.finder import Finder
from clausebench.ui.text.finding_text import HIGHLIGHT_CAP
from clausebench.ui.text.mark_layers import Layer
from clausebench.ui.text.plain_editor import PlainEditor


class _Desk(QWidget):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.editor, self.bar = PlainEditor(), FindBar(appearance.icons)
        self.finder = Finder(self.bar, self.editor, appearance)
        column = QVBoxLayout(self)
        column.addWidget(self.bar)
        column.addWidget(self.editor)

    def look_for(self, text: str, *, replace: bool = False) -> None:
        self.finder.open(replace=replace)
        self.bar.needle.setText(text)


@pytest.fixture
def desk(qtbot: QtBot, appearance: Appearance) -> _Desk:
    desk = _Desk(appearance)
    qtbot.addWidget(desk)
    desk.editor.show_text(FaithfulText("Spam spam, eggs and spam", desk))
    desk.show()
    return desk


def test_typing_selects_the_first_match_and_counts_all(desk: _Desk) -> None:
    desk.look_for("spam")
    assert desk.bar.count.text() == "1 of 3"
    assert desk.editor.selection == Span(0, 4)
    assert len(desk.editor.marks.shown(Layer.FOUND)) == 3


def test_stepping_goes_on_at_the_other_end(desk: _Desk) -> None:
    desk.look_for("spam")
    desk.finder.step(forward=False)
    assert desk.editor.selection == Span(20, 24)
    desk.finder.step(forward=True)
    assert desk.editor.selection == Span(0, 4)


def test_a_selection_is_what_one_looks_for(desk: _Desk) -> None:
    desk.editor.select(Span(11, 15))
    desk.finder.open(replace=False)
    assert desk.bar.needle.text() == "eggs"


def test_replacing_goes_on_to_the_next_match(desk: _Desk) -> None:
    desk.look_for("spam", replace=True)
    desk.bar.replace_requested.emit("ham")
    assert desk.editor.source.text == "ham spam, eggs and spam"
    assert desk.editor.selection.of(desk.editor.source.shown) == "spam"


def test_replacing_all_is_one_step_of_undo(desk: _Desk) -> None:
    desk.look_for("spam", replace=True)
    desk.bar.replace_all_requested.emit("ham")
    assert desk.editor.source.text == "ham ham, eggs and ham"
    desk.editor.undo()
    assert desk.editor.source.text == "Spam spam, eggs and spam"


def test_a_bad_expression_is_said_and_marks_nothing(desk: _Desk) -> None:
    desk.look_for("(")
    desk.bar.regex.setChecked(True)
    assert desk.bar.count.text() == "Not a regular expression"
    assert desk.editor.marks.shown(Layer.FOUND) == ()


def test_no_more_than_a_bounded_number_of_matches_is_marked(desk: _Desk) -> None:
    desk.editor.show_text(FaithfulText("x " * (HIGHLIGHT_CAP + 50), desk))
    desk.look_for("x")
    assert len(desk.editor.marks.shown(Layer.FOUND)) == HIGHLIGHT_CAP
    assert desk.bar.count.text() == "1 of 2,050, 2,000 marked"


def test_escape_closes_the_bar_and_returns_to_the_text(qtbot: QtBot, desk: _Desk) -> None:
    desk.look_for("spam")
    qtbot.keyClick(desk.bar.needle, Qt.Key.Key_Escape)
    assert not desk.bar.isVisible()
    assert desk.focusWidget() is desk.editor
    assert desk.editor.marks.shown(Layer.FOUND) == ()


def test_matches_follow_an_edit(qtbot: QtBot, desk: _Desk) -> None:
    desk.look_for("spam")
    desk.editor.rewrite(Span(0, 4), "Eggs")
    qtbot.waitUntil(lambda: len(desk.editor.marks.shown(Layer.FOUND)) == 2)

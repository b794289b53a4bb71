"""Content at its three levels, with marks and flags."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clausebench.domain.masking import Concealment
from clausebench.domain.text import Span
from clausebench.ui.appearance import Appearance
from clausebench.ui.text.content_view import ContentView
from clausebench.ui.text.mark_layers import Layer


@pytest.fixture
def view(qtbot: QtBot, appearance: Appearance) -> ContentView:
    view = ContentView(appearance)
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    return view


def test_the_exact_content_survives_every_level(view: ContentView) -> None:
    view.show_text("one\r\ntwo\u2028😀")
    for level in Concealment:
        view.conceal(level)
        assert view.text == "one\r\ntwo\u2028😀"


def test_a_concealed_content_shows_none_of_its_words(view: ContentView) -> None:
    view.show_text("secret words")
    view.conceal(Concealment.CONCEALED)
    assert view.currentWidget() is view.placeholder
    assert "secret" not in view.editor.toPlainText()
    assert "secret" not in view.placeholder.accessibleName()


def test_a_softened_content_cannot_be_edited(qtbot: QtBot, view: ContentView) -> None:
    view.show_text("some words")
    view.conceal(Concealment.SOFTENED)
    assert view.editor.isReadOnly()
    with qtbot.waitSignal(view.more_pressed):
        qtbot.keyClick(view.editor, Qt.Key.Key_Space)


def test_space_is_a_letter_in_a_plain_content(qtbot: QtBot, view: ContentView) -> None:
    view.show_text("a")
    with qtbot.assertNotEmitted(view.more_pressed):
        qtbot.keyClick(view.editor, Qt.Key.Key_Space)
    assert view.text == " a"


def test_an_empty_content_has_nothing_to_conceal(view: ContentView) -> None:
    view.conceal(Concealment.CONCEALED)
    assert view.currentWidget() is view.editor
    assert not view.editor.isReadOnly()


def test_the_focus_stays_in_the_content_when_it_is_concealed(view: ContentView) -> None:
    view.show_text("words")
    view.editor.setFocus()
    view.conceal(Concealment.CONCEALED)
    assert view.focusWidget() is view.placeholder
    view.conceal(Concealment.PLAIN)
    assert view.focusWidget() is view.editor


def test_quotations_are_marked_at_every_level_that_shows_text(view: ContentView) -> None:
    view.show_text("😀 some quoted words")
    view.show_quoted([Span(7, 13)])
    assert view.editor.marks.shown(Layer.LINKS)[0].span == Span(8, 14)
    view.conceal(Concealment.SOFTENED)
    assert view.editor.marks.shown(Layer.LINKS)[0].span == Span(8, 14)


def test_hidden_characters_are_flagged_where_they_are(view: ContentView) -> None:
    view.show_text("cl\u200bick")
    plain = view.grab().toImage()
    view.show_hidden(is_on=True)
    assert view.grab().toImage() != plain
    view.show_hidden(is_on=False)
    assert view.grab().toImage() == plain


def test_each_content_has_an_undo_of_its_own(view: ContentView) -> None:
    view.show_text("first")
    view.editor.insertPlainText("x")
    view.show_text("second")
    view.editor.undo()
    assert view.text == "second"

"""Spans of the reasoning as links."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from pytestqt.qtbot import QtBot
from tests.support.fake_desk import CONTENT, POLICY, REASONING

from clausebench.domain.linking import LinkKind, link
from clausebench.domain.reading_policy import parse
from clausebench.ui.appearance import Appearance
from clausebench.ui.highlight.formats import LINK_STYLES
from clausebench.ui.reasoning.linked_text import LINK_WORDS, LinkedText, link_words
from clausebench.ui.text.mark_layers import Layer

LINKS = link(REASONING, parse(POLICY), CONTENT)


@pytest.fixture
def view(qtbot: QtBot, appearance: Appearance) -> LinkedText:
    view = LinkedText()
    qtbot.addWidget(view)
    view.apply_theme(appearance.theme)
    view.set_text(REASONING)
    view.show_links(LINKS)
    view.resize(500, 400)
    view.show()
    return view


def _point_at(view: LinkedText, word: str) -> QPoint:
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.text.index(word) + 1)
    return view.cursorRect(cursor).center()


def test_every_kind_of_link_has_a_look_besides_its_colour() -> None:
    looks = [(style.underline, style.is_tinted) for style in LINK_STYLES.values()]
    assert set(LINK_STYLES) == set(LinkKind)
    plain = (QTextCharFormat.UnderlineStyle.NoUnderline, False)
    assert plain not in looks


def test_every_kind_of_link_says_what_it_is_without_the_words_it_covers() -> None:
    assert set(LINK_WORDS) == set(LinkKind)
    for found in LINKS:
        words = link_words(found)
        assert words
        assert "My team can fix" not in words


def test_all_links_are_marked(view: LinkedText) -> None:
    assert len(view.marks.shown(Layer.LINKS)) == len(LINKS)


def test_a_click_follows_the_innermost_link(qtbot: QtBot, view: LinkedText) -> None:
    with qtbot.waitSignal(view.link_followed) as followed:
        qtbot.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=_point_at(view, "SP8 does")
        )
    assert followed.args[0].clause == "SP8"


def test_a_click_beside_all_links_follows_none(qtbot: QtBot, view: LinkedText) -> None:
    with qtbot.assertNotEmitted(view.link_followed):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=_point_at(view, "need to"))


def test_the_pointer_tells_what_it_is_over_and_when_it_leaves(
    qtbot: QtBot, view: LinkedText
) -> None:
    with qtbot.waitSignal(view.link_hovered) as entered:
        qtbot.mouseMove(view.viewport(), _point_at(view, "My team"))
    assert entered.args[0].kind is LinkKind.CONTENT_QUOTE
    with qtbot.waitSignal(view.link_hovered) as left:
        qtbot.mouseMove(view.viewport(), _point_at(view, "need to"))
    assert left.args == [None]


def test_keys_walk_the_links_and_enter_follows_one(qtbot: QtBot, view: LinkedText) -> None:
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    first = view.textCursor().position()
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert view.textCursor().position() > first
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert view.textCursor().position() == first
    with qtbot.waitSignal(view.link_followed) as followed:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert followed.args[0] == LINKS[0]


def test_mentions_of_a_clause_are_marked_and_unmarked(view: LinkedText) -> None:
    view.show_clause("SP8")
    spans = [mark.span.of(REASONING) for mark in view.marks.shown(Layer.MENTION)]
    assert "SP8" in spans
    view.show_clause(None)
    assert view.marks.shown(Layer.MENTION) == ()


def test_links_of_a_masked_text_stand_at_the_same_places(view: LinkedText) -> None:
    view.set_text("▮" * len(REASONING))
    view.show_links(())
    view.show_links(LINKS)
    assert [m.span for m in view.marks.shown(Layer.LINKS)] == [x.span for x in LINKS]

"""Policy text in colour, one line at a time."""

from __future__ import annotations

import pytest
from pygments.token import _TokenType
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from clausebench.lexers import types
from clausebench.ui.appearance import Appearance
from clausebench.ui.highlight.control_tokens import ControlTokenHighlighter
from clausebench.ui.highlight.policy_highlighter import PolicyHighlighter, line_spans
from clausebench.ui.highlight.token_styles import TOKEN_STYLES
from clausebench.ui.text.faithful_text import FaithfulText
from clausebench.ui.theme import theme


def _formatted(document: QTextDocument, line: int) -> list[str]:
    block = document.findBlockByNumber(line)
    units = block.text().encode("utf-16-le")
    return [
        units[2 * f.start : 2 * (f.start + f.length)].decode("utf-16-le")
        for f in block.layout().formats()
    ]


def test_every_token_of_a_policy_has_a_style() -> None:
    tokens = {t for t in vars(types).values() if isinstance(t, _TokenType)}
    policy = {t for t in tokens if "Policy" in str(t)}
    assert policy == set(TOKEN_STYLES)


def test_formats_stand_where_the_words_are_behind_an_emoji(appearance: Appearance) -> None:
    source = FaithfulText("🚫 **SP1.a** x")
    highlighter = PolicyHighlighter(source.document, appearance.theme)
    highlighter.rehighlight()
    assert "SP1.a" in _formatted(source.document, 0)


def test_a_fence_reaches_the_lines_below_it_and_lets_them_go(appearance: Appearance) -> None:
    source = FaithfulText("x\n# Heading\n")
    highlighter = PolicyHighlighter(source.document, appearance.theme)
    highlighter.rehighlight()
    before = source.document.findBlockByNumber(1).layout().formats()
    cursor = QTextCursor(source.document)
    cursor.insertText("```\n")
    inside = source.document.findBlockByNumber(2).layout().formats()
    assert [f.format for f in inside] != [f.format for f in before]
    source.document.undo()
    after = source.document.findBlockByNumber(1).layout().formats()
    assert [f.format for f in after] == [f.format for f in before]


def test_the_state_of_a_line_goes_into_the_next() -> None:
    _, inside = line_spans("```", 0)
    assert inside != 0
    assert line_spans("# not a heading", inside) != line_spans("# not a heading", 0)


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_another_theme_gives_other_formats(name: str) -> None:
    source = FaithfulText("# Heading")
    highlighter = PolicyHighlighter(source.document, theme("light"))
    highlighter.rehighlight()
    highlighter.apply_theme(theme(name))
    (format_,) = source.document.firstBlock().layout().formats()
    role = TOKEN_STYLES[types.HEADING].role
    assert format_.format.foreground().color() == theme(name).color(role)


def test_control_tokens_stand_out_and_ordinary_words_do_not() -> None:
    document = QTextDocument()
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    document.setPlainText("😀 <|start|>user <b> <|end|>")
    highlighter = ControlTokenHighlighter(document, theme("light"))
    highlighter.rehighlight()
    assert _formatted(document, 0) == ["<|start|>", "<|end|>"]

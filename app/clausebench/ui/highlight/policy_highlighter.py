"""Highlighting of policy text, one line at a time.

The lexer carries its state from line to line as a number, which Qt keeps per block, so a key
press costs one line; what a line looks like in a state is remembered, so opening and closing a
fence over a long policy costs little more than repainting it.
"""

from __future__ import annotations

from functools import lru_cache

from pygments.token import _TokenType
from PySide6.QtGui import QSyntaxHighlighter, QTextDocument

from clausebench.domain.text import Span, Utf16Map
from clausebench.lexers import lex_policy_line
from clausebench.ui.highlight.token_styles import token_formats
from clausebench.ui.theme import Theme

_START = 0


class PolicyHighlighter(QSyntaxHighlighter):
    """Formats one document; it belongs to that document."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._formats = token_formats(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Repaint in another theme; nothing happens if it is the one worn."""
        if theme is not self._theme:
            self._theme = theme
            self._formats = token_formats(theme)
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        before = self.previousBlockState()
        spans, after = line_spans(text, before if before >= 0 else _START)
        self.setCurrentBlockState(after)
        for span, token in spans:
            made = self._formats.get(token)
            if made is not None:
                self.setFormat(span.start, len(span), made)


@lru_cache(maxsize=16_384)
def line_spans(line: str, state: int) -> tuple[tuple[tuple[Span, _TokenType], ...], int]:
    """The line's tokens in UTF-16 units, and the state that the next line begins in."""
    tokens, after = lex_policy_line(line, state)
    if line.isascii():
        return tokens, after
    units = Utf16Map(line)
    return tuple((units.span_to_utf16(span), token) for span, token in tokens), after

"""Harmony's control tokens, made to stand out in a prompt."""

from __future__ import annotations

import re

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from clausebench.ui.roles import Role
from clausebench.ui.theme import Theme

_CONTROL = re.compile(r"<\|[a-z_0-9]{1,40}\|>")


class ControlTokenHighlighter(QSyntaxHighlighter):
    """Marks what looks like a control token: in the prompt's own text the builder put it there."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._format = QTextCharFormat()
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        self._format.setForeground(theme.color(Role.SYNTAX_KEYWORD))
        self._format.setBackground(theme.tinted(Role.SYNTAX_KEYWORD))
        self._format.setFontWeight(QFont.Weight.Bold)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        for found in _CONTROL.finditer(text):
            units = len(text[: found.start()].encode("utf-16-le")) // 2
            self.setFormat(units, len(found.group()), self._format)

"""Policy tokens and their formats: a role's colour, and weight or slant besides."""

from __future__ import annotations

from dataclasses import dataclass

from pygments.token import _TokenType
from PySide6.QtGui import QFont, QTextCharFormat

from clausebench.lexers import types
from clausebench.ui.roles import Role
from clausebench.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class TokenStyle:
    """How one token type is written."""

    role: Role
    bold: bool = False
    italic: bool = False


TOKEN_STYLES: dict[_TokenType, TokenStyle] = {
    types.HEADING: TokenStyle(Role.SYNTAX_HEADING, bold=True),
    types.LEAD: TokenStyle(Role.SYNTAX_STRONG, bold=True),
    types.CODE: TokenStyle(Role.SYNTAX_CODE, bold=True),
    types.LABEL: TokenStyle(Role.SYNTAX_LABEL, bold=True),
    types.EXAMPLE: TokenStyle(Role.SYNTAX_QUOTE, italic=True),
    types.BULLET: TokenStyle(Role.SYNTAX_MARKER),
    types.OUTPUT: TokenStyle(Role.SYNTAX_KEYWORD, bold=True),
    types.TABLE_BAR: TokenStyle(Role.SYNTAX_MARKER),
    types.RULER: TokenStyle(Role.SYNTAX_MARKER),
    types.FENCE: TokenStyle(Role.SYNTAX_META),
    types.VERBATIM: TokenStyle(Role.SYNTAX_LITERAL),
}


def token_formats(theme: Theme) -> dict[_TokenType, QTextCharFormat]:
    """One format per token type."""
    return {token: _format(theme, style) for token, style in TOKEN_STYLES.items()}


def _format(theme: Theme, style: TokenStyle) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(theme.color(style.role))
    if style.bold:
        made.setFontWeight(QFont.Weight.DemiBold)
    made.setFontItalic(style.italic)
    return made

"""How a token, a link, a problem looks: a role's colour and always something besides colour."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QTextCharFormat

from clausebench.domain.clause import Severity
from clausebench.domain.linking import LinkKind
from clausebench.ui.roles import SEVERITY_ROLES, Role
from clausebench.ui.theme import Theme

Underline = QTextCharFormat.UnderlineStyle


@dataclass(frozen=True, slots=True)
class SpanStyle:
    """``underline`` tells kinds apart without colour; ``is_tinted`` adds a soft background."""

    role: Role
    underline: Underline
    is_tinted: bool = False


LINK_STYLES: dict[LinkKind, SpanStyle] = {
    LinkKind.CITATION: SpanStyle(Role.SPAN_CITATION, Underline.SingleUnderline, is_tinted=True),
    LinkKind.UNKNOWN_CITATION: SpanStyle(Role.SPAN_UNKNOWN, Underline.WaveUnderline),
    LinkKind.POLICY_QUOTE: SpanStyle(Role.SPAN_QUOTE_POLICY, Underline.DashUnderline, True),
    LinkKind.CONTENT_QUOTE: SpanStyle(Role.SPAN_QUOTE_CONTENT, Underline.DotLine, True),
    LinkKind.UNFOUND_QUOTE: SpanStyle(Role.SPAN_QUOTE_UNFOUND, Underline.WaveUnderline),
    LinkKind.LABEL: SpanStyle(Role.SPAN_LABEL, Underline.NoUnderline, is_tinted=True),
    LinkKind.TERM: SpanStyle(Role.SPAN_TERM, Underline.DotLine),
    LinkKind.HEDGE: SpanStyle(Role.SPAN_HEDGE, Underline.DashDotLine),
    LinkKind.TURN: SpanStyle(Role.SPAN_TURN, Underline.DashDotDotLine),
}

_SEVERITY_UNDERLINES = {
    Severity.ERROR: Underline.WaveUnderline,
    Severity.WARNING: Underline.WaveUnderline,
    Severity.HINT: Underline.DotLine,
}


def span_format(theme: Theme, style: SpanStyle) -> QTextCharFormat:
    """The format of a style in a theme."""
    color = theme.color(style.role)
    made = QTextCharFormat()
    made.setForeground(color)
    made.setUnderlineStyle(style.underline)
    made.setUnderlineColor(color)
    if style.is_tinted:
        made.setBackground(theme.tinted(style.role))
    return made


def link_formats(theme: Theme) -> dict[LinkKind, QTextCharFormat]:
    """One format per kind of link."""
    return {kind: span_format(theme, style) for kind, style in LINK_STYLES.items()}


def problem_format(theme: Theme, severity: Severity) -> QTextCharFormat:
    """A line below the words; their own colour stays."""
    made = QTextCharFormat()
    made.setUnderlineStyle(_SEVERITY_UNDERLINES[severity])
    made.setUnderlineColor(theme.color(SEVERITY_ROLES[severity]))
    return made


def background_format(theme: Theme, role: Role) -> QTextCharFormat:
    """Only a background: found words, and words that something else refers to."""
    made = QTextCharFormat()
    made.setBackground(theme.color(role))
    return made

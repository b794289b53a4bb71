"""The names of colours. Code asks for a role and never for a colour; a theme answers."""

from __future__ import annotations

from enum import StrEnum

from clausebench.domain.case import Outcome
from clausebench.domain.clause import Decision, Severity


class Role(StrEnum):
    """What a colour is for. Every theme defines each of them (``resources/themes``)."""

    SURFACE = "surface"
    SURFACE_RAISED = "surface.raised"
    SURFACE_SUNKEN = "surface.sunken"
    SURFACE_HOVER = "surface.hover"
    SURFACE_PRESSED = "surface.pressed"
    LINE = "line"
    LINE_STRONG = "line.strong"
    TEXT = "text"
    TEXT_MUTED = "text.muted"
    TEXT_DISABLED = "text.disabled"
    ACCENT = "accent"
    ACCENT_HOVER = "accent.hover"
    ACCENT_TEXT = "accent.text"
    LINK = "link"
    SELECTION = "selection"
    SELECTION_TEXT = "selection.text"
    FOCUS = "focus"

    VERDICT_VIOLATES = "verdict.violates"
    VERDICT_ALLOWED = "verdict.allowed"
    VERDICT_ESCALATE = "verdict.escalate"
    VERDICT_UNREADABLE = "verdict.unreadable"
    FLIP = "flip"
    OUTCOME_PASSED = "outcome.passed"
    OUTCOME_FAILED = "outcome.failed"
    OUTCOME_WRONG_CLAUSE = "outcome.wrong-clause"

    FINDING_ERROR = "finding.error"
    FINDING_WARNING = "finding.warning"
    FINDING_HINT = "finding.hint"

    SPAN_CITATION = "span.citation"
    SPAN_UNKNOWN = "span.unknown"
    SPAN_QUOTE_POLICY = "span.quote.policy"
    SPAN_QUOTE_CONTENT = "span.quote.content"
    SPAN_QUOTE_UNFOUND = "span.quote.unfound"
    SPAN_LABEL = "span.label"
    SPAN_TERM = "span.term"
    SPAN_HEDGE = "span.hedge"
    SPAN_TURN = "span.turn"
    SPAN_HIDDEN = "span.hidden"

    EDITOR_LINE = "editor.line"
    EDITOR_GUTTER = "editor.gutter"
    EDITOR_FOUND = "editor.found"
    EDITOR_FOUND_CURRENT = "editor.found.current"
    EDITOR_LINKED = "editor.linked"
    DIFF_ADDED = "diff.added"
    DIFF_REMOVED = "diff.removed"

    SYNTAX_HEADING = "syntax.heading"
    SYNTAX_CODE = "syntax.code"
    SYNTAX_LABEL = "syntax.label"
    SYNTAX_STRONG = "syntax.strong"
    SYNTAX_EMPHASIS = "syntax.emphasis"
    SYNTAX_QUOTE = "syntax.quote"
    SYNTAX_MARKER = "syntax.marker"
    SYNTAX_KEYWORD = "syntax.keyword"
    SYNTAX_LITERAL = "syntax.literal"
    SYNTAX_LINK = "syntax.link"
    SYNTAX_META = "syntax.meta"


BACKGROUNDS = frozenset(
    {
        Role.SURFACE,
        Role.SURFACE_RAISED,
        Role.SURFACE_SUNKEN,
        Role.SURFACE_HOVER,
        Role.SURFACE_PRESSED,
        Role.SELECTION,
        Role.EDITOR_LINE,
        Role.EDITOR_FOUND,
        Role.EDITOR_FOUND_CURRENT,
        Role.EDITOR_LINKED,
        Role.ACCENT,
        Role.ACCENT_HOVER,
    }
)
"""Roles that are painted under text."""

EDGES = frozenset({Role.LINE, Role.LINE_STRONG, Role.FOCUS})
"""Roles that are drawn as lines."""

INKS = frozenset(Role) - BACKGROUNDS - EDGES - {Role.TEXT_DISABLED}
"""Roles that text is written in; held to the contrast rules. Disabled text is exempt (WCAG)."""

DECISION_ROLES: dict[Decision, Role] = {
    Decision.VIOLATES: Role.VERDICT_VIOLATES,
    Decision.ALLOWED: Role.VERDICT_ALLOWED,
    Decision.ESCALATE: Role.VERDICT_ESCALATE,
}

OUTCOME_ROLES: dict[Outcome, Role] = {
    Outcome.PASSED: Role.OUTCOME_PASSED,
    Outcome.FAILED: Role.OUTCOME_FAILED,
    Outcome.WRONG_CLAUSE: Role.OUTCOME_WRONG_CLAUSE,
    Outcome.UNSTEADY: Role.FLIP,
    Outcome.UNREADABLE: Role.VERDICT_UNREADABLE,
    Outcome.UNLABELLED: Role.TEXT_MUTED,
}

SEVERITY_ROLES: dict[Severity, Role] = {
    Severity.ERROR: Role.FINDING_ERROR,
    Severity.WARNING: Role.FINDING_WARNING,
    Severity.HINT: Role.FINDING_HINT,
}

"""Which rules remark on a text, and on which of its words."""

from __future__ import annotations

from clausebench.audits import audit_policy
from clausebench.domain.clause import Finding
from clausebench.domain.judging import TokenCount
from clausebench.domain.reading_policy import parse


def findings_of(rule: str, text: str, tokens: TokenCount | None = None) -> list[Finding]:
    """The findings of one rule on a text, in order."""
    return [f for f in audit_policy(parse(text), tokens) if f.rule == rule]


def remarked(rule: str, text: str) -> list[str]:
    """The words that a rule underlines."""
    return [f.span.of(text) for f in findings_of(rule, text) if f.span]

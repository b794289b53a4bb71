"""Read a policy and say what a careful editor would."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.audits import audit_policy
from clausebench.domain.clause import Finding, ParsedPolicy
from clausebench.domain.judging import TokenCount
from clausebench.domain.reading_policy import parse
from clausebench.domain.token_estimate import estimate_tokens


@dataclass(frozen=True, slots=True)
class LintReport:
    """Findings are sorted by place."""

    parsed: ParsedPolicy
    findings: tuple[Finding, ...]
    tokens: TokenCount


def lint(text: str, tokens: TokenCount | None = None) -> LintReport:
    """Parse and audit. Without a count from a tokenizer, tokens are estimated."""
    parsed = parse(text)
    count = tokens or estimate_tokens(text)
    return LintReport(parsed, audit_policy(parsed, count), count)

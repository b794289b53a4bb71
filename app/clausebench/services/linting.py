"""Read a policy and say what a careful editor would."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.audits import audit_policy
from clausebench.domain.clause import Finding, ParsedPolicy
from clausebench.domain.judging import TokenCount
from clausebench.domain.reading_policy import parse


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


def estimate_tokens(text: str) -> TokenCount:
    """About how many o200k tokens, when no tokenizer is at hand.

    Fitted to the prompt sizes of 2,993 published decisions over 21 English policies: nine of
    ten lie within 7 %. Other languages were not measured.
    """
    ascii_count = sum(1 for c in text if c.isascii())
    return TokenCount(round(0.214 * ascii_count + 1.8 * (len(text) - ascii_count)), exact=False)

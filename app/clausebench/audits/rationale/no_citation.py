"""Cites no clause at all."""

from __future__ import annotations

from collections.abc import Iterator

from clausebench.audits.rationale.evidence import Evidence
from clausebench.domain.clause import Decision, Finding, Severity
from clausebench.domain.linking import LinkKind

RULE = "rationale.no-citation"


def audit(evidence: Evidence) -> Iterator[Finding]:
    """A warning for a violation without a clause, a hint otherwise; only where codes exist."""
    verdict = evidence.verdict
    has_codes = any(evidence.decision_of(c) for c in evidence.policy.clauses if c.code)
    is_silent = not verdict.clauses and not any(evidence.links_of(LinkKind.CITATION))
    if has_codes and is_silent and verdict.reasoning.strip():
        is_violation = verdict.decision is Decision.VIOLATES
        yield Finding(
            RULE,
            Severity.WARNING if is_violation else Severity.HINT,
            "Neither the reasoning nor the answer names a clause.",
            hint="Ask for rule ids in the output instruction.",
        )

"""Quotes words that stand neither in the policy nor in the content."""

from __future__ import annotations

from collections.abc import Iterator

from clausebench.audits.rationale.evidence import Evidence
from clausebench.domain.clause import Finding, Severity
from clausebench.domain.linking import LinkKind, names_policy

RULE = "rationale.unfound-quote"


def audit(evidence: Evidence) -> Iterator[Finding]:
    """A warning where the policy is said to say it, else a hint."""
    for link in evidence.links_of(LinkKind.UNFOUND_QUOTE):
        if names_policy(evidence.verdict.reasoning, link.span):
            yield Finding(
                RULE,
                Severity.WARNING,
                "The reasoning quotes the policy with words that the policy does not contain.",
                link.span,
                hint="If the model needs this rule, write it into the policy.",
            )
        else:
            yield Finding(
                RULE,
                Severity.HINT,
                "These quoted words are neither in the policy nor in the content.",
                link.span,
                hint="Check whether the model read the content correctly.",
            )

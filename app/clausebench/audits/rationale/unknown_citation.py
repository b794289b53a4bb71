"""Cites a clause that the policy does not have."""

from __future__ import annotations

from collections.abc import Iterator

from clausebench.audits.rationale.evidence import Evidence
from clausebench.domain.clause import Finding, Severity
from clausebench.domain.linking import LinkKind, code_key, find_clause

RULE = "rationale.unknown-citation"
_HINT = "The model may have invented it, or remember another version of the policy."


def audit(evidence: Evidence) -> Iterator[Finding]:
    """One error per unknown clause in the answer, one warning per unknown code in the reasoning."""
    seen: set[str] = set()
    for written in evidence.verdict.clauses:
        if find_clause(evidence.policy, written) is None:
            seen.add(code_key(written))
            message = f"The answer names {written}, which is not in this policy."
            yield Finding(RULE, Severity.ERROR, message, hint=_HINT)
    for link in evidence.links_of(LinkKind.UNKNOWN_CITATION):
        if code_key(link.name) not in seen:
            seen.add(code_key(link.name))
            message = f"The reasoning cites {link.name}, which is not in this policy."
            yield Finding(RULE, Severity.WARNING, message, link.span, hint=_HINT)

"""Auditors of a verdict: does its reasoning hold, and did the content try to bend it?

Rules that begin with ``rationale.`` have their spans in the reasoning, ``content.`` in the content.
"""

from __future__ import annotations

from clausebench.audits.rationale import (
    addressed_classifier,
    altered_quote,
    label_mismatch,
    no_citation,
    opposite_clause,
    repairs,
    unfound_quote,
    unknown_citation,
    unsteady,
)
from clausebench.audits.rationale.evidence import Auditor, Evidence
from clausebench.domain.clause import Finding, ParsedPolicy, Severity
from clausebench.domain.verdict import Verdict

RATIONALE_AUDITORS: tuple[Auditor, ...] = (
    repairs.audit,
    label_mismatch.audit,
    unknown_citation.audit,
    opposite_clause.audit,
    no_citation.audit,
    altered_quote.audit,
    unfound_quote.audit,
    unsteady.audit,
    addressed_classifier.audit,
)

_ORDER = tuple(Severity)


def audit_rationale(verdict: Verdict, policy: ParsedPolicy, content: str) -> tuple[Finding, ...]:
    """What is doubtful about a verdict, errors first, then in the order of the auditors."""
    evidence = Evidence(verdict, policy, content)
    found = [finding for audit in RATIONALE_AUDITORS for finding in audit(evidence)]
    return tuple(sorted(found, key=lambda finding: _ORDER.index(finding.severity)))


__all__ = ["RATIONALE_AUDITORS", "Auditor", "Evidence", "audit_rationale"]

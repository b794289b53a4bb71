"""Coop (ROOST): a policy for its GraphQL mutation, and what its signal means."""

from __future__ import annotations

from clausebench.domain.bundle.release import Release
from clausebench.domain.clause import ClauseKind
from clausebench.exporting.clause_words import clause_words
from clausebench.exporting.files import Files, json_file
from clausebench.exporting.reports.guideline import guideline


def write(release: Release) -> Files:
    """``policies.json``: ``AddPolicyInput`` values, the policy before its violating clauses."""
    return {"policies.json": json_file({"policies": _policies(release), "signal": _SIGNAL})}


_SIGNAL = {
    "score": "The share of repeats that violate, 0 to 1.",
    "note": "Signals come as plugin packages named in integrations.config.json.",
}


def _policies(release: Release) -> list[dict[str, object]]:
    whole: dict[str, object] = {
        "name": release.title,
        "parentName": None,
        "policyText": guideline(release),
        "enforcementGuidelines": _guidelines(release),
        "policyType": None,
    }
    parts: list[dict[str, object]] = [
        {
            "name": f"{release.title}: {clause.code} {clause.title}".strip(),
            "parentName": release.title,
            "policyText": clause_words(release, clause),
            "enforcementGuidelines": "",
            "policyType": None,
        }
        for clause in release.clauses
        if clause.code and clause.kind is ClauseKind.VIOLATES
    ]
    return [whole, *parts]


def _guidelines(release: Release) -> str:
    """What decides when clauses compete, and what people settled."""
    rules = [
        clause_words(release, clause)
        for clause in release.clauses
        if clause.kind in (ClauseKind.PRECEDENCE, ClauseKind.ESCALATION)
    ]
    settled = [f"{precedent.case}: {precedent.reason}" for precedent in release.precedents]
    return "\n".join(line for line in (*rules, *settled) if line)

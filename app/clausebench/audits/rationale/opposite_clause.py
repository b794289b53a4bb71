"""Rests on clauses that decide the other way."""

from __future__ import annotations

from collections.abc import Iterator

from clausebench.audits.rationale.evidence import Evidence
from clausebench.domain.clause import Clause, Decision, Finding, Severity
from clausebench.domain.linking import Link, LinkKind, find_clause

RULE = "rationale.opposite-clause"


def audit(evidence: Evidence) -> Iterator[Finding]:
    """A warning when all clauses the answer names disagree with it.

    When the answer names none: a hint when a violation's reasoning cites only clauses that allow.
    The other way round is no sign of trouble: to allow something, one cites what it is not.
    """
    verdict = evidence.verdict
    named = [c for c in (find_clause(evidence.policy, w) for w in verdict.clauses) if c]
    if named and all(_opposes(evidence, clause) for clause in named):
        yield _finding(Severity.WARNING, "answer", named[0], None)
    if named or verdict.decision is not Decision.VIOLATES:
        return
    cited = list(evidence.links_of(LinkKind.CITATION))
    clauses = [c for c in (evidence.policy.clause(x.clause or "") for x in cited) if c and c.code]
    if clauses and all(_opposes(evidence, clause) for clause in clauses):
        yield _finding(Severity.HINT, "reasoning", clauses[-1], cited[-1])


def _opposes(evidence: Evidence, clause: Clause) -> bool:
    decisions = {evidence.decision_of(clause), evidence.verdict.decision}
    return decisions == {Decision.VIOLATES, Decision.ALLOWED}


def _finding(severity: Severity, where: str, clause: Clause, link: Link | None) -> Finding:
    name = clause.code or clause.title
    return Finding(
        RULE,
        severity,
        f"The {where} rests on {name}, a clause that decides the other way.",
        link.span if link else None,
        clause.id,
        hint="Right or wrong, the verdict and its reason do not fit together.",
    )

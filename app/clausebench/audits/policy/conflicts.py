"""Whether the policy says what happens when rules meet, or none fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from clausebench.audits.policy.manuscript import Auditor, Manuscript, remark
from clausebench.audits.policy.words import ESCALATION_WORDS, PRECEDENCE_WORDS
from clausebench.domain.clause import Clause, ClauseKind, Decision, Finding, Severity

_UNIVERSAL: Final = (" all ", " any ", " every ", " alle ", " toutes ", " todas ", " tutte ")
_RULES: Final = frozenset({ClauseKind.VIOLATES, ClauseKind.ALLOWED})


def _check_precedence(manuscript: Manuscript) -> Iterator[Finding]:
    if len(manuscript.categories) < 2 or PRECEDENCE_WORDS.is_in(manuscript.lowered):
        return
    if any(True for _clause in manuscript.of_kind(ClauseKind.PRECEDENCE)):
        return
    names = ", ".join(c.code or c.title for c in manuscript.categories[:4])
    yield remark(
        "policy.no-precedence",
        Severity.WARNING,
        f"Nothing says which rule wins when content falls under several of {names}.",
        hint="Add a sentence such as “the most severe rule wins”, or list the order.",
        span=manuscript.top,
    )


def _check_escalation(manuscript: Manuscript) -> Iterator[Finding]:
    has_clause = any(True for _clause in manuscript.of_kind(ClauseKind.ESCALATION))
    has_label = any(x.decision is Decision.ESCALATE for x in manuscript.parsed.labels)
    if has_clause or has_label or ESCALATION_WORDS.is_in(manuscript.lowered):
        return
    yield remark(
        "policy.no-escalation",
        Severity.HINT,
        "Nothing says what the model shall do when it cannot tell.",
        hint="Name the cases that a person shall see, and the label for them.",
        span=manuscript.top,
    )


def _check_exceptions(manuscript: Manuscript) -> Iterator[Finding]:
    if len(manuscript.categories) < 2:
        return
    name = manuscript.categories[0].code or manuscript.categories[0].title
    for clause in manuscript.of_kind(ClauseKind.EXCEPTION):
        if clause.id not in manuscript.parents and _is_orphan(manuscript, clause):
            yield remark(
                "policy.orphan-exception",
                Severity.HINT,
                "This exception does not say which rule it limits.",
                hint=f"Put it below its rule, or name the rule: “exception to {name}”.",
                clause=clause,
            )


def _is_orphan(manuscript: Manuscript, clause: Clause) -> bool:
    """Whether neither the exception nor a section above it says which rule is meant."""
    said = f" {clause.own.of(manuscript.text).casefold()} "
    if any(word in said for word in _UNIVERSAL):
        return False
    above: Clause | None = clause
    while above and above.parent:
        words = above.own.of(manuscript.text)
        if above.kind in _RULES or any(code in words for code in manuscript.parsed.codes):
            return False
        above = manuscript.parsed.clause(above.parent)
    return True


AUDITORS: Final = (
    Auditor("policy.no-precedence", "Several rules have an order", _check_precedence),
    Auditor("policy.no-escalation", "Doubt has a way out", _check_escalation),
    Auditor("policy.orphan-exception", "Exceptions name their rule", _check_exceptions),
)

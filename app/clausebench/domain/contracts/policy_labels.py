"""Which labels and codes a policy offers an answer, and what they mean."""

from __future__ import annotations

import re

from clausebench.domain.clause import Clause, ClauseKind, Decision, ParsedPolicy

_BY_KIND = {
    ClauseKind.VIOLATES: Decision.VIOLATES,
    ClauseKind.ALLOWED: Decision.ALLOWED,
    ClauseKind.EXCEPTION: Decision.ALLOWED,
    ClauseKind.ESCALATION: Decision.ESCALATE,
}
_LEVEL_CODE = re.compile(r"[A-Z]{1,8}-?(\d{1,2})")


def codes(policy: ParsedPolicy) -> tuple[str, ...]:
    """Every clause code, once, in document order."""
    return tuple(dict.fromkeys(policy.codes))


def level_codes(policy: ParsedPolicy) -> tuple[str, ...]:
    """The codes that stand for an outcome: ``SP2``, not ``SP2.a``."""
    named = (label.name for label in policy.labels)
    return tuple(dict.fromkeys(c for c in (*named, *policy.codes) if _LEVEL_CODE.fullmatch(c)))


def decision_of(policy: ParsedPolicy, name: str) -> Decision | None:
    """What a label or code means: by the policy's label, by its clause, by the number.

    Level codes count severity up from 0, which is allowed: a convention of every published
    policy pack with such codes.
    """
    label = policy.label(name)
    if label is not None:
        return label.decision
    clause = next((c for c in policy.clauses if c.code == name), None)
    if clause is not None and clause.kind in _BY_KIND:
        return _BY_KIND[clause.kind]
    level = _LEVEL_CODE.fullmatch(name)
    if level is None:
        return None
    return Decision.ALLOWED if int(level.group(1)) == 0 else Decision.VIOLATES


def label_for(policy: ParsedPolicy, decision: Decision, named: str | None) -> str | None:
    """The policy's own name of an outcome: the one named, else the only one that means it."""
    label = policy.label(named) if named else None
    if label is not None:
        return label.name
    meaning = [label.name for label in policy.labels if label.decision is decision]
    return meaning[0] if len(meaning) == 1 else None


def spelled(policy: ParsedPolicy, code: str) -> str:
    """The code as the policy spells it, or as given when the policy has no such code."""
    wanted = code.casefold()
    return next((c for c in policy.codes if c.casefold() == wanted), code)


def code_clause(policy: ParsedPolicy, code: str) -> Clause | None:
    return next((c for c in policy.clauses if c.code == code), None)

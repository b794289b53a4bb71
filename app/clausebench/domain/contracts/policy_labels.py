"""Which labels and codes a policy offers an answer, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clausebench.domain.clause import ClauseKind, Decision, Label, ParsedPolicy

ESCALATE = "ESCALATE"
_BY_KIND = {
    ClauseKind.VIOLATES: Decision.VIOLATES,
    ClauseKind.ALLOWED: Decision.ALLOWED,
    ClauseKind.EXCEPTION: Decision.ALLOWED,
    ClauseKind.ESCALATION: Decision.ESCALATE,
}
_NOT_CITED = (ClauseKind.INSTRUCTION, ClauseKind.OUTPUT)
_LEVEL_CODE = re.compile(r"[A-Z]{1,8}-?(\d{1,2})")


def codes(policy: ParsedPolicy) -> tuple[str, ...]:
    """The codes of the rules an answer may cite, once each, in document order."""
    cited = (c.code for c in policy.clauses if c.code and c.kind not in _NOT_CITED)
    return tuple(dict.fromkeys(cited))


def level_codes(policy: ParsedPolicy) -> tuple[str, ...]:
    """The codes that stand for an outcome: ``SP2``, not ``SP2.a``."""
    named = (label.name for label in policy.labels)
    return tuple(dict.fromkeys(c for c in (*named, *codes(policy)) if _LEVEL_CODE.fullmatch(c)))


def decision_of(policy: ParsedPolicy, name: str) -> Decision | None:
    """What a label or code means: by the policy's label, by its clause, by the number.

    Level codes count severity up from 0, which is allowed: a convention of the published
    policy packs that have such codes.
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


def escalation_name(policy: ParsedPolicy) -> str | None:
    """What an answer says when a person must decide; None if the policy never wants that."""
    label = next((x for x in policy.labels if x.decision is Decision.ESCALATE), None)
    if label is not None:
        return label.name
    escalates = any(
        clause.kind is ClauseKind.ESCALATION
        or any(example.decision is Decision.ESCALATE for example in clause.examples)
        for clause in policy.clauses
    )
    return ESCALATE if escalates else None


def label_for(policy: ParsedPolicy, decision: Decision, code: str | None) -> str | None:
    """The policy's own name of an outcome: the one word that means it, else a code's label.

    The label of ``SP2.a`` is ``SP2`` when only that is a label. None when the policy leaves
    several names to choose from.
    """
    meaning = [label for label in policy.labels if label.decision is decision]
    known = frozenset(policy.codes)
    words = [label for label in meaning if label.name not in known]
    return _only(words) or _label_of_code(policy, meaning, code) or _only(meaning)


def spelled(name: str, known: Iterable[str]) -> str:
    """The name as it is known, whatever the letter case, or as given."""
    wanted = name.casefold()
    return next((k for k in known if k.casefold() == wanted), name)


def _only(labels: list[Label]) -> str | None:
    return labels[0].name if len(labels) == 1 else None


def _label_of_code(policy: ParsedPolicy, labels: list[Label], code: str | None) -> str | None:
    names = {label.name for label in labels}
    clause = next((c for c in policy.clauses if code and c.code == code), None)
    while clause is not None and clause.code not in names:
        clause = policy.clause(clause.parent) if clause.parent else None
    return clause.code if clause else None

"""What the values of a label column mean under a policy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from clausebench.domain.case import Expectation
from clausebench.domain.clause import ClauseKind, Decision, ParsedPolicy

_WORDS: dict[Decision, tuple[str, ...]] = {
    Decision.VIOLATES: (
        "violates", "violation", "violating", "violate", "1", "1.0", "true", "yes", "toxic",
        "unsafe", "harmful", "spam", "bad", "block", "blocked", "remove", "removed", "reject",
        "rejected", "flagged", "flag", "positive", "disallowed", "invalid", "prohibited", "hateful",
        "abusive", "offensive", "illegal",
    ),
    Decision.ALLOWED: (
        "allowed", "allow", "0", "0.0", "false", "no", "safe", "benign", "ham", "ok", "okay",
        "good", "keep", "kept", "accept", "accepted", "clean", "negative", "nonviolating",
        "non-violating", "permitted", "valid", "normal", "neutral", "legitimate",
        "not spam", "non-toxic", "nontoxic", "harmless", "acceptable",
    ),
    Decision.ESCALATE: (
        "escalate", "escalated", "review", "needs-review", "unsure", "human",
    ),
}  # fmt: skip
_KINDS = {
    ClauseKind.VIOLATES: Decision.VIOLATES,
    ClauseKind.ALLOWED: Decision.ALLOWED,
    ClauseKind.EXCEPTION: Decision.ALLOWED,
    ClauseKind.ESCALATION: Decision.ESCALATE,
}
LEVEL = "levels count up from 0, which is allowed"
"""The reason for a meaning that only the form of a label tells."""
_LEVEL = re.compile(r"[A-Z]{1,8}-?(\d{1,2})")
"""``SP2``: how the published policy packs name what a content comes to."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one value means. ``expected`` is None while nobody knows: such rows come in without an
    expectation. ``reason`` says where the meaning comes from."""

    value: str
    count: int
    expected: Expectation | None
    reason: str


def meanings(
    values: Iterable[str],
    policy: ParsedPolicy | None,
    chosen: Mapping[str, Expectation] | None = None,
) -> tuple[Meaning, ...]:
    """Of all values, most frequent first. ``chosen`` is what a person says, by value."""
    counts = Counter(value.strip() for value in values if value.strip())
    wanted = {value.strip().casefold(): said for value, said in (chosen or {}).items()}
    return tuple(
        _meaning(value, count, policy, wanted.get(value.casefold()))
        for value, count in counts.most_common()
    )


def named_in(policy: ParsedPolicy | None, name: str) -> Expectation | None:
    """What a name expects that the policy gives to a label or a clause; None if it gives none."""
    label = policy.label(name) if policy else None
    if label is not None:
        return Expectation(label.decision, label.name)
    clause = policy.clause(name) if policy else None
    if clause is not None and clause.kind in _KINDS:
        return Expectation(_KINDS[clause.kind], None, (clause.id,))
    return None


def _meaning(
    value: str, count: int, policy: ParsedPolicy | None, chosen: Expectation | None
) -> Meaning:
    found = named_in(policy, value)
    if chosen is not None:
        # The label stays as the policy spells it; only what it means was said.
        label = chosen.label or (found.label if found else None)
        return Meaning(value, count, replace(chosen, label=label), "you said so")
    if found is not None:
        reason = "a label of the policy" if found.label else "a clause of the policy"
        return Meaning(value, count, found, reason)
    word = value.casefold()
    for decision, words in _WORDS.items():
        if word in words:
            return Meaning(value, count, Expectation(decision), "the usual meaning of the word")
    if level := _LEVEL.fullmatch(value):
        decision = Decision.VIOLATES if int(level[1]) else Decision.ALLOWED
        return Meaning(value, count, Expectation(decision), LEVEL)
    return Meaning(value, count, None, "not known")

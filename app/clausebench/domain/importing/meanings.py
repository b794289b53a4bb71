"""What the values of a label column mean under a policy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clausebench.domain.case import Expectation
from clausebench.domain.clause import ClauseKind, Decision, ParsedPolicy

_WORDS: dict[Decision, tuple[str, ...]] = {
    Decision.VIOLATES: (
        "violates", "violation", "violating", "violate", "1", "1.0", "true", "yes", "toxic",
        "unsafe", "harmful", "spam", "bad", "block", "blocked", "remove", "removed", "reject",
        "rejected", "flagged", "flag", "positive", "disallowed",
    ),
    Decision.ALLOWED: (
        "allowed", "allow", "0", "0.0", "false", "no", "safe", "benign", "ham", "ok", "okay",
        "good", "keep", "kept", "accept", "accepted", "clean", "negative", "nonviolating",
        "non-violating", "permitted",
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
    chosen: Mapping[str, Decision] | None = None,
) -> tuple[Meaning, ...]:
    """Of all values, most frequent first. ``chosen`` are a person's decisions by value."""
    counts = Counter(value.strip() for value in values if value.strip())
    wanted = {value.casefold(): decision for value, decision in (chosen or {}).items()}
    return tuple(
        _meaning(value, count, policy, wanted.get(value.casefold()))
        for value, count in counts.most_common()
    )


def _meaning(
    value: str, count: int, policy: ParsedPolicy | None, chosen: Decision | None
) -> Meaning:
    label = policy.label(value) if policy else None
    named = label.name if label else None
    if chosen is not None:
        return Meaning(value, count, Expectation(chosen, named), "you said so")
    if label is not None:
        return Meaning(value, count, Expectation(label.decision, named), "a label of the policy")
    clause = policy.clause(value) if policy else None
    if clause is not None and clause.kind in _KINDS:
        expected = Expectation(_KINDS[clause.kind], None, (clause.id,))
        return Meaning(value, count, expected, "a clause of the policy")
    word = value.casefold()
    for decision, words in _WORDS.items():
        if word in words:
            return Meaning(value, count, Expectation(decision), "the usual meaning of the word")
    return Meaning(value, count, None, "not known")

"""The contracts whose answer is one word: binary, VALID or INVALID, a label."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from clausebench.domain.clause import Decision, ParsedPolicy
from clausebench.domain.contracts import grammar
from clausebench.domain.contracts.contract import ContractId, OutputContract
from clausebench.domain.contracts.policy_labels import (
    ESCALATE,
    codes,
    decision_of,
    escalation_name,
    level_codes,
)
from clausebench.domain.contracts.repairs import Repair, repaired
from clausebench.domain.contracts.words import Word, WordTable, read_words
from clausebench.domain.verdict import Reading

_USUAL = {
    **dict.fromkeys(("VALID", "SAFE", "ALLOW", "ALLOWED", "PASS", "0"), Decision.ALLOWED),
    **dict.fromkeys(
        ("INVALID", "UNSAFE", "VIOLATES", "VIOLATION", "BLOCK", "FAIL", "1"), Decision.VIOLATES
    ),
    **dict.fromkeys((ESCALATE, "REVIEW"), Decision.ESCALATE),
}
_TITLES = {
    ContractId.BINARY: "Binary (0 or 1)",
    ContractId.VALID: "VALID or INVALID",
    ContractId.LABEL: "One label",
}
_MEANINGS = {
    Decision.ALLOWED: "the content does not violate this policy.",
    Decision.VIOLATES: "the content violates this policy.",
    Decision.ESCALATE: "the policy wants a person to decide.",
}
_DIGITS = ("0", "1")
_VALID_WORDS = ("VALID", "INVALID")


def binary_contract(policy: ParsedPolicy) -> OutputContract:
    return choice_contract(policy, choice_words(policy, _DIGITS))


def valid_contract(policy: ParsedPolicy) -> OutputContract:
    """With ESCALATE as a third word when the policy has a case for it."""
    third = (ESCALATE,) if escalation_name(policy) else ()
    return choice_contract(policy, choice_words(policy, (*_VALID_WORDS, *third)))


def choice_contract(policy: ParsedPolicy, words: tuple[Word, ...]) -> OutputContract:
    """Exactly one of the words, each explained by what it means."""
    names = {word.name for word in words}
    is_digit = names == set(_DIGITS)
    named = ContractId.VALID if names >= set(_VALID_WORDS) else ContractId.LABEL
    return _contract(
        policy,
        ContractId.BINARY if is_digit else named,
        words,
        what="one character" if is_digit else "one word",
        meanings=tuple(_MEANINGS[word.decision] for word in words),
        in_sentence=not is_digit,
    )


def label_contract(policy: ParsedPolicy) -> OutputContract:
    """Of a policy without labels or level codes this is the VALID or INVALID contract."""
    words = level_words(policy) or tuple(Word(x.name, x.decision) for x in policy.labels)
    if not words:
        return valid_contract(policy)
    labels = (policy.label(word.name) for word in words)
    meanings = tuple(label.meaning if label else "" for label in labels)
    return _contract(
        policy, ContractId.LABEL, words, what="one label", meanings=meanings, in_sentence=True
    )


def choice_words(policy: ParsedPolicy, names: Iterable[str]) -> tuple[Word, ...]:
    """What the names mean: by the policy when it tells both sides, else as usual.

    Empty when the meaning of one is not known.
    """
    told = {name: decision_of(policy, name) for name in names}
    is_told = {Decision.ALLOWED, Decision.VIOLATES} <= set(told.values())
    meant = {name: (own if is_told and own else _USUAL.get(name)) for name, own in told.items()}
    words = tuple(Word(name, decision) for name, decision in meant.items() if decision)
    return words if len(words) == len(meant) else ()


def level_words(policy: ParsedPolicy) -> tuple[Word, ...]:
    """The level codes of the policy whose meaning is known."""
    decisions = ((name, decision_of(policy, name)) for name in level_codes(policy))
    return tuple(Word(name, decision) for name, decision in decisions if decision is not None)


def read_label(
    text: str, *, policy: ParsedPolicy, words: tuple[Word, ...], in_sentence: bool
) -> Reading:
    """By the words asked for, else by another label of the policy that stands alone."""
    reading = read_words(text, WordTable(words, codes(policy), in_sentence=in_sentence))
    if reading.status.is_readable:
        return reading
    asked = {word.name for word in words}
    labels = (Word(x.name, x.decision) for x in policy.labels)
    others = (*labels, *choice_words(policy, _VALID_WORDS))
    table = WordTable(tuple(dict.fromkeys(w for w in others if w.name not in asked)))
    other = read_words(text, table)
    return repaired(other, Repair.OTHER_FORM) if other.status.is_readable else reading


def _contract(
    policy: ParsedPolicy,
    contract_id: ContractId,
    words: tuple[Word, ...],
    *,
    what: str,
    meanings: tuple[str, ...],
    in_sentence: bool,
) -> OutputContract:
    names = tuple(word.name for word in words)
    listed = "\n".join(
        f"- `{name}`: {meaning}" if meaning else f"- `{name}`"
        for name, meaning in zip(names, meanings, strict=True)
    )
    choice = ", ".join(f"`{name}`" for name in names)
    return OutputContract(
        id=contract_id,
        title=_TITLES[contract_id],
        instruction=f"Answer with exactly {what} and nothing else:\n\n{listed}",
        reminder=f"Answer with exactly {what} and nothing else: {choice}.",
        schema={"type": "string", "enum": list(names)},
        grammar=grammar.root(grammar.one_literal_of(names)),
        label_texts=names,
        reader=partial(read_label, policy=policy, words=words, in_sentence=in_sentence),
    )

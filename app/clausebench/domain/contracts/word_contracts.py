"""The contracts whose answer is one word: binary, VALID or INVALID, a label."""

from __future__ import annotations

from functools import partial

from clausebench.domain.clause import Decision, ParsedPolicy
from clausebench.domain.contracts import grammar
from clausebench.domain.contracts.contract import ContractId, OutputContract
from clausebench.domain.contracts.policy_labels import codes, decision_of, level_codes
from clausebench.domain.contracts.repairs import Repair, repaired
from clausebench.domain.contracts.words import Word, WordTable, read_words
from clausebench.domain.verdict import Reading

_ALLOWED_AND_VIOLATES = (Decision.ALLOWED, Decision.VIOLATES)


def binary_contract(policy: ParsedPolicy) -> OutputContract:
    return _contract(
        ContractId.BINARY,
        "Binary (0 or 1)",
        WordTable(_two_words(policy, "0", "1"), codes(policy)),
        instruction=(
            "Answer with exactly one character, 0 or 1, and nothing else.\n\n"
            "- `0`: the content does not violate this policy.\n"
            "- `1`: the content violates this policy."
        ),
        reminder="Answer with exactly one character, `0` or `1`, and nothing else.",
    )


def valid_contract(policy: ParsedPolicy) -> OutputContract:
    words = _two_words(policy, "VALID", "INVALID")
    return _contract(
        ContractId.VALID,
        "VALID or INVALID",
        WordTable(words, codes(policy), in_sentence=True),
        instruction=(
            "Answer with exactly one word, VALID or INVALID, and nothing else.\n\n"
            "- `VALID`: the content does not violate this policy.\n"
            "- `INVALID`: the content violates this policy."
        ),
        reminder="Answer with exactly one word, `VALID` or `INVALID`, and nothing else.",
    )


def label_contract(policy: ParsedPolicy) -> OutputContract:
    """Of a policy without labels or level codes this is the VALID or INVALID contract."""
    words = label_words(policy)
    if not words:
        return valid_contract(policy)
    listed = "\n".join(f"- `{w.name}`{_meaning(policy, w.name)}" for w in words)
    names = ", ".join(f"`{w.name}`" for w in words)
    return _contract(
        ContractId.LABEL,
        "One label",
        WordTable(words, codes(policy), in_sentence=True),
        others=WordTable(other_words(policy, words), codes(policy), in_sentence=True),
        instruction=f"Answer with exactly one of these labels and nothing else:\n\n{listed}",
        reminder=f"Answer with exactly one label and nothing else: {names}.",
    )


def label_words(policy: ParsedPolicy) -> tuple[Word, ...]:
    """What a policy that wants one label offers: its level codes, else its label names."""
    return level_words(policy) or tuple(Word(x.name, x.decision) for x in policy.labels)


def level_words(policy: ParsedPolicy) -> tuple[Word, ...]:
    decisions = ((name, decision_of(policy, name)) for name in level_codes(policy))
    return tuple(Word(name, decision) for name, decision in decisions if decision is not None)


def other_words(policy: ParsedPolicy, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Labels of the policy that this contract does not ask for, but the policy names."""
    names = {word.name for word in words}
    labels = tuple(Word(x.name, x.decision) for x in policy.labels if x.name not in names)
    return tuple(dict.fromkeys((*labels, *_two_words(policy, "VALID", "INVALID"))))


def read_first(text: str, table: WordTable, others: WordTable) -> Reading:
    """By the contract's own words, else by those the policy uses besides."""
    reading = read_words(text, table)
    if reading.status.is_readable or not others.words:
        return reading
    other = read_words(text, others)
    return repaired(other, Repair.OTHER_FORM) if other.status.is_readable else reading


def _contract(
    contract_id: ContractId,
    title: str,
    table: WordTable,
    *,
    instruction: str,
    reminder: str,
    others: WordTable = WordTable(()),  # noqa: B008 - frozen, and empty
) -> OutputContract:
    names = tuple(word.name for word in table.words)
    return OutputContract(
        id=contract_id,
        title=title,
        instruction=instruction,
        reminder=reminder,
        schema={"type": "string", "enum": list(names)},
        grammar=grammar.root(grammar.one_literal_of(names)),
        label_texts=names,
        reader=partial(read_first, table=table, others=others),
    )


def _two_words(policy: ParsedPolicy, allowed: str, violates: str) -> tuple[Word, Word]:
    """As usual, unless the policy itself says that both words mean the opposite."""
    meant = tuple(x and x.decision for x in (policy.label(allowed), policy.label(violates)))
    is_swapped = meant == _ALLOWED_AND_VIOLATES[::-1]
    decisions = _ALLOWED_AND_VIOLATES[::-1] if is_swapped else _ALLOWED_AND_VIOLATES
    return Word(allowed, decisions[0]), Word(violates, decisions[1])


def _meaning(policy: ParsedPolicy, name: str) -> str:
    label = policy.label(name)
    return f": {label.meaning}" if label and label.meaning else ""

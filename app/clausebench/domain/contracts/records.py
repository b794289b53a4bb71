"""The JSON contracts: category, rationale, full."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from clausebench.domain.clause import Decision, ParsedPolicy
from clausebench.domain.contracts import fields, grammar
from clausebench.domain.contracts.contract import ContractId, OutputContract
from clausebench.domain.contracts.fields import JsonField
from clausebench.domain.contracts.objects import JsonObject, find_objects, surroundings
from clausebench.domain.contracts.policy_labels import (
    ESCALATE,
    codes,
    escalation_name,
    label_for,
)
from clausebench.domain.contracts.repairs import UNREADABLE, FieldRepair, Repair, repaired
from clausebench.domain.contracts.words import Word, WordTable, read_alone
from clausebench.domain.verdict import Reading, VerdictStatus

_VIOLATION = "violation"
CATEGORY_FIELDS = (_VIOLATION, "policy_category")
RATIONALE_FIELDS = (*CATEGORY_FIELDS, "rule_ids", "confidence", "rationale")
FULL_FIELDS = (*RATIONALE_FIELDS, "severity", "remediation", "escalate")
_OFFERED = {
    ContractId.CATEGORY: CATEGORY_FIELDS,
    ContractId.RATIONALE: RATIONALE_FIELDS,
    ContractId.FULL: FULL_FIELDS,
}


def category_contract(policy: ParsedPolicy) -> OutputContract:
    return _contract(ContractId.CATEGORY, policy, CATEGORY_FIELDS)


def rationale_contract(policy: ParsedPolicy) -> OutputContract:
    return _contract(ContractId.RATIONALE, policy, RATIONALE_FIELDS)


def full_contract(policy: ParsedPolicy) -> OutputContract:
    return _contract(ContractId.FULL, policy, FULL_FIELDS)


def shows_json(text: str) -> bool:
    """Whether a policy's text shows a JSON answer of ours: one with a ``violation``."""
    return _shows(text, _VIOLATION)


def own_json_contract(policy: ParsedPolicy) -> OutputContract:
    """The fields the policy shows, in our order; named after the contract that has them."""
    shown = tuple(name for name in FULL_FIELDS if _shows(policy.text, name))
    smallest = next(i for i, names in _OFFERED.items() if set(shown) <= set(names))
    return _contract(smallest, policy, shown)


def _shows(text: str, name: str) -> bool:
    return re.search(rf'"{name}"\s*:', text) is not None


def _contract(
    contract_id: ContractId, policy: ParsedPolicy, field_names: Sequence[str]
) -> OutputContract:
    parts = tuple(fields.BUILDERS[name](policy) for name in field_names)
    example = json.dumps({part.name: part.example for part in parts}, ensure_ascii=False)
    explained = "\n".join(f"- `{part.name}`: {part.explanation}" for part in parts)
    names = ", ".join(f"`{part.name}`" for part in parts)
    return OutputContract(
        id=contract_id,
        title=f"{contract_id.value.capitalize()} (JSON)",
        instruction=(
            "Answer with one JSON object on one line and nothing else, in this form:\n\n"
            f"`{example}`\n\n{explained}"
        ),
        reminder=f"Answer with the one JSON object described above ({names}) and nothing else.",
        schema={
            "type": "object",
            "properties": {part.name: part.schema for part in parts},
            "required": [part.name for part in parts],
            "additionalProperties": False,
        },
        grammar=grammar.root(_object_rule(parts)) + fields.code_rule(policy) + grammar.STRING_RULES,
        label_texts=("0", "1"),
        reader=partial(_read, policy, parts),
    )


def _object_rule(parts: Sequence[JsonField]) -> str:
    """The keys in order, spaced as ``json.dumps`` does, so that one spelling is left."""
    keys = [f'{", " if i else "{"}"{part.name}": ' for i, part in enumerate(parts)]
    members = (f"{grammar.literal(k)} {p.rule}" for k, p in zip(keys, parts, strict=True))
    return " ".join((*members, grammar.literal("}")))


def _read(policy: ParsedPolicy, parts: tuple[JsonField, ...], text: str) -> Reading:
    """The last object that answers, unless an earlier one answers otherwise."""
    answers = [found for found in find_objects(text) if _answers(found.values)]
    if not answers:
        return _read_bare(policy, text)
    readings = [_read_object(policy, parts, found.values) for found in answers]
    if len({reading.decision for reading in readings}) > 1:
        return UNREADABLE
    several = (Repair.SEVERAL_OBJECTS,) if len(answers) > 1 else ()
    return repaired(readings[-1], *several, *surroundings(text, answers[-1]))


def _answers(values: JsonObject) -> bool:
    return any(_plain_key(key) == _VIOLATION for key in values)


def _read_object(policy: ParsedPolicy, parts: tuple[JsonField, ...], values: JsonObject) -> Reading:
    if _contradicts_itself(values):
        return UNREADABLE
    answer = {_plain_key(key): value for key, value in values.items()}
    repairs: list[str] = [*_key_repairs(parts, values)]
    read: dict[str, object] = {}
    for part in parts:
        is_there = part.name in answer
        missing = (part.nothing, FieldRepair.MISSING)
        read[part.name], repair = part.reader(answer[part.name]) if is_there else missing
        if repair:
            repairs.append(f"{part.name}-{repair}")
    return repaired(_reading(policy, read), *repairs)


def _contradicts_itself(values: JsonObject) -> bool:
    spellings = [key for key in values if _plain_key(key) == _VIOLATION]
    return len(spellings) > 1 or not values.contradicting.isdisjoint(spellings)


def _key_repairs(parts: tuple[JsonField, ...], values: JsonObject) -> Iterator[Repair]:
    names = {part.name for part in parts}
    if values.doubled:
        yield Repair.DUPLICATE_KEY
    for key in values:
        if key not in names:
            yield Repair.KEY_SPELLING if _plain_key(key) in names else Repair.EXTRA_FIELD


def _plain_key(key: str) -> str:
    return key.strip().casefold()


def _reading(policy: ParsedPolicy, read: dict[str, Any]) -> Reading:
    flag = read[_VIOLATION]
    if flag is None:
        return UNREADABLE
    escalation = escalation_name(policy)
    category = read.get("policy_category")
    is_escalation = category is not None and category == escalation
    decision = _decision(flag, is_escalation=is_escalation, asks_person=bool(read.get("escalate")))
    deciding = () if is_escalation or not codes(policy) else (category,)
    fallback = ESCALATE if decision is Decision.ESCALATE else str(flag)
    return Reading(
        VerdictStatus.OK,
        decision=decision,
        label=label_for(policy, decision, category) or fallback,
        clauses=tuple(dict.fromkeys(c for c in (*deciding, *read.get("rule_ids", ())) if c)),
        category=category,
        severity=read.get("severity"),
        confidence=read.get("confidence"),
        rationale=read.get("rationale"),
        remediation=read.get("remediation"),
    )


def _decision(flag: int, *, is_escalation: bool, asks_person: bool) -> Decision:
    """When the escalation rule decides, a person does. A request for one besides changes an
    allowed content only: what violates still violates while somebody looks at it."""
    if is_escalation:
        return Decision.ESCALATE
    if flag:
        return Decision.VIOLATES
    return Decision.ESCALATE if asks_person else Decision.ALLOWED


def _read_bare(policy: ParsedPolicy, text: str) -> Reading:
    """No object: a bare 0 or 1, or a label of the policy, and nothing else, still answers."""
    digits = (Word("1", Decision.VIOLATES), Word("0", Decision.ALLOWED))
    labels = tuple(Word(label.name, label.decision) for label in policy.labels)
    reading = read_alone(text, WordTable((*labels, *digits)))
    return repaired(reading, Repair.OTHER_FORM) if reading else UNREADABLE

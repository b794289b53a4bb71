"""The fields of the JSON contracts: each one's schema, grammar, explanation and reader."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from clausebench.domain.clause import Decision, ParsedPolicy
from clausebench.domain.contracts import grammar
from clausebench.domain.contracts.policy_labels import (
    codes,
    decision_of,
    escalation_name,
    spelled,
)
from clausebench.domain.contracts.repairs import FieldRepair

MOST_RULES = 6
LONGEST_NAME = 80
LONGEST_RATIONALE = 400
LONGEST_REMEDIATION = 240
CONFIDENCES = ("low", "medium", "high")
_NOTHING = frozenset({"", "none", "null", "n/a", "na", "-"})
_NOT_FINITE = frozenset({"nan", "inf", "-inf"})
_SPELLINGS = {
    **dict.fromkeys(("1", "1.0", "true", "yes"), 1),
    **dict.fromkeys(("0", "0.0", "false", "no"), 0),
}
_FLAG_OF = {Decision.VIOLATES: 1, Decision.ALLOWED: 0}
_SEVERITY = re.compile(r"([0-4])(?:\.0+)?")

_NAME: dict[str, object] = {"type": "string", "maxLength": LONGEST_NAME}
_OPTIONAL_NAME: dict[str, object] = {"type": ["string", "null"], "maxLength": LONGEST_NAME}
CODE = "code"
"""The grammar rule that ``policy_category`` and ``rule_ids`` share, see ``code_rule``."""

Read = tuple[object, FieldRepair | None]
"""A field's value and how it was mended. An unusable value is read as the field's nothing."""


@dataclass(frozen=True, slots=True)
class JsonField:
    """One field. ``nothing`` is its value when the answer has none that can be used."""

    name: str
    explanation: str
    example: object
    schema: dict[str, object]
    rule: str
    reader: Callable[[object], Read]
    nothing: object = None


def violation(policy: ParsedPolicy) -> JsonField:
    labels = {
        label.name.casefold(): _FLAG_OF[label.decision]
        for label in policy.labels
        if label.decision in _FLAG_OF
    }
    return JsonField(
        "violation",
        "1 if the content violates this policy, else 0.",
        1,
        {"type": "integer", "enum": [0, 1]},
        _values([0, 1]),
        partial(_read_flag, native=int, labels=labels),
    )


def policy_category(policy: ParsedPolicy) -> JsonField:
    """One more value than the codes: an escalation rule often has none."""
    known, escalation = codes(policy), escalation_name(policy)
    what = "code" if known else "name"
    person = f", {escalation} if the policy wants a person to decide" if escalation else ""
    names = (*known, escalation) if escalation else known
    others = (*names[len(known) :], None)
    return JsonField(
        "policy_category",
        f"the {what} of the most specific rule that decides{person}, or null if none applies.",
        _sample(policy),
        {"type": ["string", "null"], "enum": [*names, None]} if known else _OPTIONAL_NAME,
        grammar.one_of((CODE, *map(_value, others))),
        partial(_read_name, names, is_strict=bool(known)),
    )


def rule_ids(policy: ParsedPolicy) -> JsonField:
    known = codes(policy)
    what = "codes" if known else "names"
    item = {"type": "string", "enum": list(known)} if known else _NAME
    return JsonField(
        "rule_ids",
        f"the {what} of all rules that apply, or [] if none does.",
        [_sample(policy)],
        {"type": "array", "items": item, "maxItems": MOST_RULES},
        grammar.array(CODE, MOST_RULES),
        partial(_read_names, known),
        (),
    )


def code_rule(policy: ParsedPolicy) -> str:
    """A code of the policy, or any short name when the policy has no codes."""
    known = codes(policy)
    return f"{CODE} ::= {_values(known) if known else grammar.string(LONGEST_NAME)}\n"


def confidence(_: ParsedPolicy) -> JsonField:
    return JsonField(
        "confidence",
        f"{', '.join(CONFIDENCES[:-1])} or {CONFIDENCES[-1]}.",
        "high",
        {"type": "string", "enum": list(CONFIDENCES)},
        _values(CONFIDENCES),
        _read_confidence,
    )


def severity(_: ParsedPolicy) -> JsonField:
    return JsonField(
        "severity",
        "0 (none) to 4 (worst).",
        2,
        {"type": "integer", "minimum": 0, "maximum": 4},
        "[0-4]",
        _read_severity,
    )


def escalate(_: ParsedPolicy) -> JsonField:
    return JsonField(
        "escalate",
        "true if a person must look at it, else false.",
        False,
        {"type": "boolean"},
        _values([False, True]),
        partial(_read_flag, native=bool, labels={}),
    )


def rationale(_: ParsedPolicy) -> JsonField:
    explanation = "one or two sentences that say why, naming the rules."
    return _prose("rationale", explanation, LONGEST_RATIONALE)


def remediation(_: ParsedPolicy) -> JsonField:
    explanation = "one sentence on what would make the content acceptable, or an empty text."
    return _prose("remediation", explanation, LONGEST_REMEDIATION)


BUILDERS: Mapping[str, Callable[[ParsedPolicy], JsonField]] = {
    "violation": violation,
    "policy_category": policy_category,
    "rule_ids": rule_ids,
    "confidence": confidence,
    "rationale": rationale,
    "severity": severity,
    "remediation": remediation,
    "escalate": escalate,
}


def _prose(name: str, explanation: str, longest: int) -> JsonField:
    schema: dict[str, object] = {"type": "string", "maxLength": longest}
    return JsonField(name, explanation, "…", schema, grammar.string(longest), _read_prose)


def _value(value: object) -> str:
    return grammar.literal(json.dumps(value, ensure_ascii=False))


def _values(values: Iterable[object]) -> str:
    return grammar.one_of(map(_value, values))


def _sample(policy: ParsedPolicy) -> str:
    """A code for the example answer: a violating one, and a specific one, if there is one."""
    known = codes(policy)
    violating = [c for c in known if decision_of(policy, c) is Decision.VIOLATES] or known
    return next((c for c in violating if "." in c), violating[0] if violating else "…")


def _read_flag(value: object, native: type[int], labels: Mapping[str, int]) -> Read:
    written = str(value).strip().casefold() if isinstance(value, str | int | float) else ""
    flag = labels.get(written, _SPELLINGS.get(written))
    if flag is None:
        return None, FieldRepair.UNUSABLE
    return native(flag), None if type(value) is native else FieldRepair.SPELLING


def _read_severity(value: object) -> Read:
    is_number = isinstance(value, str | int | float) and not isinstance(value, bool)
    match = _SEVERITY.fullmatch(str(value).strip()) if is_number else None
    if match is None:
        return None, FieldRepair.UNUSABLE
    return int(match.group(1)), None if type(value) is int else FieldRepair.SPELLING


def _read_confidence(value: object) -> Read:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None, FieldRepair.UNUSABLE
    written = str(value).strip().casefold()
    if written in _NOTHING or written in _NOT_FINITE:
        return None, FieldRepair.UNUSABLE
    return written, None if value in CONFIDENCES else FieldRepair.SPELLING


def _read_name(known: tuple[str, ...], value: object, *, is_strict: bool) -> Read:
    if value is None:
        return None, None
    if not isinstance(value, str):
        return None, FieldRepair.UNUSABLE
    name = None if value.strip().casefold() in _NOTHING else spelled(value.strip(), known)
    return name, FieldRepair.SPELLING if is_strict and name != value else None


def _read_names(known: tuple[str, ...], value: object) -> Read:
    if value is not None and not isinstance(value, str | list):
        return (), FieldRepair.UNUSABLE
    items = value if isinstance(value, list) else (value or "").split(",")
    read = [_read_name(known, item, is_strict=bool(known)) for item in items]
    names = tuple(dict.fromkeys(name for name, _ in read if name is not None))
    is_mended = not isinstance(value, list) or any(repair for _, repair in read) or None in items
    return names, FieldRepair.SPELLING if is_mended else None


def _read_prose(value: object) -> Read:
    if isinstance(value, str):
        return value or None, None
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "\n".join(value), FieldRepair.SPELLING
    return None, FieldRepair.UNUSABLE

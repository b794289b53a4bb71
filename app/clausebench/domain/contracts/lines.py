"""A policy's own report of named lines: ``- Decision: BLOCK``. Read, never offered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from clausebench.domain.clause import Decision, ParsedPolicy
from clausebench.domain.contracts.contract import ContractId, OutputContract
from clausebench.domain.contracts.policy_labels import codes, label_for
from clausebench.domain.contracts.repairs import UNREADABLE
from clausebench.domain.contracts.words import MARKS, cited_codes
from clausebench.domain.verdict import Reading, VerdictStatus

_DECISIONS = ("decision", "verdict", "final decision", "classification")
_VIOLATED = ("violated policies", "violated rules", "violations", "policy violations")
_CATEGORIES = ("primary policy", "primary category", "category", "risk tier")
_SEVERITIES = ("combined severity", "severity", "severity level")
_RATIONALES = ("reasoning", "rationale", "explanation", "reason")

_LINE = re.compile(r"^[ \t#•\d.-]*([A-Za-z][A-Za-z -]{1,30}?)[ \t]*:(.*)$", re.MULTILINE)
_ASKED = re.compile(
    rf"^[ \t]*[-*•][ \t]*(?:{'|'.join((*_DECISIONS, *_VIOLATED))})[ \t]*:[ \t]*\[",
    re.IGNORECASE | re.MULTILINE,
)
_STEMS = {
    Decision.ALLOWED: ("allow", "approve", "permit", "valid", "safe", "pass", "no violation"),
    Decision.VIOLATES: ("block", "deny", "reject", "remove", "invalid", "unsafe", "violat"),
    Decision.ESCALATE: ("escalate", "review", "require"),
}
_NOTHING = frozenset({"", "none", "n/a", "no violations"})


@dataclass(frozen=True, slots=True)
class LineRules:
    """How a line decides, as a table that another reader can follow: ``line`` finds name and
    value, stripped of ``marks``; the first decision wins whose stems the value begins with."""

    line: str
    marks: str
    decisions: tuple[str, ...]
    violated: tuple[str, ...]
    nothing: tuple[str, ...]
    stems: tuple[tuple[Decision, tuple[str, ...]], ...]


def line_rules() -> LineRules:
    """The rules that ``lines_contract`` reads by."""
    stems = tuple(_STEMS.items())
    return LineRules(_LINE.pattern, MARKS, _DECISIONS, _VIOLATED, tuple(sorted(_NOTHING)), stems)


_REMARK = re.compile(r"[(–—;]|\s-\s")
_SEVERITY = re.compile(r"\b([0-4])\b")


def asks_for_lines(text: str) -> bool:
    """Whether a policy's text shows a bracketed line that decides: ``- Decision: [A / B]``."""
    return _ASKED.search(text) is not None


def lines_contract(policy: ParsedPolicy) -> OutputContract:
    return OutputContract(
        id=ContractId.LINES,
        title="The policy's own lines",
        instruction="",
        reminder="",
        schema={"type": "string"},
        grammar=None,
        label_texts=(),
        reader=partial(_read, policy),
    )


def _read(policy: ParsedPolicy, text: str) -> Reading:
    """Every line that decides must say the same."""
    plain = text.replace("*", "").replace("`", "")
    lines = [(m.group(1).casefold(), m.group(2).strip(MARKS), m) for m in _LINE.finditer(plain)]
    values = [(name, value) for name, value, _ in lines]
    decision = _one(_decisions(values))
    if decision is None:
        return UNREADABLE
    severity = _SEVERITY.search(_first(values, _SEVERITIES))
    reason = next((m for name, _, m in lines if name in _RATIONALES), None)
    return Reading(
        VerdictStatus.OK,
        decision=decision,
        label=label_for(policy, decision, None) or _head(_first(values, _DECISIONS)),
        clauses=cited_codes(plain, codes(policy)),
        category=_head(_first(values, _CATEGORIES)),
        severity=int(severity.group(1)) if severity else None,
        rationale=plain[reason.start(2) :].strip() or None if reason else None,
    )


def _decisions(values: Iterable[tuple[str, str]]) -> Iterator[Decision | None]:
    for name, value in values:
        if name in _DECISIONS:
            yield _decision(value)
        elif name in _VIOLATED:
            is_empty = value.casefold() in _NOTHING
            yield Decision.ALLOWED if is_empty else Decision.VIOLATES


def _one(decisions: Iterable[Decision | None]) -> Decision | None:
    distinct = set(decisions)
    return distinct.pop() if len(distinct) == 1 else None


def _decision(value: str) -> Decision | None:
    plain = value.casefold()
    return next((d for d, stems in _STEMS.items() if plain.startswith(stems)), None)


def _first(values: Iterable[tuple[str, str]], names: tuple[str, ...]) -> str:
    return next((value for name, value in values if name in names), "")


def _head(value: str) -> str | None:
    """The name before any remark: ``LOW`` of ``LOW – public data only``."""
    head = _REMARK.split(value)[0].strip(MARKS)
    return None if head.casefold() in _NOTHING else head

"""Answers with what the contract's reader makes of them: whoever writes another reader checks it.

Well-formed answers, answers that can be mended, and answers that must never become a decision.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from clausebench.domain.clause import Decision
from clausebench.domain.plain import to_plain
from clausebench.exporting.answers import AnswerForm, Answering

_REFUSAL = "I'm sorry, but I can't help with that."
_SPOILERS = ("", " ", "null", "{", "Maybe.", _REFUSAL, "I am not sure whether this is allowed.")

_LINES_THAT_SPOIL = (
    "Decision: BLOCK\nDecision: ALLOW",
    "Violated policies: none\nDecision: BLOCK",
    "Violated policies: SP1\nDecision: ALLOW",
    "Decision: perhaps",
    "Decision: [ALLOW / BLOCK]",
    "Decision:\nBLOCK",
    "The decision: BLOCK",
)


def parser_cases(answering: Answering) -> list[dict[str, Any]]:
    """Each answer once, with ``status``, ``decision``, ``label`` and ``clauses`` as read."""
    answers = dict.fromkeys(_answers(answering))
    return [_case(answering, answer) for answer in answers]


def _case(answering: Answering, answer: str) -> dict[str, Any]:
    reading = answering.contract.read(answer)
    return {
        "answer": answer,
        "status": reading.status.value,
        "decision": to_plain(reading.decision),
        "label": reading.label,
        "clauses": list(reading.clauses),
    }


def sample_answers(answering: Answering) -> list[str]:
    """One well-formed answer for each thing an answer can say."""
    table = answering.table
    if table.form is AnswerForm.WORD:
        return [word for word, _ in table.words]
    if table.form is AnswerForm.PAIR:
        names = [word for word, _ in table.words]
        return [f"D-{a}, R-{b}" for a in names for b in (names[0], names[-1])]
    if table.form is AnswerForm.OBJECT:
        return [_object(answering, flag, code) for flag, code in _said(answering)]
    cited = "".join(f" {code}" for code in table.codes[:3])
    return [
        "Decision: BLOCK",
        "Decision: ALLOW",
        "Decision: ESCALATE",
        f"- **Violated policies**:{cited or ' one'}\n- **Decision**: BLOCK\n- Reasoning: It sells.",
        "- Violated policies: none\n- Decision: ALLOW (nothing to see)",
        f"1. Final decision: `REJECT`\n2. Reason: see{cited or ' there'}.",
        "Verdict: safe",
    ]


def _answers(answering: Answering) -> Iterator[str]:
    well_formed = sample_answers(answering)
    yield from well_formed
    for answer in well_formed[:3]:
        yield f"```json\n{answer}\n```" if answer.startswith("{") else f"`{answer}`"
        yield f"  {answer}\n"
        yield f"The answer is {answer}"
        yield f"{answer}\n\nBecause it does."
        yield f"{answer}\n{well_formed[-1]}"
        yield answer[: len(answer) // 2]
        yield answer.swapcase()
    if answering.table.form is AnswerForm.LINES:
        yield from _LINES_THAT_SPOIL
    yield from _SPOILERS


def _said(answering: Answering) -> Iterator[tuple[int, str | None]]:
    policy, table = answering.policy, answering.table
    by_kind = {c.code: c.kind for c in policy.clauses if c.code}
    for code in table.codes[:24]:
        yield (1 if by_kind.get(code) == Decision.VIOLATES.value else 0), code
    yield 0, None
    if table.escalation:
        yield 0, table.escalation
        yield 1, table.escalation


def _object(answering: Answering, flag: int, code: str | None) -> str:
    cited = [code] if code in answering.table.codes else []
    values = {
        "violation": flag,
        "policy_category": code,
        "rule_ids": cited,
        "confidence": "high",
        "rationale": "It says so." if flag else "",
        "severity": 2 * flag,
        "remediation": "",
        "escalate": False,
    }
    return json.dumps({name: values[name] for name in answering.table.fields}, ensure_ascii=False)

"""OpenAI evals: a registry entry and samples for ``evals.elsuite.basic.match:Match``.

``Match`` asks whether the answer begins with one of the ideals. For answers that are objects the
ideals are therefore beginnings, in the order and spacing that the policy asks for.
"""

from __future__ import annotations

import json

from clausebench.domain.bundle.release import Release
from clausebench.domain.clause import Decision
from clausebench.exporting.answers import AnswerForm, Answering, AnswerTable, answering
from clausebench.exporting.conversation import messages
from clausebench.exporting.files import Files, jsonl_file
from clausebench.exporting.yaml_text import yaml_file


def write(release: Release) -> Files:
    """``registry.yaml`` and ``samples.jsonl``; cases that expect nothing are left out."""
    found = answering(release)
    samples: list[object] = [
        {
            "input": messages(release, case.content),
            "ideal": list(ideals(found, case.expected.decision, case.expected.label)),
            "case_id": case.name,
        }
        for case in release.cases
        if case.expected.decision is not None
        and ideals(found, case.expected.decision, case.expected.label)
    ]
    name = f"{release.slug}-policy"
    version = f"{name}.dev.v{release.version}"
    registry = {
        name: {
            "id": version,
            "description": f"Verdicts under the policy “{release.title}”.",
            "metrics": ["accuracy"],
        },
        version: {
            "class": "evals.elsuite.basic.match:Match",
            "args": {"samples_jsonl": f"{name}/samples.jsonl"},
        },
    }
    return {"registry.yaml": yaml_file(registry), "samples.jsonl": jsonl_file(samples)}


def ideals(found: Answering, decision: Decision, label: str | None) -> tuple[str, ...]:
    """How a right answer begins; empty where no beginning tells."""
    table = found.table
    if table.form is AnswerForm.OBJECT:
        return _beginnings(table, decision)
    words = table.words_for(decision)
    if table.form is AnswerForm.PAIR:
        return _pairs(table, decision)
    return (label,) if label in words else words


def _beginnings(table: AnswerTable, decision: Decision) -> tuple[str, ...]:
    flags = {Decision.VIOLATES: (1,), Decision.ALLOWED: (0,), Decision.ESCALATE: (0, 1)}[decision]
    if table.fields[1:2] != ("policy_category",):
        # Without a category only the number tells, and nothing tells an escalation.
        is_told = decision is not Decision.ESCALATE
        return tuple(f'{{"violation": {flag}' for flag in flags) if is_told else ()
    if decision is Decision.ESCALATE:
        categories: tuple[str | None, ...] = (table.escalation,) if table.escalation else ()
    else:
        categories = (*table.codes, None)
    return tuple(
        f'{{"violation": {flag}, "policy_category": {json.dumps(category, ensure_ascii=False)}'
        for flag in flags
        for category in categories
    )


def _pairs(table: AnswerTable, decision: Decision) -> tuple[str, ...]:
    """The worse of the two halves decides."""
    order = (Decision.VIOLATES, Decision.ESCALATE, Decision.ALLOWED)
    return tuple(
        f"D-{a}, R-{b}"
        for a, first in table.words
        for b, second in table.words
        if min(first, second, key=order.index) is decision
    )

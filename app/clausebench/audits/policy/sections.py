"""Whether the parts that the model's guide asks for are there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from clausebench.audits.policy.manuscript import Auditor, Manuscript, remark
from clausebench.domain.clause import ClauseKind, Finding, Severity

_NEEDED: Final = (
    (
        (ClauseKind.INSTRUCTION, ClauseKind.OUTPUT),
        Severity.HINT,
        "what the model shall do",
        "Begin with an instruction: what to judge, and how to answer.",
    ),
    (
        (ClauseKind.DEFINITION,),
        Severity.HINT,
        "what its terms mean",
        "Add a section “Definitions” for the words your rules turn on.",
    ),
    (
        (ClauseKind.VIOLATES,),
        Severity.WARNING,
        "what violates it",
        "Add a section “Violates” with one clause per kind of content.",
    ),
    (
        (ClauseKind.ALLOWED, ClauseKind.EXCEPTION),
        Severity.WARNING,
        "what is allowed",
        "Add a section “Allowed”: without it the model flags whatever looks similar.",
    ),
)


def _check_missing(manuscript: Manuscript) -> Iterator[Finding]:
    present = {c.kind for c in manuscript.parsed.clauses}
    for kinds, severity, subject, cure in _NEEDED:
        if present.isdisjoint(kinds):
            message = f"The policy does not say {subject}."
            yield remark(
                "policy.missing-section", severity, message, hint=cure, span=manuscript.top
            )
    if not manuscript.example_spans and ClauseKind.EXAMPLE not in present:
        yield remark(
            "policy.missing-section",
            Severity.HINT,
            "The policy has no examples.",
            hint="Add four to six short ones near the line, on both sides, each with its label.",
            span=manuscript.top,
        )


AUDITORS: Final = (
    Auditor(
        "policy.missing-section",
        "Instruction, definitions, violates, allowed and examples are all there",
        _check_missing,
    ),
)

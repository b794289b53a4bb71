"""Whether the policy says often enough how to answer.

A policy that says nothing about it is fine: the output contract is added when it is judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from clausebench.audits.policy.manuscript import RULE_KINDS, Auditor, Manuscript, remark
from clausebench.audits.policy.words import ANSWER_WORDS
from clausebench.domain.clause import ClauseKind, Finding, Severity


def _statements(manuscript: Manuscript) -> list[int]:
    """Offsets at which the policy says how to answer, in order."""
    choices = [span.start for span in manuscript.choices]
    sections = [c.span.start for c in manuscript.of_kind(ClauseKind.OUTPUT)]
    phrases = [span.start for span in ANSWER_WORDS.spans(manuscript.lowered)]
    return sorted({*choices, *sections, *phrases})


def _check_top(manuscript: Manuscript) -> Iterator[Finding]:
    statements = _statements(manuscript)
    rules = [c.span.start for c in manuscript.of_kind(*RULE_KINDS)]
    if statements and rules and statements[0] > min(rules):
        yield remark(
            "policy.output-not-near-top",
            Severity.WARNING,
            "The rules begin before the policy says how to answer.",
            hint="State the answer format in the instruction at the top, and again at the end.",
            span=manuscript.top,
        )


def _check_repeated(manuscript: Manuscript) -> Iterator[Finding]:
    statements = _statements(manuscript)
    if not statements:
        return
    apart = statements[-1] - statements[0]
    if apart < len(manuscript.text) / 4:
        yield remark(
            "policy.output-not-repeated",
            Severity.HINT,
            "The answer format is stated in one place only.",
            hint="Repeat it at the end, before the examples: the model follows it more reliably.",
            span=manuscript.top,
        )


AUDITORS: Final = (
    Auditor("policy.output-not-near-top", "The answer format stands before the rules", _check_top),
    Auditor("policy.output-not-repeated", "The answer format is repeated", _check_repeated),
)

"""Auditors of a policy's text: what a careful editor would say, and the cure for it.

A rule is a function from a ``Manuscript`` to findings. To add one, write it in the file of its
family, add an ``Auditor`` to that file's ``AUDITORS``, and write two tests: one text that
triggers it, one that does not.
"""

from __future__ import annotations

from typing import Final

from clausebench.audits.policy import (
    answers,
    characters,
    codes,
    conflicts,
    examples,
    labels,
    overlap,
    sections,
    size,
    terms,
    wording,
)
from clausebench.audits.policy.manuscript import Auditor, Manuscript
from clausebench.domain.clause import Finding, ParsedPolicy
from clausebench.domain.judging import TokenCount

POLICY_AUDITORS: Final[tuple[Auditor, ...]] = (
    *size.AUDITORS,
    *sections.AUDITORS,
    *answers.AUDITORS,
    *examples.AUDITORS,
    *conflicts.AUDITORS,
    *codes.AUDITORS,
    *terms.AUDITORS,
    *wording.AUDITORS,
    *overlap.AUDITORS,
    *labels.AUDITORS,
    *characters.AUDITORS,
)


def audit_policy(parsed: ParsedPolicy, tokens: TokenCount | None = None) -> tuple[Finding, ...]:
    """Every remark about a policy, the parser's own included, in the order of its text.

    A text without words has nothing to remark on.
    """
    if not parsed.text.strip():
        return parsed.problems
    manuscript = Manuscript(parsed, tokens)
    found = [finding for auditor in POLICY_AUDITORS for finding in auditor.check(manuscript)]
    return tuple(sorted([*parsed.problems, *found], key=_place))


def _place(finding: Finding) -> tuple[int, int, str]:
    span = finding.span
    return (span.start, span.end, finding.rule) if span else (0, 0, finding.rule)


__all__ = ["POLICY_AUDITORS", "Auditor", "Manuscript", "audit_policy"]

"""Whether the examples show both sides of the line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from clausebench.audits.policy.manuscript import Auditor, Manuscript, remark
from clausebench.domain.clause import Decision, Finding, Severity

FEWEST: Final = 4
_OTHER_SIDE: Final = {
    Decision.VIOLATES: "content that is allowed although it looks similar",
    Decision.ALLOWED: "content that only just violates",
}


def _check_few(manuscript: Manuscript) -> Iterator[Finding]:
    count = len(manuscript.example_spans)
    if 0 < count < FEWEST:
        yield remark(
            "policy.few-examples",
            Severity.HINT,
            f"The policy has {count} example{'s' * (count > 1)}; four to six help the model most.",
            hint="Add short ones close to the line you want to draw.",
            span=manuscript.example_spans[0],
        )


def _check_sides(manuscript: Manuscript) -> Iterator[Finding]:
    sides = [e.decision for c in manuscript.parsed.clauses for e in c.examples if e.decision]
    decided = {d for d in sides if d in _OTHER_SIDE}
    if len(sides) >= 2 and len(decided) == 1:
        side = decided.pop()
        shown = "violates" if side is Decision.VIOLATES else "is allowed"
        yield remark(
            "policy.one-sided-examples",
            Severity.WARNING,
            f"Every example is one that {shown}.",
            hint=f"Add examples of {_OTHER_SIDE[side]}.",
            span=manuscript.example_spans[0],
        )


AUDITORS: Final = (
    Auditor("policy.few-examples", "There are at least four examples", _check_few),
    Auditor("policy.one-sided-examples", "Examples show both sides", _check_sides),
)

"""How long the policy and its clauses are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from clausebench.audits.policy.manuscript import Auditor, Manuscript, first_line, remark
from clausebench.domain.clause import Clause, ClauseKind, Finding, Severity

SHORTEST, LONGEST, LIMIT = 400, 600, 10_000
"""Tokens: the band that the model's guide found best, and where it still reads reliably."""
LONGEST_CLAUSE: Final = 120
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_HEADING: Final = re.compile(r"\s*(?:#{1,6}\s|\*\*.*\*\*:?\s*$|[^\n]*:\s*$)")


def word_count(words: str) -> int:
    """Words; two characters of Chinese or Japanese count as one."""
    dense = len(_UNSPACED.findall(words))
    return len(_WORD.findall(_UNSPACED.sub(" ", words))) + dense // 2


def _check_length(manuscript: Manuscript) -> Iterator[Finding]:
    if manuscript.tokens is None:
        return
    count = manuscript.tokens.count
    about = f"{count:,}" if manuscript.tokens.exact else f"about {count:,}"
    if count > LIMIT:
        yield remark(
            "policy.length",
            Severity.WARNING,
            f"The policy has {about} tokens; above {LIMIT:,} the model loses track.",
            hint="Split it into one policy per harm and judge with each of them.",
            span=manuscript.top,
        )
    elif not SHORTEST <= count <= LONGEST:
        cure = "Merge clauses, or split categories into policies of their own."
        if count < SHORTEST:
            cure = "Add definitions and examples near the line you want to draw."
        yield remark(
            "policy.length",
            Severity.HINT,
            f"The policy has {about} tokens; {SHORTEST} to {LONGEST} work best.",
            hint=cure,
            span=manuscript.top,
        )


def _check_overlong(manuscript: Manuscript) -> Iterator[Finding]:
    for clause in manuscript.parsed.clauses:
        if clause.kind is ClauseKind.EXAMPLE or len(clause.own) < LONGEST_CLAUSE:
            continue
        count = word_count(clause.own.of(manuscript.prose))
        if count > LONGEST_CLAUSE:
            yield remark(
                "policy.overlong-clause",
                Severity.HINT,
                f"This clause has {count} words; nobody can cite a part of it.",
                hint="Cut it into clauses that say one thing each.",
                span=first_line(manuscript, clause),
                clause=clause,
            )


def _check_empty(manuscript: Manuscript) -> Iterator[Finding]:
    for clause in manuscript.parsed.clauses:
        if _is_empty(manuscript, clause):
            yield remark(
                "policy.empty-clause",
                Severity.WARNING,
                f"“{clause.title}” has no words below it.",
                hint="Say what belongs here, or remove the heading.",
                clause=clause,
            )


def _is_empty(manuscript: Manuscript, clause: Clause) -> bool:
    """A heading or a code on a line of its own, with nothing said and nothing below."""
    if clause.parent is None or clause.examples or clause.id in manuscript.parents:
        return False
    words = clause.own.of(manuscript.text)
    if "\n" in words or clause.span.end > clause.own.end:
        return False
    rest = words.replace(clause.title, "", 1).replace(clause.code or "", "", 1)
    is_heading = _HEADING.match(words) or clause.title.isupper()
    return not _WORD.search(rest) and bool(is_heading or clause.title == clause.code)


AUDITORS: Final = (
    Auditor("policy.length", "The policy is in the length the model reads best", _check_length),
    Auditor("policy.overlong-clause", "No clause has more than 120 words", _check_overlong),
    Auditor("policy.empty-clause", "Every heading and code has words", _check_empty),
)

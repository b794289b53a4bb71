"""Sentences that the model, like people, reads in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from clausebench.audits.policy.manuscript import Auditor, Manuscript, remark
from clausebench.audits.policy.words import HEDGES, OPEN_LISTS
from clausebench.domain.clause import Finding, Severity
from clausebench.domain.text import Span

_NEGATION: Final = r"(?:not|never|cannot|can't|don't|doesn't|isn't|aren't|won't)"
_DOUBLE_NEGATION: Final = re.compile(
    rf"\b{_NEGATION} (?:un(?!der|til|ique|it|ion|iver|less|do|derstand)\w{{3,}}"
    r"|in(?:valid|appropriate|correct|accurate|decent|admissible)|il(?:legal|legitimate|licit)"
    r"|im(?:proper|possible|permissible)|ir(?:relevant|responsible)|non-\w+"
    r"|disallowed|prohibited|forbidden|without|fail to)\b"
    rf"|\b{_NEGATION}\b[^.,;:!?\n()/]{{2,40}}\b{_NEGATION}\b"
    r"|\b(?:nicht un\w+|kein\w* \w+ ohne|no (?:es|son) in(?:válid|apropiad)\w+)\b",
    re.IGNORECASE,
)
_SHOUTED_WORDS: Final = 8
_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")


def _check_hedges(manuscript: Manuscript) -> Iterator[Finding]:
    for span in HEDGES.spans(manuscript.lowered):
        yield remark(
            "policy.hedge",
            Severity.WARNING,
            f"“{span.of(manuscript.text)}” leaves open when the rule applies.",
            hint="Say when it does and when it does not.",
            span=span,
            clause=manuscript.clause_at(span.start),
        )


def _check_open_lists(manuscript: Manuscript) -> Iterator[Finding]:
    for span in OPEN_LISTS.spans(manuscript.lowered):
        yield remark(
            "policy.open-list",
            Severity.HINT,
            f"“{span.of(manuscript.text)}” leaves the list to the reader.",
            hint="Finish the list, or name what its entries have in common.",
            span=span,
            clause=manuscript.clause_at(span.start),
        )


def _check_double_negation(manuscript: Manuscript) -> Iterator[Finding]:
    for match in _DOUBLE_NEGATION.finditer(manuscript.prose):
        yield remark(
            "policy.double-negation",
            Severity.HINT,
            "Two negations in one sentence are easily read as one.",
            hint="Say it positively.",
            span=Span(*match.span()),
            clause=manuscript.clause_at(match.start()),
        )


def _check_shouting(manuscript: Manuscript) -> Iterator[Finding]:
    at = 0
    for line in manuscript.prose.splitlines(keepends=True):
        words = _LETTERS.findall(line)
        capitals = sum(word.isupper() for word in words)
        if len(words) >= _SHOUTED_WORDS and capitals >= 0.9 * len(words):
            start = at + len(line) - len(line.lstrip())
            yield remark(
                "policy.shouting",
                Severity.HINT,
                "A sentence all in capitals stresses nothing.",
                hint="Write it in small letters and keep capitals for labels.",
                span=Span(start, at + len(line.rstrip())),
                clause=manuscript.clause_at(start),
            )
        at += len(line)


AUDITORS: Final = (
    Auditor("policy.hedge", "Rules apply or do not apply", _check_hedges),
    Auditor("policy.open-list", "Lists are finished", _check_open_lists),
    Auditor("policy.double-negation", "No sentence negates twice", _check_double_negation),
    Auditor("policy.shouting", "Sentences are not written in capitals", _check_shouting),
)

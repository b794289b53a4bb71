"""Defined terms and undefined ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from clausebench.audits.policy.manuscript import RULE_KINDS, Auditor, Manuscript, remark
from clausebench.audits.policy.words import TASTE_WORDS
from clausebench.domain.clause import Clause, ClauseKind, Finding, Severity
from clausebench.domain.text import LineIndex, Span
from clausebench.domain.words import stem, words_of

_BOLD: Final = re.compile(r"(?<=[\w,;] )\*\*([^*\n]{2,40})\*\*")
_ALTERNATIVES: Final = re.compile(r"/|,|\b(?:or|and|oder|und|ou|et|o|y|e)\b")
_STEM: Final = 6


def _check_unused(manuscript: Manuscript) -> Iterator[Finding]:
    terms = manuscript.parsed.terms
    if not terms:
        return
    index = _RootIndex(manuscript.text)
    for clause in terms:
        if clause.term and not index.is_used_outside(clause):
            yield remark(
                "policy.unused-term",
                Severity.HINT,
                f"“{clause.term}” is defined but never used.",
                hint="Use the term in a rule, or drop its definition.",
                clause=clause,
            )


def _root(word: str) -> str:
    return stem(word.removesuffix("s") if len(word) > 3 else word)


class _RootIndex:
    """On which lines the roots of words occur: inflected terms are found as well."""

    def __init__(self, text: str) -> None:
        self._index = LineIndex(text)
        self._lines: defaultdict[str, set[int]] = defaultdict(set)
        for number, line in enumerate(text.split("\n"), 1):
            for word in words_of(line).folded:
                self._lines[_root(word)].add(number)

    def is_used_outside(self, clause: Clause) -> bool:
        """Whether a line outside the definition has all words of the term, or of a part of it."""
        first, _ = self._index.line_column(clause.own.start)
        last, _ = self._index.line_column(clause.own.end)
        own = set(range(first, last + 1))
        return any(
            set.intersection(*(self._lines[root] for root in roots)) - own
            for part in _ALTERNATIVES.split(clause.term or "")
            if (roots := [_root(word) for word in words_of(part).folded])
        )


def _check_undefined(manuscript: Manuscript) -> Iterator[Finding]:
    """Capitalised words in bold inside a rule look like defined terms."""
    if not manuscript.parsed.terms:
        return
    defined = " ".join((c.term or "").casefold() for c in manuscript.parsed.terms)
    seen: set[str] = set()
    for match in _BOLD.finditer(manuscript.prose):
        clause = manuscript.clause_at(match.start())
        name = match[1].strip(" .:,")
        is_name = name[:1].isupper() and not name.isupper()
        if not is_name or clause is None or clause.kind not in RULE_KINDS:
            continue
        if _singular(name) in defined or name.casefold() in seen:
            continue
        seen.add(name.casefold())
        yield remark(
            "policy.undefined-term",
            Severity.HINT,
            f"“{name}” looks like a defined term but has no definition.",
            hint="Define it, or write it without emphasis.",
            span=Span(*match.span(1)),
            clause=clause,
        )


def _singular(name: str) -> str:
    return name.casefold().removesuffix("s")


def _check_taste(manuscript: Manuscript) -> Iterator[Finding]:
    """Words that everybody understands differently, in rules that neither define nor show them."""
    defined = " ".join(
        clause.span.of(manuscript.text).casefold()
        for clause in manuscript.of_kind(ClauseKind.DEFINITION)
        if clause.id not in manuscript.parents
    )
    seen: set[str] = set()
    for span in sorted(TASTE_WORDS.spans(manuscript.lowered)):
        word = span.of(manuscript.lowered)
        clause = manuscript.clause_at(span.start)
        if clause is None or clause.kind not in RULE_KINDS or clause.examples:
            continue
        if word in seen or word[:_STEM] in defined:
            continue
        seen.add(word)
        yield remark(
            "policy.matter-of-taste",
            Severity.HINT,
            f"“{span.of(manuscript.text)}” means something else to every reader.",
            hint="Define it, or say what can be seen in the content instead.",
            span=span,
            clause=clause,
        )


AUDITORS: Final = (
    Auditor("policy.unused-term", "Every defined term is used", _check_unused),
    Auditor("policy.undefined-term", "Every emphasised term is defined", _check_undefined),
    Auditor("policy.matter-of-taste", "Words of taste are defined or shown", _check_taste),
)

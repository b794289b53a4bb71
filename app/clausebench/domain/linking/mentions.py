"""Mentions inside a sentence: labels, defined terms, hedges and turns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clausebench.domain.clause import Clause, Label, ParsedPolicy
from clausebench.domain.linking.links import Link, LinkKind
from clausebench.domain.linking.phrases import HEDGES, OPENING_TURNS, TURNS, opens_a_sentence
from clausebench.domain.text import Span
from clausebench.domain.words import Phrasebook, Words, words_of

# A label that is also an ordinary word ("spam", "1", "valid" for VALID) counts only after words
# that announce an answer, or between marks.
_ANNOUNCES = re.compile(
    r"""(?:\b(?:labels?|labell?ed|outputs?|answers?|returns?|verdict|classif\w+|decision|category
        |mark(?:ed)?|therefore|thus|so|hence|as|is|be|it['’]s|considered|violation)\b|[:=→>])
        [\s:=]*["'“‘`*({\[]*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_TITLE = 8
_OPENING_MARKS = "\"'“‘`*"
_CLOSING_MARKS = "\"'”’`*"


@dataclass(frozen=True, slots=True)
class MentionFinder:
    """Finds what one policy's reader would underline."""

    _labels: Phrasebook[Label]
    _terms: Phrasebook[Clause]
    _manner: Phrasebook[LinkKind]

    @classmethod
    def of(cls, policy: ParsedPolicy) -> MentionFinder:
        return cls(
            Phrasebook.of((label.name, label) for label in policy.labels),
            Phrasebook.of(_terms(policy)),
            _MANNER,
        )

    def find(self, words: Words) -> Iterator[Link]:
        """Labels first, then terms, then hedges and turns: the order in which they win."""
        for span, label in self._labels.find(words):
            if _is_stated(words.text, span, label.name):
                yield Link(LinkKind.LABEL, span, policy_span=label.span, name=label.name)
        for span, clause in self._terms.find(words):
            name = clause.term or clause.title
            yield Link(LinkKind.TERM, span, clause.id, policy_span=clause.own, name=name)
        for span, kind in self._manner.find(words):
            yield Link(kind, span)
        for span, _ in _OPENERS.find(words):
            if opens_a_sentence(words.text, span.start):
                yield Link(LinkKind.TURN, span)


def _terms(policy: ParsedPolicy) -> Iterator[tuple[str, Clause]]:
    """Defined terms, also in the plural, and the titles of clauses that a code names too.

    A title keeps its words from being taken for the model's own ("SP2: Likely spam" is no hedge).
    """
    for clause in policy.terms:
        yield from (((clause.term or "") + ending, clause) for ending in ("", "s", "es"))
    for clause in policy.clauses:
        if clause.code and 2 <= len(words_of(clause.title)) <= _LONGEST_TITLE:
            yield clause.title, clause


def _is_stated(text: str, span: Span, name: str) -> bool:
    if span.of(text) == name and _is_unmistakable(name):
        return True
    return _is_marked(text, span) or bool(
        _ANNOUNCES.search(text[max(0, span.start - 24) : span.start])
    )


def _is_unmistakable(name: str) -> bool:
    """Spelled like no word of a sentence: capitals, or letters with digits or joints."""
    has_joint = any(not c.isalpha() for c in name) and any(c.isalpha() for c in name)
    return has_joint or (len(name) > 1 and name.isupper())


def _is_marked(text: str, span: Span) -> bool:
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    return bool(before and after and before in _OPENING_MARKS and after in _CLOSING_MARKS)


_MANNER: Phrasebook[LinkKind] = Phrasebook.of(
    [(phrase, LinkKind.HEDGE) for phrase in HEDGES] + [(phrase, LinkKind.TURN) for phrase in TURNS]
)
_OPENERS: Phrasebook[LinkKind] = Phrasebook.of((word, LinkKind.TURN) for word in OPENING_TURNS)

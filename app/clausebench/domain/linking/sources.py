"""Finding quoted words in the policy or the content: exactly, with gaps, or nearly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from clausebench.domain.text import Span
from clausebench.domain.words import Shingle, Words, shingles, stem, word_count, words_of

OVERLAP = 5
"""Words in a row that make an unmarked overlap a quotation."""

NEAR = 0.75
"""Share of a quote's words that a near match has in the same order."""

_SHARE_OF_PIECES = 0.6  # of an elided quote's words
LONGEST_NEAR = 100
"""Words of the longest quote that is compared with near matches; the cost is their square."""

_SHORTEST_NEAR = 3
_STRETCH = 1.5  # how much longer than the quote its source may be
_SLACK = 5
_COMMON = 24  # words that occur more often say nothing about where a quote comes from
_ELLIPSIS = re.compile(r"\s*\[?(?:\.{3,}|…)\]?\s*")


@dataclass(frozen=True, slots=True)
class Match:
    """Where quoted words stand in their source."""

    span: Span
    exact: bool = True


@dataclass(frozen=True)
class Source:
    """A text that may be quoted, indexed once for many questions."""

    words: Words
    overlaps: frozenset[Shingle]
    _stems: dict[str, list[int]] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> Source:
        words = words_of(text)
        stems: dict[str, list[int]] = {}
        for index, word in enumerate(words.folded):
            stems.setdefault(stem(word), []).append(index)
        return cls(words, frozenset(run for _, run in shingles(words, OVERLAP)), stems)

    def exactly(self, quote: str, folded: Sequence[str]) -> Match | None:
        """The quote as it stands; words decide, or the characters when it has no words."""
        if not folded:
            at = self.words.text.find(quote.strip())
            return Match(Span(at, at + len(quote.strip()))) if quote.strip() and at >= 0 else None
        first = self.words.find(folded)
        return None if first is None else Match(self.words.span(first, first + len(folded) - 1))

    def elided(self, quote: str, _folded: Sequence[str]) -> Match | None:
        """The quote's pieces between ellipses, in order; the span covers what was left out."""
        pieces = [words_of(piece).folded for piece in _ELLIPSIS.split(quote)]
        if len(pieces) < 2:
            return None
        at, found = 0, 0
        firsts: list[int] = []
        for piece in pieces:
            first = self.words.find(piece, at)
            if first is not None:
                firsts.append(first)
                at, found = first + len(piece), found + len(piece)
        share = found / max(1, sum(map(len, pieces)))
        if share < _SHARE_OF_PIECES:
            return None
        return Match(self.words.span(firsts[0], at - 1), exact=share == 1)

    def nearly(self, _quote: str, folded: Sequence[str]) -> Match | None:
        """The stretch that shares most of the quote's words in order, inflections forgiven."""
        if not _SHORTEST_NEAR <= word_count(folded) <= LONGEST_NEAR:
            return None
        wanted = [stem(word) for word in folded]
        shift = self._best_shift(wanted)
        if shift is None:
            return None
        low = max(0, shift - _SLACK)
        window = [stem(w) for w in self.words.folded[low : shift + len(wanted) + _SLACK]]
        blocks = SequenceMatcher(None, wanted, window, autojunk=False).get_matching_blocks()[:-1]
        shared = sum(block.size for block in blocks)
        if shared < NEAR * len(wanted):
            return None
        first, last = blocks[0].b, blocks[-1].b + blocks[-1].size
        if last - first > _STRETCH * len(wanted):
            return None
        return Match(self.words.span(low + first, low + last - 1), exact=False)

    def _best_shift(self, wanted: Sequence[str]) -> int | None:
        """Where the quote would begin if most of its words kept their distances."""
        votes: Counter[int] = Counter()
        for index, word in enumerate(wanted):
            places = self._stems.get(word, [])
            votes.update(place - index for place in places if len(places) <= _COMMON)
        if not votes:
            return None
        return max(votes, key=lambda at: (sum(votes[at + by] for by in (-2, -1, 0, 1, 2)), -at))

    def longest_prefix(self, phrase: Sequence[str]) -> int:
        """How many of the phrase's first words stand here in a row; 0 when they are too few."""
        low, high = 0, len(phrase)
        while low < high:
            middle = (low + high + 1) // 2
            if self.words.find(phrase[:middle]) is None:
                high = middle - 1
            else:
                low = middle
        return low if word_count(phrase[:low]) >= OVERLAP else 0

"""Words in any script, compared the way a reader compares them.

Case, typographic apostrophes, full-width and mathematical letters, and invisible characters
inside a word make no difference. In scripts written without spaces every character is a word,
and counts as half of one wherever a number of words is asked for.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from clausebench.domain.text import Span

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Regex ranges: Thai, Lao, Burmese, Khmer, kana, and Chinese characters."""

_INVISIBLE = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff"
)
# ``\w`` leaves combining marks out, which would cut Hindi or Hebrew words at every vowel sign.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0963"
    "\u0966-\u0dff\u20d0-\u20f0\ufe20-\ufe2f"
)
_LETTER = f"[^\\W_{_UNSPACED}]"
_WORD = re.compile(
    f"[{_UNSPACED}]|{_LETTER}+(?:['’ʼ]{_LETTER}+|[{_MARKS}{_INVISIBLE}]+{_LETTER}*)*"
)
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_DROPPED = re.compile(f"[{_INVISIBLE}]")
_STEM_LENGTH = 6

Meaning = TypeVar("Meaning")
Shingle = tuple[str, ...]


def fold(word: str) -> str:
    """What is compared instead of ``word``."""
    if word.isascii():
        return word.lower()
    plain = _DROPPED.sub("", word).replace("’", "'").replace("ʼ", "'")
    return unicodedata.normalize("NFKC", plain).casefold()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text with their places. ``folded``, ``starts``, ``ends`` run in parallel."""

    text: str
    folded: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    _joined: str = field(init=False, repr=False, compare=False)
    _offsets: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        offsets, at = [], 0
        for word in self.folded:
            offsets.append(at)
            at += len(word) + 1
        object.__setattr__(self, "_offsets", tuple(offsets))
        object.__setattr__(self, "_joined", "\0" + "\0".join(self.folded) + "\0")

    def __len__(self) -> int:
        return len(self.folded)

    def span(self, first: int, last: int) -> Span:
        """The code points from word ``first`` up to and including word ``last``."""
        return Span(self.starts[first], self.ends[last])

    def within(self, span: Span) -> range:
        """The indexes of the words that lie inside the span."""
        first = bisect_left(self.starts, span.start)
        return range(first, max(first, bisect_left(self.ends, span.end + 1)))

    def find(self, phrase: Sequence[str], start: int = 0) -> int | None:
        """The index of the first word, at ``start`` or later, where the folded phrase begins."""
        if not phrase or start >= len(self.folded):
            return None
        at = self._joined.find("\0" + "\0".join(phrase) + "\0", self._offsets[start])
        return None if at < 0 else bisect_left(self._offsets, at)

    def search(self, pattern: re.Pattern[str]) -> Iterator[Span]:
        """Where a pattern matches the folded words, written with one blank between them."""
        for found in pattern.finditer(self._joined.replace("\0", " ")):
            first = bisect_right(self._offsets, found.start() - 1) - 1
            last = bisect_right(self._offsets, found.end() - 2) - 1
            yield self.span(max(first, 0), max(last, 0))


def words_of(text: str) -> Words:
    """Split a text into words."""
    found = list(_WORD.finditer(text))
    return Words(
        text,
        tuple(fold(m.group()) for m in found),
        tuple(m.start() for m in found),
        tuple(m.end() for m in found),
    )


def folded_words(text: str) -> tuple[str, ...]:
    """The words without their places: a third of the time, for thousands of texts."""
    if text.isascii():
        return tuple(_WORD.findall(text.lower()))
    return tuple(fold(word) for word in _WORD.findall(text))


def stem(folded: str) -> str:
    """The part of a word that most of its inflections share; good enough for near matches."""
    return folded[:_STEM_LENGTH]


def _is_unspaced(folded: str) -> bool:
    return len(folded) == 1 and _IS_UNSPACED.match(folded) is not None


def word_count(folded: Sequence[str]) -> float:
    """How many words these are, a character of an unspaced script being half a word."""
    return sum(0.5 if _is_unspaced(word) else 1.0 for word in folded)


def shingles(words: Words, size: int) -> Iterator[tuple[int, Shingle]]:
    """Every shortest run of at least ``size`` words, with the index of its first word."""
    folded = words.folded
    if words.text.isascii() or not any(map(_is_unspaced, folded)):
        yield from enumerate(zip(*(folded[i:] for i in range(size)), strict=False))
        return
    last, total = 0, 0.0
    for first, word in enumerate(folded):
        while total < size and last < len(folded):
            total += word_count(folded[last : last + 1])
            last += 1
        if total < size:
            return
        yield first, folded[first:last]
        total -= word_count((word,))


def shared_runs(words: Words, known: frozenset[Shingle] | set[Shingle], size: int) -> list[range]:
    """The longest runs of words made of shingles in ``known``; neighbours are joined."""
    runs: list[range] = []
    for first, shingle in shingles(words, size):
        if shingle not in known:
            continue
        end = first + len(shingle)
        if runs and first < runs[-1].stop:
            runs[-1] = range(runs[-1].start, max(end, runs[-1].stop))
        else:
            runs.append(range(first, end))
    return runs


@dataclass(frozen=True, slots=True)
class Phrasebook(Generic[Meaning]):
    """Phrases looked up word by word, so that ``VALID`` is never found inside ``INVALID``."""

    _by_first: Mapping[str, Sequence[tuple[Shingle, Meaning]]]

    @classmethod
    def of(cls, phrases: Iterable[tuple[str, Meaning]]) -> Phrasebook[Meaning]:
        """From phrases and what each of them means; the first of two equal phrases wins."""
        known: dict[Shingle, Meaning] = {}
        for phrase, meaning in phrases:
            if folded := words_of(phrase).folded:
                known.setdefault(folded, meaning)
        by_first: dict[str, list[tuple[Shingle, Meaning]]] = {}
        for folded in sorted(known, key=len, reverse=True):
            by_first.setdefault(folded[0], []).append((folded, known[folded]))
        return cls(by_first)

    def find(self, words: Words) -> Iterator[tuple[Span, Meaning]]:
        """Where the phrases stand, in order; at one place the longest phrase wins."""
        folded = words.folded
        for first, word in enumerate(folded):
            for phrase, meaning in self._by_first.get(word, ()):
                if folded[first : first + len(phrase)] == phrase:
                    yield words.span(first, first + len(phrase) - 1), meaning
                    break

"""Concealing disturbing content, wherever its words turn up.

Masked text has as many code points and the same lines as before, so spans stay valid and a view
keeps its layout. Masking a masked text changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from clausebench.domain.linking.quotations import quotations
from clausebench.domain.text import Span
from clausebench.domain.words import (
    Shingle,
    Words,
    fold,
    shared_runs,
    shingles,
    word_count,
    words_of,
)

MASK = "▮"

SHARED_RUN = 4
"""Words in a row (eight characters without spaces) that give the content away.

A content of fewer words is given away by all of them.
"""

_VISIBLE = re.compile(r"\S")
_KEPT_MARKS = frozenset('"“”„«»‹›「」『』`')  # not the apostrophe: it belongs to a word
_OPENING_MARKS = frozenset("\"'“„‘«‹「『`")
_CODE_WORD = re.compile(r"[a-z]{1,5}\d{1,3}[a-z]?")
_MOSTLY = 2 / 3
_LONGEST_TAIL = 8


class Concealment(StrEnum):
    """How much of a content is shown."""

    CONCEALED = "concealed"
    SOFTENED = "softened"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Concealer:
    """Masks contents, and texts about them, at one level.

    ``sensitive`` are words that stay masked when softened; ``readable`` are labels and clause
    codes, which stay readable where a text about the content happens to share its words. Case
    does not matter in either.
    """

    level: Concealment = Concealment.CONCEALED
    sensitive: frozenset[str] = frozenset()
    readable: frozenset[str] = frozenset()

    def content(self, text: str) -> str:
        """A content as it may be shown."""
        if self.level is Concealment.CONCEALED:
            return _VISIBLE.sub(MASK, text)
        return self._softened(text) if self.level is Concealment.SOFTENED else text

    def derived(self, text: str, content: str, *, is_growing: bool = False) -> str:
        """A text about a content (reasoning, title, snippet) as it may be shown.

        Concealed, it keeps no four words in a row of the content, and no quotation from it.
        ``is_growing`` also masks words at the end that may turn out to begin such a run.
        """
        if self.level is not Concealment.CONCEALED:
            return self._softened(text) if self.level is Concealment.SOFTENED else text
        original = _Original.of(content, self.readable)
        masked = original.masked(text, is_growing=is_growing)
        # A mask can bring words next to each other that were not: repeat until nothing changes.
        while masked != text:
            text, masked = masked, original.masked(masked, is_growing=is_growing)
        return masked

    def _softened(self, text: str) -> str:
        sensitive = frozenset(map(fold, self.sensitive))
        words = words_of(text)
        hidden = [
            Span(start + 1, end)
            for word, start, end in zip(words.folded, words.starts, words.ends, strict=True)
            if word in sensitive
        ]
        return _masked(text, hidden)


@dataclass(frozen=True, slots=True)
class _Original:
    """The content that other texts must not repeat."""

    words: Words
    vocabulary: frozenset[str]
    runs: frozenset[Shingle]
    run_size: int
    readable: frozenset[str]

    @classmethod
    def of(cls, content: str, readable: frozenset[str]) -> _Original:
        words = words_of(content)
        size = max(1, min(SHARED_RUN, int(word_count(words.folded))))
        runs = frozenset(run for _, run in shingles(words, size))
        named = (word for phrase in readable for word in words_of(phrase).folded)
        kept = frozenset(word for word in named if len(word) > 1 or word.isdigit())
        return cls(words, frozenset(words.folded), runs, size, kept)

    def masked(self, text: str, *, is_growing: bool) -> str:
        words = words_of(text)
        hidden = [*self._repeated(words), *self._quoted(words)]
        if is_growing:
            hidden.extend(self._tail(words))
        return _masked(text, hidden)

    def _repeated(self, words: Words) -> Iterator[Span]:
        """The words of shared runs, each with what stands between it and the next.

        Of two readable neighbours the second is masked, so that no run can survive.
        """
        for run in shared_runs(words, self.runs, self.run_size):
            is_kept = False
            for index in run:
                is_kept = not is_kept and self._is_readable(words.folded[index])
                if not is_kept:
                    is_last = index + 1 == run.stop
                    end = words.ends[index] if is_last else words.starts[index + 1]
                    yield Span(words.starts[index], end)

    def _quoted(self, words: Words) -> Iterator[Span]:
        """Quotations whose words stand in the content, or mostly do."""
        for quote in quotations(words.text):
            inside = words.within(quote)
            folded = words.folded[inside.start : inside.stop]
            if folded and all(map(self._is_readable, folded)):
                continue
            if self._is_quoted(quote.of(words.text), folded):
                yield quote

    def _is_quoted(self, quote: str, folded: tuple[str, ...]) -> bool:
        if not folded:
            return quote in self.words.text
        known = [word for word in folded if word in self.vocabulary]
        is_near = word_count(folded) >= 2 and len(known) >= _MOSTLY * len(folded)
        return is_near or self.words.find(folded) is not None

    def _tail(self, words: Words) -> Iterator[Span]:
        """The longest end of the text that continues somewhere in the content.

        One common word is not masked unless a quotation has just been opened before it.
        """
        if not words.folded or words.text[words.ends[-1] :].strip():
            return
        for length in range(min(_LONGEST_TAIL, len(words)), 0, -1):
            first = len(words) - length
            is_opened = words.text[max(0, words.starts[first] - 1)] in _OPENING_MARKS
            if (length > 1 or is_opened) and self._begins(words.folded[first:]):
                yield words.span(first, len(words) - 1)
                return

    def _begins(self, phrase: tuple[str, ...]) -> bool:
        """Whether the content has the phrase; its last word may be unfinished."""
        *whole, last = phrase
        count = len(whole)
        return any(
            word.startswith(last) and list(self.words.folded[max(0, i - count) : i]) == whole
            for i, word in enumerate(self.words.folded)
        )

    def _is_readable(self, folded: str) -> bool:
        return folded in self.readable or _CODE_WORD.fullmatch(folded) is not None


def _masked(text: str, spans: list[Span]) -> str:
    """The text with the spans masked, except spaces and quotation marks."""
    if not spans:
        return text
    hidden = bytearray(len(text))
    for span in spans:
        hidden[span.start : span.end] = b"\1" * len(span)
    return "".join(
        MASK if is_hidden and not char.isspace() and char not in _KEPT_MARKS else char
        for char, is_hidden in zip(text, hidden, strict=True)
    )


def mask_content(text: str, level: Concealment) -> str:
    """A content at a level, without any words of one's own to soften."""
    return Concealer(level).content(text)


def mask_derived(text: str, content: str, level: Concealment) -> str:
    """A text about a content at a level, without any words of one's own to soften."""
    return Concealer(level).derived(text, content)

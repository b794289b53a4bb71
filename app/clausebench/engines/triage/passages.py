"""Content cut into passages of about a sentence, so that padding cannot hide one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from clausebench.domain.text import Span
from clausebench.engines.triage.cues import Cue, cues
from clausebench.engines.triage.folding import UNSPACED, fold, words

SHORTEST = 8
"""Words; a shorter sentence joins the next one, for three words say little."""
LONGEST = 16
"""Words; a longer stretch is cut, or stuffing without full stops would dilute it."""
_PIECE_LENGTHS = (3, 4, 5)
# The looks behind keep a run of a million stops or spaces from being tried at each of them.
_END = re.compile(r"(?<![.!?…؟।॥])[.!?…؟।॥]+[\"'”’»)\]]*\s+|[。！？]+[」』）”]*\s*|(?<!\s)\s*\n\s*")
_UNIT = re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")


@dataclass(frozen=True)
class Passage:
    """A text with its features; ``text`` is exact, the features are folded."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        return words(fold(self.text))

    @cached_property
    def cues(self) -> list[Cue]:
        return cues(self.text)

    @cached_property
    def manner(self) -> list[str]:
        """Words, pairs of neighbours and cues: how something is said."""
        pairs = (f"{a} {b}" for a, b in pairwise(self.words))
        return [*self.words, *pairs, *(cue.token for cue in self.cues)]

    @cached_property
    def pieces(self) -> list[str]:
        """Runs of characters within words: what is spoken of, in any inflection."""
        return [piece for word in self.words for piece in _pieces(f" {word} ")]


def _pieces(padded: str) -> list[str]:
    found: list[str] = []
    for length in _PIECE_LENGTHS:
        if len(padded) <= length:
            return [*found, padded]
        found += [padded[i : i + length] for i in range(len(padded) - length + 1)]
    return found


def split(content: str, apart: re.Pattern[str] | None = None) -> list[Passage]:
    """The passages of a content, in order; none when it has no visible character.

    What ``apart`` matches makes passages of its own.
    """
    edges = [0, *(e for m in apart.finditer(content) for e in m.span())] if apart else [0]
    parts = pairwise([*edges, len(content)])
    return [passage for start, end in parts for passage in _passages(content[start:end])]


def _passages(text: str) -> Iterator[Passage]:
    units = [Span(*m.span()) for m in _UNIT.finditer(text)]
    starts = {m.end() for m in _END.finditer(text)}
    groups: list[list[Span]] = [[]]
    for unit in units:
        is_full = len(groups[-1]) >= (SHORTEST if unit.start in starts else LONGEST)
        if is_full:
            groups.append([])
        groups[-1].append(unit)
    if len(groups) > 1 and len(groups[-1]) < SHORTEST:
        rest = groups.pop()
        groups[-1] += rest
    return (Passage(text[g[0].start : g[-1].end]) for g in groups if g)

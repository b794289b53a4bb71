"""Which words of two texts differ, in time that grows with their length and not with its square:
texts come from strangers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from clausebench.domain.text import Span

_UNSPACED: Final = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Scripts that set no space between words; there, letters are compared."""
WORD: Final = rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)+|[^\w\s]"
_WORD = re.compile(WORD)
_SMALL: Final = 1_600
"""Pairs of words up to which difflib is asked: it takes the cube of a length where words repeat."""

Gap = tuple[int, int, int, int]
"""From and to in the old words, from and to in the new ones."""


def differing_words(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Spans of ``before`` whose words are not in ``after`` in their place, and the reverse.

    Space makes no difference. Neighbouring words are one span.
    """
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    gone: list[Span] = []
    come: list[Span] = []
    for first, last, first_new, last_new in gaps([m.group() for m in old], [m[0] for m in new]):
        if last > first:
            gone.append(Span(old[first].start(), old[last - 1].end()))
        if last_new > first_new:
            come.append(Span(new[first_new].start(), new[last_new - 1].end()))
    return tuple(gone), tuple(come)


def gaps(old: Sequence[str], new: Sequence[str]) -> list[Gap]:
    """What is not the same, in order. Words that stand once on each side hold the texts together;
    between them is looked again."""
    found, waiting = [], [(0, len(old), 0, len(new))]
    while waiting:
        gap = _trimmed(old, new, waiting.pop())
        start, end, start_new, end_new = gap
        if start == end or start_new == end_new:
            if start != end or start_new != end_new:
                found.append(gap)
        elif (end - start) * (end_new - start_new) <= _SMALL:
            found += _compared(old, new, gap)
        elif anchors := _anchors(old, new, gap):
            edges = [(start - 1, start_new - 1), *anchors, (end, end_new)]
            waiting += [(a + 1, c, b + 1, d) for (a, b), (c, d) in pairwise(edges)]
        else:
            found.append(gap)
    return sorted(found)


def _trimmed(old: Sequence[str], new: Sequence[str], gap: Gap) -> Gap:
    start, end, start_new, end_new = gap
    while start < end and start_new < end_new and old[start] == new[start_new]:
        start, start_new = start + 1, start_new + 1
    while start < end and start_new < end_new and old[end - 1] == new[end_new - 1]:
        end, end_new = end - 1, end_new - 1
    return start, end, start_new, end_new


def _compared(old: Sequence[str], new: Sequence[str], gap: Gap) -> list[Gap]:
    start, end, start_new, end_new = gap
    matcher = SequenceMatcher(None, old[start:end], new[start_new:end_new], autojunk=False)
    return [
        (start + a, start + b, start_new + c, start_new + d)
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def _anchors(old: Sequence[str], new: Sequence[str], gap: Gap) -> list[tuple[int, int]]:
    """Places of words that stand once on each side, as many as keep their order."""
    start, end, start_new, end_new = gap
    once, once_new = Counter(old[start:end]), Counter(new[start_new:end_new])
    places = {new[n]: n for n in range(start_new, end_new) if once_new[new[n]] == 1}
    pairs = [
        (n, places[old[n]]) for n in range(start, end) if once[old[n]] == 1 and old[n] in places
    ]
    ends: list[int] = []
    steps: list[int] = []  # for each pair, how many pairs before it and itself can be kept
    for _, place in pairs:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        steps.append(at + 1)
    kept, wanted, limit = [], len(ends), end_new
    for pair, step in zip(reversed(pairs), reversed(steps), strict=True):
        if step == wanted and pair[1] < limit:
            kept.append(pair)
            wanted, limit = wanted - 1, pair[1]
    return kept[::-1]

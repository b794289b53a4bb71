"""Which words of two texts differ."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from clausebench.domain.text import Span

_WORD = re.compile(r"\w+|[^\w\s]")
_MOST = 6_000
"""Words of both texts together that are compared one by one: beyond, it would take seconds."""


def differing_words(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Spans of ``before`` whose words are not in ``after`` in their place, and the reverse.

    Space makes no difference. Neighbouring words are one span. Texts that are too long to be
    compared word by word differ in everything between their common ends.
    """
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    olds, news = [m.group() for m in old], [m.group() for m in new]
    gone: list[Span] = []
    come: list[Span] = []
    for first, last, first_new, last_new in _changes(olds, news):
        if last > first:
            gone.append(Span(old[first].start(), old[last - 1].end()))
        if last_new > first_new:
            come.append(Span(new[first_new].start(), new[last_new - 1].end()))
    return tuple(gone), tuple(come)


def _changes(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """Places (first, end) in the old and in the new words, where they are not the same."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle, changed = old[start : len(old) - end], new[start : len(new) - end]
    if not middle or not changed or len(middle) + len(changed) > _MOST:
        whole = (start, start + len(middle), start, start + len(changed))
        return [whole] if middle or changed else []
    matcher = SequenceMatcher(None, middle, changed, autojunk=False)
    return [
        (start + a, start + b, start + c, start + d)
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]

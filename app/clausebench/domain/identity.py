"""Clauses keep their identity while the policy is edited.

Codes are identities by themselves. A clause without a code has a name made from its words; when
the words change or move, it is recognised here and keeps the name it had, so that notes, case
counts and citations stay with it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Final

from clausebench.domain.clause import Clause, ClauseId, ParsedPolicy
from clausebench.domain.reading_policy.naming import Names

SIMILAR: Final = 0.6
"""Two clauses that share this much of their letter pairs are one clause, reworded."""
_NEIGHBOURS: Final = 4
_WORD_SHARERS: Final = 6
_RARE: Final = 12
"""A word in more clauses than this says nothing about which clause was meant."""
_LONGEST: Final = 600


@dataclass(frozen=True)
class _Candidate:
    """A clause without a code, with what is compared."""

    clause: Clause
    words: str
    place: float

    @cached_property
    def pairs(self) -> frozenset[str]:
        text = self.words[:_LONGEST]
        return frozenset(a + b for a, b in pairwise(text)) or frozenset({text})

    def similarity(self, other: _Candidate) -> float:
        """Sørensen-Dice over letter pairs, 0..1: works for any script, in linear time."""
        shared = len(self.pairs & other.pairs)
        return 2 * shared / (len(self.pairs) + len(other.pairs))


def carry_identity(old: ParsedPolicy, new: ParsedPolicy) -> ParsedPolicy:
    """``new`` with the generated ids that its clauses had in ``old``.

    A clause is recognised by its code, by its exact words, or by words at least 60 % alike.
    Nothing else about ``new`` changes; ids stay unique.
    """
    before, after = _uncoded(old), _uncoded(new)
    kept = dict(_same_words(before, after))
    recognised = set(kept.values())
    left_before = [c for c in before if c.clause.id not in recognised]
    left_after = [c for c in after if c.clause.id not in kept]
    kept.update(_reworded(left_before, left_after))
    renamed = _unique(new, kept)
    if all(was == now for was, now in renamed.items()):
        return new
    return _with_ids(new, renamed)


def _uncoded(policy: ParsedPolicy) -> list[_Candidate]:
    clauses = [c for c in policy.clauses if c.code is None]
    return [
        _Candidate(clause, _words(clause, policy.text), number / len(clauses))
        for number, clause in enumerate(clauses)
    ]


def _words(clause: Clause, text: str) -> str:
    return " ".join(clause.own.of(text).split()).casefold()


def _same_words(
    before: list[_Candidate], after: list[_Candidate]
) -> Iterator[tuple[ClauseId, ClauseId]]:
    """Pairs (new id, old id) with equal words; repeated words pair up in order."""
    waiting: defaultdict[str, list[_Candidate]] = defaultdict(list)
    for candidate in reversed(before):
        waiting[candidate.words].append(candidate)
    for candidate in after:
        if waiting[candidate.words]:
            yield candidate.clause.id, waiting[candidate.words].pop().clause.id


def _reworded(
    before: list[_Candidate], after: list[_Candidate]
) -> Iterator[tuple[ClauseId, ClauseId]]:
    """Pairs (new id, old id) by similarity, the most alike first."""
    if not before:
        return
    index = _WordIndex(before)
    scored = []
    for number, candidate in enumerate(after):
        for other in index.near(candidate):
            score = candidate.similarity(before[other])
            if score >= SIMILAR:
                scored.append((-score, number, other))
    taken_before: set[int] = set()
    taken_after: set[int] = set()
    for _score, number, other in sorted(scored):
        if number not in taken_after and other not in taken_before:
            taken_after.add(number)
            taken_before.add(other)
            yield after[number].clause.id, before[other].clause.id


class _WordIndex:
    """Finds the few clauses worth comparing, so that a large edit stays fast."""

    def __init__(self, before: list[_Candidate]) -> None:
        self._places = [c.place for c in before]
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for number, candidate in enumerate(before):
            for word in set(candidate.words.split()):
                self._by_word[word].append(number)

    def near(self, candidate: _Candidate) -> set[int]:
        """Clauses at about the same place, and those that share rare words."""
        middle = bisect_left(self._places, candidate.place)
        near = range(max(0, middle - _NEIGHBOURS), min(len(self._places), middle + _NEIGHBOURS))
        shared: Counter[int] = Counter()
        for word in set(candidate.words.split()):
            numbers = self._by_word.get(word, ())
            if len(numbers) <= _RARE:
                shared.update(numbers)
        return {*near, *(number for number, _count in shared.most_common(_WORD_SHARERS))}


def _unique(new: ParsedPolicy, kept: dict[ClauseId, ClauseId]) -> dict[ClauseId, ClauseId]:
    """New id to final id for every clause: codes first, then carried ids, then the rest."""
    names = Names({c.id for c in new.clauses if c.code is not None})
    final = {c.id: c.id for c in new.clauses if c.code is not None}
    for was, now in kept.items():
        final[was] = names.claim(now)
    for clause in new.clauses:
        if clause.id not in final:
            final[clause.id] = names.claim(clause.id)
    return final


def _with_ids(policy: ParsedPolicy, ids: dict[ClauseId, ClauseId]) -> ParsedPolicy:
    clauses = tuple(
        replace(c, id=ids[c.id], parent=ids[c.parent] if c.parent else None) for c in policy.clauses
    )
    problems = tuple(replace(f, clause=ids[f.clause]) if f.clause else f for f in policy.problems)
    return replace(policy, clauses=clauses, problems=problems)

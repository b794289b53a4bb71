"""Contents that stand there twice, or nearly, and those that the policy itself shows."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from clausebench.domain.case import Case, Expectation
from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.importing.making import Made
from clausebench.domain.words import folded_words

SIMILAR = 0.8
"""Of all word triples of two contents, the share that both have, from which they are nearly the
same."""
_FEWEST = 3
"""Word triples; a shorter content is like many others without being a copy of any."""
_SKETCH = 6
_MOST_IN_BUCKET = 24
"""Contents made by one template fill a bucket; comparing with the first of them is enough."""


class TwiceKind(StrEnum):
    """``present``: the policy has a case of this content. ``leaked``: it is an example of the
    policy, so judging it tests nothing."""

    EXACT = "the same as"
    NEAR = "nearly the same as"
    PRESENT = "already a case:"
    LEAKED = "an example of the policy:"


@dataclass(frozen=True, slots=True)
class Twice:
    """The content made of ``line`` is about the same as ``other``: a line, a case's name or a
    clause. ``conflicts``: and the two expect different decisions. ``number`` is the place of the
    case among all that were made: a line may give two."""

    line: int
    kind: TwiceKind
    other: str
    conflicts: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Seen:
    """A case with the words of its content, and its word triples."""

    made: Made
    folded: tuple[str, ...]
    triples: frozenset[int]


def find_twice(
    made: Sequence[Made],
    present: Mapping[str, tuple[str, Expectation]],
    policy: ParsedPolicy | None,
) -> Iterator[Twice | None]:
    """For each case in turn what it is the same as, or None: a long file can be stopped at any
    of them. ``present`` maps contents to the names and expectations of cases that there are."""
    leaks, index = _Leaks(policy), _NearIndex()
    for content, (name, expected) in present.items():
        there = Made(0, Case("", "", name, content, expected))
        index.like(_seen(there))
        yield None
    first: dict[str, Made] = {}
    for number, one in enumerate(made):
        found = _present(one, present) or _exact(one, first)
        if found is None:
            seen = _seen(one)
            found = leaks.of(seen) or _near(one, index.like(seen))
        first.setdefault(one.case.content, one)
        yield None if found is None else replace(found, number=number)


def _seen(made: Made) -> _Seen:
    folded = folded_words(made.case.content)
    return _Seen(made, folded, _triples(folded))


def _present(one: Made, present: Mapping[str, tuple[str, Expectation]]) -> Twice | None:
    known = present.get(one.case.content)
    if known is None:
        return None
    name, expected = known
    return Twice(one.line, TwiceKind.PRESENT, name, _conflict(one.case.expected, expected))


def _exact(one: Made, first: Mapping[str, Made]) -> Twice | None:
    other = first.get(one.case.content)
    return None if other is None else _told(one, TwiceKind.EXACT, other)


def _near(one: Made, other: Made | None) -> Twice | None:
    if other is None or other.line == one.line:
        return None
    return _told(one, TwiceKind.NEAR, other)


def _told(one: Made, kind: TwiceKind, other: Made) -> Twice:
    conflicts = _conflict(one.case.expected, other.case.expected)
    name = f"line {other.line}" if other.line else f"the test case {other.case.name}"
    return Twice(one.line, kind, name, conflicts)


def _conflict(one: Expectation, other: Expectation) -> bool:
    return len({one.decision, other.decision} - {None}) > 1


@lru_cache(maxsize=1 << 16)
def _word_hash(word: str) -> int:
    """The same in every session, unlike Python's own."""
    return zlib.crc32(word.encode("utf-8", "replace"))


def _triples(folded: Sequence[str]) -> frozenset[int]:
    """Hashes of three words that stand together; of all words if there are fewer."""
    hashes = [_word_hash(word) for word in folded]
    if len(hashes) < 3:
        return frozenset((hash(tuple(hashes)),))
    return frozenset(
        (a * 0x9E3779B1 ^ b * 0x85EBCA6B ^ c) & 0xFFFFFFFF
        for a, b, c in zip(hashes, hashes[1:], hashes[2:], strict=False)
    )


class _NearIndex:
    """Contents by their smallest hashes of word triples: near ones share most of them.

    Source: A. Broder, On the resemblance and containment of documents, SEQUENCES 1997.
    """

    def __init__(self) -> None:
        self._made: list[Made] = []
        self._buckets: dict[int, list[int]] = {}
        self._short: dict[tuple[str, ...], Made] = {}
        """Of contents with too few words to be like others: the same words, or nothing."""

    def like(self, seen: _Seen) -> Made | None:
        """The first earlier content that is nearly the same; the content is remembered."""
        if len(seen.triples) < _FEWEST:
            earlier = self._short.setdefault(seen.folded, seen.made) if seen.folded else seen.made
            return None if earlier is seen.made else earlier
        sketch = sorted(seen.triples)[:_SKETCH]
        shared: dict[int, int] = {}
        for key in sketch:
            bucket = self._buckets.setdefault(key, [])
            for number in bucket:
                shared[number] = shared.get(number, 0) + 1
            if len(bucket) < _MOST_IN_BUCKET:
                bucket.append(len(self._made))
        self._made.append(seen.made)
        near = (n for n, count in shared.items() if count * 2 >= len(sketch))
        return next((m for n in near if self._is_like(seen, m := self._made[n])), None)

    def _is_like(self, seen: _Seen, made: Made) -> bool:
        """The triples of so many contents are made again rather than kept in memory."""
        return _resemble(seen.triples, _triples(folded_words(made.case.content)))


def _resemble(one: frozenset[int], other: frozenset[int]) -> bool:
    shared = len(one & other)
    return shared >= SIMILAR * (len(one) + len(other) - shared)


class _Leaks:
    """Examples that the policy quotes."""

    def __init__(self, policy: ParsedPolicy | None) -> None:
        self._exact: dict[tuple[str, ...], str] = {}
        self._near: list[tuple[frozenset[int], str]] = []
        self._by_triple: dict[int, list[int]] = {}
        for clause in policy.clauses if policy else ():
            for example in clause.examples:
                self._add(folded_words(example.text), clause.code or clause.title or clause.id)

    def _add(self, folded: tuple[str, ...], name: str) -> None:
        self._exact.setdefault(folded, name)
        triples = _triples(folded)
        if len(triples) >= _FEWEST:
            for triple in triples:
                self._by_triple.setdefault(triple, []).append(len(self._near))
            self._near.append((triples, name))

    def of(self, seen: _Seen) -> Twice | None:
        name = self._exact.get(seen.folded)
        if name is not None:
            return Twice(seen.made.line, TwiceKind.LEAKED, name)
        counts: dict[int, int] = {}
        for triple in seen.triples if self._by_triple else ():
            for number in self._by_triple.get(triple, ()):
                counts[number] = counts.get(number, 0) + 1
        for number, shared in counts.items():
            example, name = self._near[number]
            if shared >= SIMILAR * len(example):
                return Twice(seen.made.line, TwiceKind.LEAKED, name)
        return None

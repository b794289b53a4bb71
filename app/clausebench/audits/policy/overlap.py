"""Clauses that say the same thing twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from clausebench.audits.policy.manuscript import Auditor, Manuscript, remark
from clausebench.domain.clause import Clause, ClauseKind, Finding, Severity
from clausebench.domain.words import words_of

SHARED: Final = 0.7
FEWEST_WORDS: Final = 8
_MOST_REMARKS: Final = 20
_FIRST: Final = 40
"""Only so many clauses are kept for each word, so that the work stays linear."""
_KINDS: Final = (
    ClauseKind.DEFINITION,
    ClauseKind.VIOLATES,
    ClauseKind.ALLOWED,
    ClauseKind.EXCEPTION,
    ClauseKind.PRECEDENCE,
    ClauseKind.ESCALATION,
)


class _Bag(NamedTuple):
    clause: Clause
    words: frozenset[str]


def _check_twins(manuscript: Manuscript) -> Iterator[Finding]:
    remarks = 0
    for bag, twin, shared in _twins(_bags(manuscript)):
        if manuscript.parsed.clause(bag.clause.parent or "") is twin.clause:
            continue
        name = twin.clause.code or f"“{twin.clause.title}”"
        yield remark(
            "policy.near-duplicate",
            Severity.WARNING,
            f"This clause shares {shared:.0%} of its words with {name}.",
            hint="Merge the two, or say what sets them apart: the model picks one at random.",
            clause=bag.clause,
        )
        remarks += 1
        if remarks == _MOST_REMARKS:
            return


def _bags(manuscript: Manuscript) -> list[_Bag]:
    """The words of every clause long enough to compare, without quotes."""
    bags = []
    for clause in manuscript.of_kind(*_KINDS):
        words = frozenset(words_of(clause.own.of(manuscript.prose)).folded)
        if len(words) >= FEWEST_WORDS:
            bags.append(_Bag(clause, words))
    return bags


def _twins(bags: list[_Bag]) -> Iterator[tuple[_Bag, _Bag, float]]:
    """Pairs that share enough, each later clause with its best earlier one.

    Two sets that share 70 % must share one of their rarest 30 %, so only those are indexed.
    """
    counts = Counter(word for bag in bags for word in bag.words)
    index: defaultdict[str, list[_Bag]] = defaultdict(list)
    for bag in bags:
        rarest = sorted(bag.words, key=lambda w: (counts[w], w))
        rarest = rarest[: int(len(bag.words) * (1 - SHARED)) + 1]
        near = {b.clause.id: b for w in rarest for b in index[w]}
        scored = [(_shared(bag, other), other) for other in near.values()]
        best = max(scored, key=lambda pair: pair[0], default=None)
        if best and best[0] >= SHARED:
            yield bag, best[1], best[0]
        for word in rarest:
            if len(index[word]) < _FIRST:
                index[word].append(bag)


def _shared(one: _Bag, other: _Bag) -> float:
    return len(one.words & other.words) / max(len(one.words), len(other.words))


AUDITORS: Final = (Auditor("policy.near-duplicate", "No two clauses say the same", _check_twins),)

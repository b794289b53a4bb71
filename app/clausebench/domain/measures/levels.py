"""Precision, recall and F1, where each case has one answer and where it may have several.

The definitions are those of scikit-learn with ``zero_division=0``: a class that nobody gave has
no precision, and counts as 0 in the mean over classes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from clausebench.domain.measures.confusion import in_order
from clausebench.domain.measures.shares import FEW, Share


@dataclass(frozen=True, slots=True)
class ClassScore:
    """One class: ``expected`` so often, ``given`` so often, and ``hits`` times both."""

    name: str
    hits: int
    given: int
    expected: int

    @property
    def precision(self) -> Share:
        """Of what was given, how much was expected."""
        return Share(self.hits, self.given)

    @property
    def recall(self) -> Share:
        """Of what was expected, how much was given."""
        return Share(self.hits, self.expected)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both, 0..1; None when the class neither came nor was expected."""
        both = self.given + self.expected
        return 2 * self.hits / both if both else None

    @property
    def shown_f1(self) -> float | None:
        """None when it was expected fewer than ``FEW`` times."""
        return None if self.expected < FEW else self.f1


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean over classes, each counting the same."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Level:
    """One way to look at verdicts. ``exact`` is the share of cases with exactly what was
    expected; ``any_hit`` of those with at least one of it, which differs only where a case may
    have several answers."""

    exact: Share
    any_hit: Share
    classes: tuple[ClassScore, ...]

    @property
    def n(self) -> int:
        return self.exact.total

    @property
    def micro(self) -> ClassScore:
        """All answers together, each counting the same."""
        return ClassScore(
            "all",
            sum(c.hits for c in self.classes),
            sum(c.given for c in self.classes),
            sum(c.expected for c in self.classes),
        )

    @property
    def macro(self) -> Mean | None:
        """None without a class."""
        many = len(self.classes)
        if not many:
            return None
        return Mean(
            sum(c.precision.value or 0.0 for c in self.classes) / many,
            sum(c.recall.value or 0.0 for c in self.classes) / many,
            sum(c.f1 or 0.0 for c in self.classes) / many,
        )

    def score(self, name: str) -> ClassScore:
        """Of a class that never occurred, too."""
        return next((c for c in self.classes if c.name == name), ClassScore(name, 0, 0, 0))


Answers = tuple[AbstractSet[str], AbstractSet[str]]
"""What a case expects and what it got."""


def level(rows: Iterable[Answers], classes: Sequence[str] = ()) -> Level:
    """Count. ``classes`` come first where they occur, the others by name."""
    cases = list(rows)
    expected = Counter(name for wanted, _ in cases for name in wanted)
    given = Counter(name for _, got in cases for name in got)
    hits = Counter(name for wanted, got in cases for name in wanted & got)
    names = in_order(expected.keys() | given.keys(), classes)
    return Level(
        Share(sum(wanted == got for wanted, got in cases), len(cases)),
        Share(sum(bool(wanted & got) for wanted, got in cases), len(cases)),
        tuple(ClassScore(name, hits[name], given[name], expected[name]) for name in names),
    )

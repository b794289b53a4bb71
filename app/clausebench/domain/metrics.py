"""Counting how verdicts compare with expectations. Plain definitions, n always beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausebench.domain.case import Expectation, Outcome
from clausebench.domain.clause import Decision
from clausebench.domain.verdict import Answer


@dataclass(frozen=True, slots=True)
class LabelScore:
    """How one expected label fared: of ``expected`` cases, ``passed`` passed."""

    label: str
    expected: int
    passed: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A run in numbers.

    ``violates`` is the positive class. Precision, recall and F1 count cases that expect a
    decision, as ``domain.measures`` does; an escalated or unreadable answer to a violating case is
    a miss, never a hit. None where the denominator is zero.
    """

    passed: int
    failed: int
    wrong_clause: int
    unsteady: int
    unreadable: int
    unlabelled: int
    precision: float | None
    recall: float | None
    f1: float | None
    by_label: tuple[LabelScore, ...]

    @property
    def judged(self) -> int:
        return self.passed + self.problems + self.unlabelled

    @property
    def problems(self) -> int:
        """Cases with an expectation that did not pass."""
        return self.failed + self.wrong_clause + self.unsteady + self.unreadable

    @property
    def is_clean(self) -> bool:
        return not self.problems


def summarise(results: Iterable[tuple[Expectation, Answer, Outcome]]) -> Summary:
    """Count the results of one run."""
    rows = list(results)
    outcomes = Counter(outcome for _, _, outcome in rows)
    precision, recall, f1 = _scores([(e.decision, v.decision) for e, v, _ in rows])
    return Summary(
        passed=outcomes[Outcome.PASSED],
        failed=outcomes[Outcome.FAILED],
        wrong_clause=outcomes[Outcome.WRONG_CLAUSE],
        unsteady=outcomes[Outcome.UNSTEADY],
        unreadable=outcomes[Outcome.UNREADABLE],
        unlabelled=outcomes[Outcome.UNLABELLED],
        precision=precision,
        recall=recall,
        f1=f1,
        by_label=_by_label(rows),
    )


def _scores(
    pairs: Sequence[tuple[Decision | None, Decision | None]],
) -> tuple[float | None, float | None, float | None]:
    counted = [p for p in pairs if p[0] is not None]
    hits = sum(1 for e, g in counted if e is g is Decision.VIOLATES)
    flagged = sum(1 for _, g in counted if g is Decision.VIOLATES)
    violating = sum(1 for e, _ in counted if e is Decision.VIOLATES)
    precision = hits / flagged if flagged else None
    recall = hits / violating if violating else None
    f1 = 2 * hits / (flagged + violating) if flagged + violating else None
    return precision, recall, f1


def _by_label(rows: Sequence[tuple[Expectation, Answer, Outcome]]) -> tuple[LabelScore, ...]:
    expected: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    for expectation, _, result in rows:
        label = expectation.label or expectation.decision
        if label is None:
            continue
        expected[str(label)] += 1
        passed[str(label)] += result is Outcome.PASSED
    return tuple(LabelScore(name, expected[name], passed[name]) for name in sorted(expected))


def majority(decisions: Sequence[Decision | None]) -> tuple[Decision | None, float]:
    """The most frequent decision over repeats, and its share 0..1. A tie has no majority."""
    if not decisions:
        return None, 0.0
    if all(decision is decisions[0] for decision in decisions):
        return decisions[0], 1.0
    counts = Counter(decisions)
    best, most = counts.most_common(1)[0]
    is_tied = sum(1 for count in counts.values() if count == most) > 1
    return (None if is_tied else best), most / counts.total()

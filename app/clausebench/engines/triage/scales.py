"""The weighing: which side of a policy a content resembles, and whether it resembles any."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from clausebench.domain.cancel import CancelToken
from clausebench.domain.clause import Decision, ParsedPolicy
from clausebench.engines.triage.everyday import is_foreign, language_of
from clausebench.engines.triage.passages import Passage, split
from clausebench.engines.triage.sides import Side
from clausebench.engines.triage.similarity import Similarity
from clausebench.engines.triage.statements import Statement, verbatim
from clausebench.engines.triage.tuning import Tuning
from clausebench.engines.triage.weighing import Ground, Likeness, Weighing

if TYPE_CHECKING:
    from clausebench.engines.triage.similarity import Matrix

_DEVIATIONS_TO_LOG = 0.5
"""Brings standard deviations to the scale of the logarithm of a ratio between sides."""
_CLEARLY = 0.84
"""Of everyday sentences are less like the allowed side: one standard deviation."""
_AT_ONCE = 256
"""Passages between two looks at the cancel token: about 50 ms."""


class Scales:
    """Fitted to the statements of one policy, of which there must be one; weighs any content."""

    def __init__(
        self, policy: ParsedPolicy, statements: Sequence[Statement], tuning: Tuning
    ) -> None:
        import numpy as np

        self._tuning = tuning
        self._statements = statements
        # Copying allowed examples around something else must not lend it their innocence.
        self._copied = verbatim(statements)
        self._language = language_of([policy.text])
        everyday = self._language.sentences
        self._similarity = Similarity([s.passage for s in statements], everyday)
        examples = np.array([float(s.is_example) for s in statements])
        allowed = np.array([s.decision is Decision.ALLOWED for s in statements], dtype=bool)
        relevant = np.where(examples > 0, 1.0, tuning.clause_weight) * ~allowed
        ordinary = self._similarity.closeness(everyday)
        self._examples = int((examples * ~allowed).sum())
        self._violating = Side(examples * ~allowed, ordinary, tuning)
        self._allowed = Side(examples * allowed, ordinary, tuning)
        self._relevant = Side(relevant, ordinary, tuning)

    def weigh(self, content: str, cancel: CancelToken) -> Weighing:
        """The same content always gets the same answer. Raises ``Cancelled``."""
        passages = split(content, self._copied)
        if not passages:
            return Weighing(Ground.EMPTY)
        evidence = self._evidence(passages, self._closeness(passages, cancel))
        return replace(evidence, ground=self._ground(evidence, passages))

    def _closeness(self, passages: Sequence[Passage], cancel: CancelToken) -> Matrix:
        import numpy as np

        rows = []
        for start in range(0, len(passages), _AT_ONCE):
            cancel.check()
            rows.append(self._similarity.closeness(passages[start : start + _AT_ONCE]))
        stacked: Matrix = np.vstack(rows)
        return stacked

    def _evidence(self, passages: Sequence[Passage], closeness: Matrix) -> Weighing:
        odds = self._violating.nearness(closeness) - self._allowed.nearness(closeness)
        relevance = self._relevant.relevance(closeness) - self._tuning.relevance
        luck = _luck(len(passages))
        scores = _margins(odds, relevance - self._tuning.accusing * luck)
        loudest = int(scores.argmax())
        return Weighing(
            ground=Ground.UNDECIDED,
            score=float(scores[loudest]),
            suspicion=float(_margins(odds, relevance - self._tuning.clearing * luck).max()),
            passages=len(passages),
            loudest=passages[loudest],
            likenesses=self._likenesses(closeness[loudest]),
            odds=math.exp(odds[loudest]),
            rank=self._relevant.rank(closeness[loudest]),
            allowed_rank=self._allowed.rank(closeness[loudest]),
            common=self._language.vocabulary,
        )

    def _likenesses(self, closeness: Matrix) -> tuple[Likeness, ...]:
        pairs = zip(self._statements, closeness.tolist(), strict=True)
        found = [Likeness(s, value) for s, value in pairs if value > 0]
        return tuple(sorted(found, key=lambda x: -x.closeness))

    def _ground(self, evidence: Weighing, passages: Sequence[Passage]) -> Ground:
        band = self._tuning.band
        if evidence.score > band:
            return _accusation(evidence)
        if self._is_unreadable(passages):
            return Ground.UNREADABLE
        if self._examples and evidence.suspicion >= -band:
            return Ground.UNDECIDED
        is_closer = math.log(evidence.odds) < -band and evidence.allowed_rank > _CLEARLY
        if self._examples and is_closer:
            return Ground.ALLOWED_SIDE
        return Ground.FEW_EXAMPLES if self._examples < self._tuning.few else Ground.OFF_TOPIC

    def _is_unreadable(self, passages: Sequence[Passage]) -> bool:
        """In a language or spelling that neither the policy nor its everyday language has."""
        known = self._similarity.known(passages)
        return known < self._tuning.readable or is_foreign(passages, self._language)


def _margins(odds: Matrix, relevance: Matrix) -> Matrix:
    """The smaller of two: over the allowed side, and over everyday sentences."""
    import numpy as np

    margins: Matrix = np.minimum(odds, _DEVIATIONS_TO_LOG * relevance)
    return margins


def _luck(passages: int) -> float:
    """About how many standard deviations the best of many stands out by chance alone."""
    return math.sqrt(math.log(max(passages / 2, 1)))


def _accusation(evidence: Weighing) -> Ground:
    sides = (x.statement.decision for x in evidence.likenesses)
    winner = next(side for side in sides if side is not Decision.ALLOWED)
    is_for_a_person = winner is Decision.ESCALATE
    return Ground.ESCALATING_EXAMPLE if is_for_a_person else Ground.VIOLATING_SIDE

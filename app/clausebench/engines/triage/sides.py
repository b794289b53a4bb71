"""The sides of a policy, and how much closer than everyday sentences a passage comes to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausebench.engines.triage.tuning import Tuning

if TYPE_CHECKING:
    from clausebench.engines.triage.similarity import Matrix


class Side:
    """Some statements of a policy, by weight, and everyday sentences as its yardstick.

    ``weights`` has one number per statement; ``ordinary`` is the closeness of everyday
    sentences (rows) to all statements (columns).
    """

    def __init__(self, weights: Matrix, ordinary: Matrix, tuning: Tuning) -> None:
        self._weights = weights
        self._tuning = tuning
        self._ordinary = self.nearness(ordinary)

    def nearness(self, closeness: Matrix) -> Matrix:
        """One logarithm per passage: the power mean over the side, near ones counting most."""
        import numpy as np

        power = self._tuning.sharpness
        total = max(float(self._weights.sum()), 1e-9)
        mean: Matrix = ((closeness**power) @ self._weights / total) ** (1 / power)
        logarithm: Matrix = np.log(mean + self._tuning.floor)
        return logarithm

    def relevance(self, closeness: Matrix) -> Matrix:
        """Standard deviations above the mean of everyday sentences, one per passage."""
        spread = max(float(self._ordinary.std()), 1e-9)
        deviations: Matrix = (self.nearness(closeness) - float(self._ordinary.mean())) / spread
        return deviations

    def rank(self, closeness: Matrix) -> float:
        """The share of everyday sentences that come less near than one passage, 0..1."""
        return float((self._ordinary < self.nearness(closeness)).mean())

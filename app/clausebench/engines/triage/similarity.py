"""How close passages come to a policy's statements: two TF-IDF views, through scikit-learn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from clausebench.engines.triage.passages import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

_BUCKETS = 2**20
"""Hashing keeps words that the policy never uses in a passage's length. Dropping them, as a
fixed vocabulary does, makes a text about something else look close for its few known words."""

Features = Callable[[Passage], Sequence[str]]


class _View:
    """One kind of features, weighed by how rare they are among ``ordinary``."""

    def __init__(
        self, features: Features, statements: Sequence[Passage], ordinary: Sequence[Passage]
    ) -> None:
        from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer

        self._counting = HashingVectorizer(
            analyzer=features, n_features=_BUCKETS, alternate_sign=False, norm=None
        )
        self._weighing = TfidfTransformer(sublinear_tf=True)
        self._weighing.fit(self._counting.transform([*statements, *ordinary]))
        self._statements = self._vectors(statements).T.tocsr()

    def closeness(self, passages: Sequence[Passage]) -> Matrix:
        closeness: Matrix = (self._vectors(passages) @ self._statements).toarray()
        return closeness

    def _vectors(self, passages: Sequence[Passage]) -> Any:
        return self._weighing.transform(self._counting.transform(passages))


class Similarity:
    """Cosine similarity, the mean of two views.

    *Manner* is words, pairs of words and cues, weighed within the policy, where "how do I" can
    tell one side from the other. *Matter* is pieces of words, weighed among everyday sentences
    as well, where it cannot, and what counts is what is spoken of.
    """

    def __init__(self, statements: Sequence[Passage], everyday: Sequence[Passage]) -> None:
        self._manner = _View(lambda p: p.manner, statements, ())
        self._matter = _View(lambda p: p.pieces, statements, everyday)
        self._known = frozenset(x for p in (*statements, *everyday) for x in p.pieces)

    def closeness(self, passages: Sequence[Passage]) -> Matrix:
        """0..1, one row per passage, one column per statement."""
        mean: Matrix = (self._manner.closeness(passages) + self._matter.closeness(passages)) / 2
        return mean

    def known(self, passages: Sequence[Passage]) -> float:
        """The share of the passages' pieces that policy or everyday sentences have, 0..1."""
        pieces = [piece for passage in passages for piece in passage.pieces]
        return sum(piece in self._known for piece in pieces) / max(len(pieces), 1)

"""How likely the decided label was, measured from the logits at the verdict's position.

Given this reasoning: after a reasoning that states the verdict it is near 1, so it measures
whether answer and reasoning agree rather than whether the reasoning is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from clausebench.engines.llama.context import Logits

_LEAST_COVERAGE = 0.5


class LabelMeter:
    """Fed each token of the answer with the logits it was chosen from.

    A label may be several tokens, and labels may begin alike: wherever they part, the share of
    the way taken, among the ways that lead to labels, is multiplied in.
    """

    def __init__(self, labels: Iterable[str], encode: Callable[[str], tuple[int, ...]]) -> None:
        """``encode`` gives the ids of a text without the white space before it."""
        texts = tuple(dict.fromkeys(label for label in labels if label))
        # After a space the first token of a label may be another one.
        self._all = {(t, encode(before + t)) for t in texts for before in ("", " ")}
        self._is_over = len(texts) < 2
        self._reset()

    def _reset(self) -> None:
        self._ways, self._depth, self._measured = self._all, 0, 1.0

    @property
    def ways(self) -> frozenset[tuple[str, tuple[int, ...]]]:
        """The spellings of the labels in tokens."""
        return frozenset(self._all)

    @property
    def has_begun(self) -> bool:
        """Whether the answer has come to its label."""
        return self._depth > 0

    @property
    def measured(self) -> float | None:
        """0..1; None when no label was seen, or labels were unlikely wherever one stands."""
        return self._measured if self._is_over and self._depth else None

    def feed(self, token: int, logits: Logits) -> None:
        """Look at one chosen token; ``logits`` as the model gave them, before any mask."""
        if self._is_over:
            return
        following = self._following()
        if token in following:
            self._take(token, following, logits)
        elif self._depth and any(len(way) == self._depth for _, way in self._ways):
            # A label ended here though a longer one begins with it.
            self._measured *= 1 - sum(_chances(logits, following).values())
            self._is_over = True
        elif self._depth:
            self._reset()  # it only began like a label

    def _following(self) -> dict[int, frozenset[str]]:
        """The tokens that lead on, with the labels they lead to."""
        following: dict[int, set[str]] = {}
        for label, way in self._ways:
            if len(way) > self._depth:
                following.setdefault(way[self._depth], set()).add(label)
        return {token: frozenset(labels) for token, labels in following.items()}

    def _take(self, token: int, following: dict[int, frozenset[str]], logits: Logits) -> None:
        chances = _chances(logits, following)
        coverage = sum(chances.values())
        if not self._depth and coverage < _LEAST_COVERAGE:
            return  # these characters, but not a place where a label is expected
        reached = following[token]
        alike = sum(chance for t, chance in chances.items() if following[t] == reached)
        self._measured *= alike / coverage
        self._ways = {w for w in self._ways if w[1][self._depth : self._depth + 1] == (token,)}
        self._depth += 1
        self._is_over = len(reached) == 1


def _chances(logits: Logits, tokens: Iterable[int]) -> dict[int, float]:
    """The softmax at some tokens, as if sampled at temperature 1."""
    shifted = logits.astype(np.float64) - float(logits.max())
    total = float(np.exp(shifted).sum())
    return {token: float(np.exp(shifted[token])) / total for token in tokens}

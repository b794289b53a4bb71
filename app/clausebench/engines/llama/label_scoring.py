"""The chance of every label at one place, also of labels that take several tokens.

A label's chance is that of its tokens one after the other, and then of something that ends it:
"S1" must not get what belongs to "S1.a" or "S12". Nothing is normalised by length, because the
end is part of what is scored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from clausebench.domain.verdict import LabelChances
from clausebench.engines.llama.context import Logits

Way = tuple[int, ...]
After = Callable[[Way], Logits]
"""The logits after these tokens at the place in question."""


class LabelScorer:
    """``ways`` are the labels' spellings in tokens: one label may have several.

    ``continues_word`` says of each token of the vocabulary whether it would go on with a word.
    """

    def __init__(self, ways: Iterable[tuple[str, Way]], continues_word: NDArray[np.bool_]) -> None:
        self._ways = tuple(sorted(set(ways)))
        self._continues = continues_word
        self.labels = tuple(dict.fromkeys(label for label, way in self._ways if way))

    def score(self, after: After, *, exactly: bool = True) -> LabelChances | None:
        """None when there are no labels, or none of them has any chance.

        Asks ``after`` for each beginning of a label once. Without ``exactly`` the end of labels
        that no other label continues is taken for granted, which saves most of the questions.
        """
        found = dict.fromkeys(self.labels, 0.0)
        self._descend((), 1.0, found, after, exactly=exactly)
        coverage = min(sum(found.values()), 1.0)
        if coverage <= 0.0:
            return None
        shares = tuple((label, chance / sum(found.values())) for label, chance in found.items())
        return LabelChances(shares, coverage)

    def _descend(
        self, way: Way, chance: float, found: dict[str, float], after: After, *, exactly: bool
    ) -> None:
        ending = [label for label, whole in self._ways if whole == way and way]
        depth = len(way)
        onward = {w[depth] for _, w in self._ways if w[:depth] == way and len(w) > depth}
        if not onward and not exactly:
            for label in ending:
                found[label] += chance
            return
        if chance < _NEGLIGIBLE:
            return
        chances = _softmax(after(way))
        ends = ~self._continues
        ends[list(onward)] = False
        for label in ending:
            found[label] += chance * float(chances[ends].sum())
        for token in sorted(onward):
            step = chance * float(chances[token])
            self._descend((*way, token), step, found, after, exactly=exactly)


_NEGLIGIBLE = 1e-4


def _softmax(logits: Logits) -> NDArray[np.float64]:
    shifted = np.exp(logits.astype(np.float64) - float(logits.max()))
    return np.asarray(shifted / shifted.sum())

"""Ask what the model would say at some places of an answer, on a sequence of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from clausebench.domain.verdict import Certainty, LabelChances, TracePoint
from clausebench.engines.llama.context import Context, Logits, Row
from clausebench.engines.llama.label_scoring import LabelScorer, Way


@dataclass(frozen=True, slots=True)
class Probe:
    """``history`` are the tokens that sequence ``number`` holds after position ``start``. They
    are only read; what is tried is put on sequence ``own``."""

    context: Context
    number: int
    own: int
    start: int
    history: Sequence[int]

    def certainty(
        self, scorer: LabelScorer, label_at: int, lead: Way, reasoning_at: Sequence[int]
    ) -> Certainty | None:
        """Places count tokens of the history.

        ``label_at`` is the label's first token. ``lead`` closes the reasoning and leads to the
        label; it is put after each of the places ``reasoning_at``, the first of which is where
        reasoning begins. Raises as ``Context.evaluate``.
        """
        before = label_at - 1
        chances = scorer.score(partial(self._after, before, (self.history[before],)))
        if chances is None:
            return None
        trace = []
        for place in reasoning_at:
            then = self.chances(scorer, place, lead)
            if then is not None:
                trace.append(TracePoint(place - reasoning_at[0], then))
        return Certainty(chances, tuple(trace))

    def chances(self, scorer: LabelScorer, place: int, lead: Way) -> LabelChances | None:
        """If ``lead`` stood at a place. Raises as ``Context.evaluate``."""
        return scorer.score(partial(self._after, place, lead), exactly=False)

    def _after(self, end: int, lead: Way, way: Way) -> Logits:
        """The logits when ``lead`` and ``way`` follow the first ``end`` tokens."""
        position, tokens, size = self.start + end, (*lead, *way), self.context.batch_size
        self.context.forget(self.own)
        self.context.share(self.number, self.own, position)
        try:
            for first in range(0, len(tokens), size):
                chunk = tokens[first : first + size]
                is_last = first + size >= len(tokens)
                row = Row(self.own, position + first, chunk, wants_logits=is_last)
                self.context.evaluate((row,))
            return self.context.logits().copy()
        finally:
            self.context.forget(self.own)

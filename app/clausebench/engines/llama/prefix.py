"""The policy, evaluated once and shared by every content.

Sequence 0 holds the prompt's prefix and nothing else. When the policy is edited, evaluation
starts again before the edit, at the beginning of a batch: cut elsewhere, the same policy would
give other last digits than when it is read from its start.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import ReadingPolicy
from clausebench.engines.llama.context import Context

SEQUENCE = 0


class Prefix:
    """What sequence 0 of a context holds."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._tokens: tuple[int, ...] = ()

    def read(self, tokens: Sequence[int], cancel: CancelToken) -> Iterator[ReadingPolicy]:
        """Make sequence 0 hold ``tokens``. Raises ``Cancelled``; what was read stays known."""
        wanted = tuple(tokens)
        start = self._go_back_to_common(wanted)
        yield ReadingPolicy(start, len(wanted), start)
        for position in range(start, len(wanted), self._context.batch_size):
            cancel.check()
            chunk = wanted[position : position + self._context.batch_size]
            self._context.evaluate(chunk, position, SEQUENCE, wants_logits=False)
            self._tokens += chunk
            yield ReadingPolicy(len(self._tokens), len(wanted), start)

    def _go_back_to_common(self, wanted: tuple[int, ...]) -> int:
        """The position to read from; everything after it is forgotten.

        That includes what an aborted evaluation has left there.
        """
        pairs = zip(wanted, self._tokens, strict=False)
        common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        if common < len(wanted) or common < len(self._tokens):
            common -= common % self._context.batch_size
        self._tokens = wanted[:common]
        self._context.forget(SEQUENCE, common)
        return common

"""The policy, evaluated once and shared by every content.

Sequence 0 holds the prompt's prefix and nothing else. When the policy is edited, evaluation
starts again at the last checkpoint before the edit: the window of the sliding layers is saved
after every batch, for without it going back would be silently wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from clausebench.domain.cancel import CancelToken
from clausebench.domain.judging import ReadingPolicy
from clausebench.engines.llama.context import Context

SEQUENCE = 0
_MOST_CHECKPOINTS = 32


class Prefix:
    """What sequence 0 of a context holds."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._tokens: tuple[int, ...] = ()
        self._is_whole = False
        self._checkpoints: dict[int, bytes] = {}

    def read(self, tokens: Sequence[int], cancel: CancelToken) -> Iterator[ReadingPolicy]:
        """Make sequence 0 hold ``tokens``. Raises ``Cancelled``; what was read stays known."""
        wanted = tuple(tokens)
        if self._is_whole and wanted == self._tokens:
            yield ReadingPolicy(len(wanted), len(wanted), len(wanted))
            return
        self._is_whole = False
        start = self._go_back_to_common(wanted)
        yield ReadingPolicy(start, len(wanted), start)
        for position in range(start, len(wanted), self._context.batch_size):
            chunk = wanted[position : position + self._context.batch_size]
            self._read_chunk(chunk, position, cancel)
            yield ReadingPolicy(len(self._tokens), len(wanted), start)
        # Drops all but the window, which sharing the sequence would otherwise keep for ever.
        self._context.restore_window(SEQUENCE, self._checkpoints[len(wanted)])
        self._is_whole = True

    def _read_chunk(self, chunk: tuple[int, ...], position: int, cancel: CancelToken) -> None:
        cancel.check()
        self._tokens = self._tokens[:position]
        self._context.evaluate(chunk, position, SEQUENCE, wants_logits=False)
        self._tokens += chunk
        self._checkpoints[len(self._tokens)] = self._context.save_window(SEQUENCE)
        if len(self._checkpoints) > _MOST_CHECKPOINTS:
            for thinned in list(self._checkpoints)[:-1:2]:
                del self._checkpoints[thinned]

    def _go_back_to_common(self, wanted: tuple[int, ...]) -> int:
        """The position to read from; everything after it is forgotten."""
        pairs = zip(wanted, self._tokens, strict=False)
        common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        # Whole batches only: cut elsewhere, the same policy would give other last digits.
        size = self._context.batch_size
        usable = (p for p in self._checkpoints if p <= common and p % size == 0)
        start = max(usable, default=0)
        self._context.forget(SEQUENCE, start)
        if start:
            self._context.restore_window(SEQUENCE, self._checkpoints[start])
        self._tokens = self._tokens[:start]
        self._checkpoints = {p: w for p, w in self._checkpoints.items() if p <= start}
        return start

"""Runs sequences over a context that grows when a prompt needs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import PromptTooLongError
from clausebench.domain.judging import ReadingPolicy
from clausebench.engines.llama import prefix
from clausebench.engines.llama.context import Context
from clausebench.engines.llama.model import Model
from clausebench.engines.llama.native import AbortFlag
from clausebench.engines.llama.prefix import Prefix
from clausebench.engines.llama.sequence import EncodedPrompt, Sequence
from clausebench.harmony.transcript import TextEvent

_SEAT = prefix.SEQUENCE + 1
"""One answer at a time: a second would sit at the next number, in the same batches."""

_HEADER_ROOM = 64
"""Tokens of the headers between reasoning and answer, with room to spare."""


class Evaluator:
    """Owns the context; the model must outlive it."""

    def __init__(self, model: Model, *, context_tokens: int, threads: int) -> None:
        self._model = model
        self._size = context_tokens
        self._threads = threads
        self._abort = AbortFlag()
        self._context: Context | None = None
        self._prefix: Prefix | None = None

    def close(self) -> None:
        if self._context is not None:
            self._context.close()
        self._context = self._prefix = None

    def reserve(self, prompt: EncodedPrompt, answer_tokens: int) -> None:
        """Make room for a prompt and the longest answer to it.

        Raises ``PromptTooLongError`` beyond what the weights can read, ``EngineError`` when
        memory ends. Nothing is ever cut.
        """
        needed = len(prompt) + answer_tokens + _HEADER_ROOM
        limit = self._model.trained_context
        if needed > limit:
            raise PromptTooLongError(
                "Policy and content are too long for these weights.",
                f"They are {len(prompt):,} tokens, and up to {answer_tokens:,} more are kept "
                f"for the answer; the weights read {limit:,} at most. Nothing was cut.",
                "Shorten the policy or the content.",
            )
        if self._context is None or self._context.size < needed:
            self.close()
            self._size = min(_doubled(self._size, needed), limit)
            self._context = Context(
                self._model, self._size, self._abort, threads=self._threads, sequences=_SEAT + 1
            )
            self._prefix = Prefix(self._context)

    def run(
        self, sequence: Sequence, prompt: EncodedPrompt, cancel: CancelToken
    ) -> Iterator[ReadingPolicy | TextEvent]:
        """Read the prompt and write the answer. ``reserve`` first. Raises ``Cancelled``."""
        if self._context is None or self._prefix is None:
            raise RuntimeError("reserve comes before run")
        self._abort.clear()
        cancel.on_cancel(self._abort.set)
        self._context.forget(_SEAT)
        reused = 0
        for progress in self._prefix.read(prompt.prefix, cancel):
            reused = progress.reused
            yield replace(progress, total=len(prompt))
        self._context.share(prefix.SEQUENCE, _SEAT)
        position = len(prompt.prefix)
        while not sequence.is_done:
            for done in self._evaluate(self._context, sequence.pending, position, cancel):
                if done <= len(prompt):
                    yield ReadingPolicy(done, len(prompt), reused)
            position += len(sequence.pending)
            yield from sequence.advance(self._context.logits())
        self._context.forget(_SEAT)

    def _evaluate(
        self, context: Context, tokens: tuple[int, ...], position: int, cancel: CancelToken
    ) -> Iterator[int]:
        """Yields the position reached after each batch."""
        for start in range(0, len(tokens), context.batch_size):
            cancel.check()
            chunk = tokens[start : start + context.batch_size]
            context.evaluate(chunk, position + start, _SEAT)
            yield position + start + len(chunk)


def _doubled(size: int, needed: int) -> int:
    """Growing costs the prefix, so grow seldom."""
    while size < needed:
        size *= 2
    return size

"""A judgement without meaning: fixed tokens in, a fixed number of tokens out."""

from __future__ import annotations

from clausebench.domain.verdict import RawAnswer, StopReason, TokenCounts
from clausebench.engines.llama.context import Logits
from clausebench.engines.llama.sequence import EncodedPrompt
from clausebench.harmony.transcript import TextEvent


class Drill:
    """Takes the place of a ``Sequence``: writes ``generate`` of the likeliest tokens."""

    def __init__(self, prompt: EncodedPrompt, generate: int) -> None:
        self.pending = prompt.suffix
        self._left = generate

    @property
    def is_done(self) -> bool:
        return not self.pending

    def advance(self, logits: Logits) -> tuple[TextEvent, ...]:
        self._left -= 1
        self.pending = (int(logits.argmax()),) if self._left else ()
        return ()

    def finish(self) -> tuple[TextEvent, ...]:
        self.pending = ()
        return ()

    def answer(self, stop: StopReason | None, seconds: float) -> RawAnswer:
        return RawAnswer("", "", stop or StopReason.COMPLETE, TokenCounts(), seconds)

    def close(self) -> None:
        """Nothing to free."""

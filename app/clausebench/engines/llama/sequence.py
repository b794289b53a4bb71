"""One answer in the making, apart from whatever evaluates its tokens.

The loop that owns the context asks a sequence for its ``pending`` tokens, evaluates them, and
hands it the logits. Several sequences could take turns in one batch; none knows of others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clausebench.domain.judging import JudgeRequest
from clausebench.domain.verdict import Certainty, RawAnswer, StopReason, TokenCounts
from clausebench.engines.llama.context import Logits
from clausebench.engines.llama.grammar import Grammar
from clausebench.engines.llama.label_meter import LabelMeter
from clausebench.engines.llama.sampling import chooser
from clausebench.engines.llama.tokens import Tokenizer
from clausebench.harmony.prompt import Control
from clausebench.harmony.stream import Next, StreamParser
from clausebench.harmony.transcript import TextEvent

GRAMMAR_DROPPED = "grammar-dropped"
"""The model would not give its label in the contract's form: it refused, or wrote otherwise."""

_LEAST_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class EncodedPrompt:
    """Token ids of a prompt: ``prefix`` holds the policy, ``suffix`` the content."""

    prefix: tuple[int, ...]
    suffix: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.prefix) + len(self.suffix)


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """Where the answer's text and its label begin, counting tokens after the policy."""

    final_at: int
    label_at: int
    reasoning_tokens: int


class Sequence:
    """What to evaluate next, and what the tokens so far say."""

    def __init__(
        self,
        request: JudgeRequest,
        prompt: EncodedPrompt,
        tokenizer: Tokenizer,
        grammar: Grammar | None,
    ) -> None:
        """``grammar`` is used up and closed by this sequence."""
        self.pending = prompt.suffix
        self.certainty: Certainty | None = None
        self._written = len(prompt.suffix)
        self._final_at = self._label_at = 0
        self._prompt_tokens = len(prompt)
        self._tokenizer = tokenizer
        self._grammar = grammar
        self._flags: list[str] = []
        self._chooser = chooser(request.sampler, request.seed)
        self._meter = LabelMeter(request.label_texts, tokenizer.encode_word)
        self._parser = StreamParser(
            tokenizer.ids,
            free_channels=request.free_channels,
            max_reasoning_tokens=request.max_reasoning_tokens,
            max_final_tokens=request.max_final_tokens,
        )

    @property
    def is_done(self) -> bool:
        return not self.pending

    def advance(self, logits: Logits) -> tuple[TextEvent, ...]:
        """Choose the token after ``pending``, and say what became readable."""
        in_final = self._parser.in_final
        token = self._choose_final(logits) if in_final else self._chooser.choose(logits)
        if in_final:
            self._meter.feed(token, logits)
            self._note_label()
        step = self._parser.feed(token, self._tokenizer.piece(token))
        if step.next is Next.STOP:
            self.pending = ()
        elif step.next is Next.FORCE_FINAL:
            self.pending = self._tokenizer.encode(step.append)
        else:
            self.pending = (token,)
        self._written += len(self.pending)
        if self._parser.in_final and not self._final_at:
            self._final_at = self._written
        return step.events

    @property
    def reasoning_tokens(self) -> int | None:
        """How much has been thought; None once the answer has begun."""
        return None if self._parser.in_final else self._parser.reasoning_tokens

    def conclude(self) -> None:
        """Think no further: the next token begins the answer."""
        self._parser.conclude()

    @property
    def label_ways(self) -> frozenset[tuple[str, tuple[int, ...]]]:
        """The spellings of the labels in tokens."""
        return self._meter.ways

    @property
    def label_place(self) -> LabelPlace | None:
        """None when no label was written."""
        if not self._label_at:
            return None
        return LabelPlace(self._final_at, self._label_at, self._parser.reasoning_tokens)

    def finish(self) -> tuple[TextEvent, ...]:
        """Stop here; the text that was held back."""
        self.pending = ()
        return self._parser.finish()

    def answer(self, stop: StopReason | None, seconds: float) -> RawAnswer:
        """All that was said. ``stop`` tells why when it is not for the parser to know."""
        parser = self._parser
        return RawAnswer(
            reasoning=parser.reasoning,
            final=parser.final,
            stop=stop or parser.stop,
            tokens=TokenCounts(self._prompt_tokens, parser.reasoning_tokens, parser.final_tokens),
            seconds=seconds,
            flags=(*parser.flags, *self._flags),
            measured=self._meter.measured,
            certainty=self.certainty,
        )

    def close(self) -> None:
        if self._grammar is not None:
            self._grammar.close()

    def _note_label(self) -> None:
        """What begins like a label and goes on otherwise was none."""
        if not self._meter.has_begun:
            self._label_at = 0
        elif not self._label_at:
            self._label_at = self._written

    def _choose_final(self, logits: Logits) -> int:
        """The model's own choice if the grammar allows it, else another likely one.

        Where most of what the model would say is not allowed, the grammar goes: it would make
        up a verdict for a refusal, or put a listed clause in place of the one that was named.
        Testing one token takes a microsecond, masking all of them milliseconds.
        """
        ids, grammar, own = self._tokenizer.ids, self._grammar, self._chooser.choose(logits)
        if grammar is None:
            return own
        # Harmony's ``<|end|>`` is no end of generation to llama.cpp.
        token = ids.by_control[Control.RETURN] if ids.is_forbidden(own) else own
        if not grammar.allows(token):
            masked = self._masked(grammar, logits)
            if _share(masked, logits) < _LEAST_SHARE:
                self._drop_grammar(grammar)
                return own
            token = self._chooser.choose(masked)
        if not ids.is_forbidden(token):
            grammar.accept(token)
        return token

    def _masked(self, grammar: Grammar, logits: Logits) -> Logits:
        """A grammar that allows nothing more has come to its end."""
        masked = grammar.mask(logits)
        masked[self._tokenizer.unwritable] = -np.inf
        if not np.isfinite(masked).any():
            masked[self._tokenizer.ids.by_control[Control.RETURN]] = 0.0
        return masked

    def _drop_grammar(self, grammar: Grammar) -> None:
        grammar.close()
        self._grammar = None
        if not self._meter.has_begun:
            self._flags.append(GRAMMAR_DROPPED)


def _share(masked: Logits, logits: Logits) -> float:
    """The probability of everything that the mask leaves."""
    most = float(logits.max())
    left, all_of_it = (np.exp(row.astype(np.float64) - most).sum() for row in (masked, logits))
    return float(left / all_of_it)

"""The engine's side of a judgement: weights, prompt, tokens, answer. Runs in its own process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from clausebench.domain.cancel import Cancelled, CancelToken
from clausebench.domain.errors import EngineError
from clausebench.domain.judging import (
    Answered,
    EngineEvent,
    JudgeRequest,
    Loading,
    RenderedPrompt,
    TokenCount,
)
from clausebench.domain.verdict import Fingerprint, StopReason
from clausebench.engines.llama.evaluator import Evaluator
from clausebench.engines.llama.grammar import Grammar
from clausebench.engines.llama.header import Header, read_header
from clausebench.engines.llama.model import Model
from clausebench.engines.llama.native import library, library_version
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama.sequence import EncodedPrompt, Sequence
from clausebench.engines.llama.tokens import Tokenizer
from clausebench.engines.llama.warming import DigestMemory, warm_and_digest
from clausebench.harmony.prompt import render_prompt, visible_text

_READING, _PREPARING = "Reading the weights", "Preparing the weights"
_READING_SHARE = 0.9


class LlamaJudge:
    """Holds one weights file, or only its tokenizer, and judges one content at a time."""

    def __init__(self) -> None:
        self._model: Model | None = None
        self._tokenizer: Tokenizer | None = None
        self._evaluator: Evaluator | None = None
        self._grammars: dict[str, Grammar] = {}

    def open(self, path: str) -> Iterator[Loading]:
        """Get ready to count and render. Raises ``EngineError``."""
        if self._tokenizer is None:
            library()
            header = read_header(Path(path))
            self._adopt(header, Model(header, LlamaOptions(), CancelToken(), vocabulary_only=True))
        return iter(())

    def load(
        self, path: str, options: LlamaOptions, digest: str, cancel: CancelToken
    ) -> Iterator[Loading | Fingerprint]:
        """Get ready to judge; the last event is the fingerprint.

        Raises ``Cancelled`` or ``EngineError``.
        """
        self.close()
        library()
        header = read_header(Path(path))
        memory = DigestMemory(options.digests)
        reading = warm_and_digest(header.parts, digest or memory.recall(header.parts), cancel)
        while True:
            try:
                yield Loading(next(reading) * _READING_SHARE, _READING)
            except StopIteration as finished:
                digest = finished.value
                break
        memory.keep(header.parts, digest)
        yield Loading(_READING_SHARE, _PREPARING)
        model = Model(header, options, cancel)
        self._adopt(header, model)
        self._evaluator = Evaluator(
            model, context_tokens=options.context_tokens, threads=options.threads
        )
        yield Loading(1.0, _PREPARING)
        yield _fingerprint(header, digest, options, is_on_gpu=model.is_on_gpu)

    def judge(self, request: JudgeRequest, cancel: CancelToken) -> Iterator[EngineEvent]:
        """Judge one content. The last event is ``Answered``, also when cancelled.

        Raises ``EngineError`` when the weights are not loaded or the prompt does not fit.
        """
        started = time.monotonic()
        if self._evaluator is None:
            raise EngineError("The weights are not loaded.")
        prompt = self._encode(request)
        self._evaluator.reserve(prompt, request.max_reasoning_tokens + request.max_final_tokens)
        tokenizer = self._ready_tokenizer()
        sequence = Sequence(request, prompt, tokenizer, self._grammar(request.grammar))
        stop = None
        try:
            yield from self._evaluator.run(sequence, prompt, cancel)
        except Cancelled:
            stop = StopReason.CANCELLED
            yield from sequence.finish()
        finally:
            sequence.close()
        yield Answered(sequence.answer(stop, time.monotonic() - started))

    def count_tokens(self, text: str) -> Iterator[TokenCount]:
        """Raises ``EngineError`` when no tokenizer is open."""
        yield TokenCount(self._ready_tokenizer().count(text), exact=True)

    def render(self, request: JudgeRequest) -> Iterator[RenderedPrompt]:
        """Raises ``EngineError`` when no tokenizer is open."""
        encoded = self._encode(request)
        text = visible_text(render_prompt(request).pieces)
        yield RenderedPrompt(text, encoded.prefix + encoded.suffix, len(encoded.prefix))

    def close(self) -> None:
        """Free everything, in the order llama.cpp needs."""
        for grammar in self._grammars.values():
            grammar.close()
        self._grammars.clear()
        if self._evaluator is not None:
            self._evaluator.close()
        if self._model is not None:
            self._model.close()
        self._model = self._tokenizer = self._evaluator = None

    def _adopt(self, header: Header, model: Model) -> None:
        self._model = model
        self._tokenizer = Tokenizer(model.vocabulary, header.parts[0])

    def _loaded_model(self) -> Model:
        if self._model is None:
            raise EngineError("The weights are not loaded.")
        return self._model

    def _ready_tokenizer(self) -> Tokenizer:
        if self._tokenizer is None:
            raise EngineError("The weights are not open.")
        return self._tokenizer

    def _encode(self, request: JudgeRequest) -> EncodedPrompt:
        tokenizer, prompt = self._ready_tokenizer(), render_prompt(request)
        return EncodedPrompt(tokenizer.encode(prompt.prefix), tokenizer.encode(prompt.suffix))

    def _grammar(self, text: str | None) -> Grammar | None:
        """A fresh copy; compiling is done once per grammar."""
        if text is None:
            return None
        if text not in self._grammars:
            self._grammars[text] = Grammar.compile(self._loaded_model().vocabulary, text)
        return self._grammars[text].copy()


def _fingerprint(
    header: Header, digest: str, options: LlamaOptions, *, is_on_gpu: bool
) -> Fingerprint:
    """The context's size is not in it: it grows with prompts and changes no verdict."""
    details = {
        "architecture": header.architecture,
        "device": "gpu" if is_on_gpu else "cpu",
        "file": header.parts[0].name,
        "llama-cpp-python": library_version(),
        "sha256": digest,
        "size": str(header.size),
        "threads": str(options.threads),
    }
    return Fingerprint("llama", header.parts[0].stem, True, tuple(sorted(details.items())))

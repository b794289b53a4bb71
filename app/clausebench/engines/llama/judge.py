"""The engine's side of a judgement: weights, prompt, tokens, answer. Runs in its own process."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path

from clausebench.domain.cancel import CancelToken
from clausebench.domain.errors import AppError, EngineError
from clausebench.domain.judging import (
    EngineEvent,
    JudgeRequest,
    Loading,
    RenderedPrompt,
    TokenCount,
)
from clausebench.domain.verdict import Fingerprint
from clausebench.domain.weights import KeptWeights
from clausebench.engines.llama.devices import placement_for, slots_for
from clausebench.engines.llama.fingerprint import fingerprint
from clausebench.engines.llama.grammar import Grammar
from clausebench.engines.llama.header import Header
from clausebench.engines.llama.inquiry import Inquiry, Leads, Watch
from clausebench.engines.llama.jobs import Ending, Job
from clausebench.engines.llama.label_scoring import LabelScorer
from clausebench.engines.llama.model import Model
from clausebench.engines.llama.native import library, library_version
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama.prefix_store import PrefixStore
from clausebench.engines.llama.preflight import preflight, refuse_changed
from clausebench.engines.llama.scheduler import Scheduler
from clausebench.engines.llama.seating import Pace
from clausebench.engines.llama.sequence import EncodedPrompt, Sequence
from clausebench.engines.llama.tokens import Tokenizer
from clausebench.engines.llama.warming import DigestMemory, digest_of_all, warm_and_digest
from clausebench.harmony.prompt import FINAL_HEADER, render_prompt, visible_text

_READING, _PREPARING = "Reading the weights", "Preparing the weights"
_COMPARING = "Comparing the weights with what was verified"
_READING_SHARE = 0.9


class LlamaJudge:
    """Holds one weights file, or only its tokenizer, and judges several contents at once."""

    def __init__(self) -> None:
        self._model: Model | None = None
        self._tokenizer: Tokenizer | None = None
        self._scheduler: Scheduler | None = None
        self._store: PrefixStore | None = None
        self._grammars: dict[str, Grammar] = {}
        self._leads: Leads = {}

    def open(self, path: str) -> Iterator[Loading]:
        """Get ready to count and render. Raises ``EngineError``."""
        if self._tokenizer is None:
            library()
            header = preflight(Path(path))
            self._adopt(header, Model(header, LlamaOptions(), CancelToken(), vocabulary_only=True))
        return iter(())

    def load(
        self, path: str, options: LlamaOptions, kept: KeptWeights | None, cancel: CancelToken
    ) -> Iterator[Loading | Fingerprint]:
        """Get ready to judge; the last event is the fingerprint.

        Raises ``Cancelled`` or ``EngineError``.
        """
        self.close()
        library()
        header = preflight(Path(path), kept)
        digest = yield from _read(header, options, kept, cancel)
        yield Loading(_READING_SHARE, _PREPARING)
        placement = placement_for(header, options)
        slots = slots_for(header, options, placement)
        model = Model(header, options, cancel, placement=placement)
        self._adopt(header, model)
        pace = Pace(
            slots=max(slots, 1),
            threads=options.threads,
            adapts=options.adapts,
            context_tokens=options.context_tokens,
            strict=options.strict,
        )
        self._store = _store(digest, options, model)
        self._scheduler = Scheduler(model, pace, self._store)
        yield Loading(1.0, _PREPARING)
        yield fingerprint(header, digest, replace(options, slots=slots), placement)

    @property
    def is_idle(self) -> bool:
        """Whether ``step`` has nothing to do."""
        return self._scheduler is None or self._scheduler.is_idle

    def submit(
        self,
        request: JudgeRequest,
        cancel: CancelToken,
        tell: Callable[[EngineEvent], None],
        end: Callable[[Ending], None],
        *,
        is_urgent: bool = False,
    ) -> None:
        """Queue one content; ``step`` judges it and what else is queued.

        ``tell`` hears the events, the last of them ``Answered``, also when cancelled; ``end``
        is called once after that, or with an error instead. An urgent content interrupts others
        for as long as it takes. Raises ``EngineError`` when the weights are not loaded or the
        prompt does not fit.
        """
        if self._scheduler is None:
            raise EngineError("The weights are not loaded.")
        prompt = self._encode(request)
        sequence = Sequence(
            request, prompt, self._ready_tokenizer(), self._grammar(request.grammar)
        )
        answer_tokens = request.max_reasoning_tokens + request.max_final_tokens
        job = Job(prompt, sequence, tell, end, cancel, answer_tokens, is_urgent)
        self._observe(job, sequence, request)
        try:
            self._scheduler.submit(job)
        except EngineError:
            sequence.close()
            raise

    def step(self) -> None:
        """Go on with everything that is queued, by one batch."""
        if self._scheduler is not None:
            self._scheduler.step()

    def judge(self, request: JudgeRequest, cancel: CancelToken) -> Iterator[EngineEvent]:
        """Judge one content to its end. Raises ``EngineError``."""
        events: deque[EngineEvent] = deque()
        endings: list[Ending] = []
        self.submit(request, cancel, events.append, endings.append)
        while not endings:
            self.step()
            while events:
                yield events.popleft()
        if isinstance(endings[0], AppError):
            raise endings[0]

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
        if self._scheduler is not None:
            self._scheduler.fail_all(EngineError("The weights have been closed."))
        for grammar in self._grammars.values():
            grammar.close()
        self._grammars.clear()
        if self._store is not None:
            self._store.wait()
        if self._model is not None:
            self._model.close()
        self._model = self._tokenizer = self._scheduler = self._store = None

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

    def _observe(self, job: Job, sequence: Sequence, request: JudgeRequest) -> None:
        if not request.measures_certainty and not request.stop_when_sure:
            return
        tokenizer = self._ready_tokenizer()
        scorer = LabelScorer(sequence.label_ways, tokenizer.continues_word)
        header = tokenizer.encode(FINAL_HEADER)
        # With free channels the model's own headers stand between the reasoning's tokens.
        every = 0 if request.free_channels else request.trace_every
        if request.measures_certainty:
            job.measure = Inquiry(job, sequence, scorer, header, every)
        if request.stop_when_sure and every:
            sure = request.stop_when_sure
            job.watch = Watch(job, sequence, scorer, header, every, sure, self._leads)

    def _grammar(self, text: str | None) -> Grammar | None:
        """A fresh copy; compiling is done once per grammar."""
        if text is None:
            return None
        if text not in self._grammars:
            self._grammars[text] = Grammar.compile(self._loaded_model().vocabulary, text)
        return self._grammars[text].copy()


def _read(
    header: Header, options: LlamaOptions, kept: KeptWeights | None, cancel: CancelToken
) -> Generator[Loading, None, str]:
    """Every byte once; returns the digest of all. Files that were written to since they were
    verified are compared anew. Raises ``Cancelled``, ``WeightsError``."""
    memory = DigestMemory(options.digests)
    known = memory.recall(header.parts)
    doing = _COMPARING if kept is not None and not all(known) else _READING
    reading = warm_and_digest(header.parts, known, cancel)
    while True:
        try:
            yield Loading(next(reading) * _READING_SHARE, doing)
        except StopIteration as finished:
            digests: tuple[str, ...] = finished.value
            break
    if kept is not None:
        refuse_changed(header.parts, digests, kept)
    memory.keep(header.parts, digests)
    return digest_of_all(digests)


def _store(digest: str, options: LlamaOptions, model: Model) -> PrefixStore | None:
    """Last digits depend on all that is named here, and the bytes' meaning on most of it."""
    if not options.prefixes or not digest:
        return None
    facts = {
        "weights": digest,
        "build": library_version(),
        "gpu": model.is_on_gpu,
        "repack": bool(options.repack),
        "memory": "f16, unified, whole window",
    }
    identity = json.dumps(facts, sort_keys=True)
    return PrefixStore(Path(options.prefixes), identity, options.prefix_bytes)

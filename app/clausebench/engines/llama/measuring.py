"""Measure loaded weights: reading, writing, many contents at once, and the plain way."""

from __future__ import annotations

import math
import random
import statistics
import sys
import time
from collections.abc import Generator, Iterator
from pathlib import Path

from clausebench.domain.benchmark import BenchPlan, BenchResult, BenchStep, SlotSpeed, Speed
from clausebench.domain.cancel import CancelToken
from clausebench.engines.llama.context import Context, Row
from clausebench.engines.llama.devices import card_in_use, placement_for
from clausebench.engines.llama.drill import Drill
from clausebench.engines.llama.jobs import Ending, Job
from clausebench.engines.llama.model import Model
from clausebench.engines.llama.native import AbortFlag
from clausebench.engines.llama.options import LlamaOptions
from clausebench.engines.llama.preflight import preflight
from clausebench.engines.llama.scheduler import Scheduler
from clausebench.engines.llama.seating import Pace
from clausebench.engines.llama.sequence import EncodedPrompt

_PLAIN_CASES = 4
"""The plain way takes the same time for each content, so a few tell."""


class Bench:
    """One weights file, measured from loading on. Runs in the engine's process."""

    def __init__(self, path: str, options: LlamaOptions, plan: BenchPlan) -> None:
        self._path = Path(path)
        self._options = options
        self._plan = plan
        chance = random.Random(1)  # noqa: S311 - the same tokens each time
        self._policy = tuple(chance.randrange(256) for _ in range(plan.policy_tokens))
        self._contents = [
            tuple(chance.randrange(256) for _ in range(plan.content_tokens))
            for _ in range(plan.cases)
        ]

    def run(self, cancel: CancelToken) -> Iterator[BenchStep | BenchResult]:
        """The last event is the result. Raises ``Cancelled`` or ``EngineError``."""
        yield BenchStep("Reading the weights")
        started = time.perf_counter()
        header = preflight(self._path)
        placement = placement_for(header, self._options)
        card, card_free = card_in_use(placement)
        model = Model(header, self._options, cancel, placement=placement)
        load = time.perf_counter() - started
        try:
            prefill, decode = yield from self._single(model, cancel)
            batch = []
            for slots in self._plan.slots:
                yield BenchStep(f"Judging {len(self._contents)} contents, {slots} at once")
                batch.append(self._many(model, slots, cancel))
            cold = edited = None
            if self._plan.edits:
                yield BenchStep("Editing the policy")
                cold, edited = self._first_tokens(model, cancel)
            resident, peak = memory_mb()
        finally:
            model.close()
        plain = None
        if self._plan.plain:
            yield BenchStep("Judging the plain way")
            plain = self._plainly(placement.gpu_layers, cancel)
        firsts, memory = (cold, edited), (resident, peak)
        yield BenchResult(
            load, prefill, decode, tuple(batch), *firsts, plain, *memory, card, card_free
        )

    def _single(
        self, model: Model, cancel: CancelToken
    ) -> Generator[BenchStep, None, tuple[Speed, Speed]]:
        """Batches of the policy, then steps of one answer after what was read."""
        size = self._plan.policy_tokens + self._plan.generate + 256
        abort = AbortFlag()
        cancel.on_cancel(abort.set)
        context = Context(model, size, abort, threads=self._options.threads, sequences=1)
        reading: list[float] = []
        writing: list[float] = []
        place = 0
        try:
            yield BenchStep("Reading a policy")
            end = self._end()
            while place < len(self._policy) and time.perf_counter() < end:
                cancel.check()
                chunk = self._policy[place : place + context.batch_size]
                seconds = _timed(context, Row(0, place, chunk))
                reading.append(len(chunk) / seconds)
                place += len(chunk)
            yield BenchStep("Writing an answer")
            end = self._end()
            while len(writing) < self._plan.generate and time.perf_counter() < end:
                cancel.check()
                # Greedy answers go in circles, and so would the experts that are used.
                token = self._policy[len(writing) % len(self._policy)]
                writing.append(1 / _timed(context, Row(0, place + len(writing), (token,))))
        finally:
            context.close()
        return _speed(reading), _speed(writing)

    def _end(self) -> float:
        """When to stop that starts now, by ``perf_counter``."""
        return time.perf_counter() + (self._plan.seconds or math.inf)

    def _many(self, model: Model, slots: int, cancel: CancelToken) -> SlotSpeed:
        scheduler = self._scheduler(model, slots)
        rates = []
        try:
            # Makes the context, which is no part of the work.
            self._judge(scheduler, self._policy[:1], self._contents[:1], cancel, generate=1)
            for _ in ("new", "known"):
                started = time.perf_counter()
                self._judge(scheduler, self._policy, self._contents, cancel)
                rates.append(len(self._contents) / (time.perf_counter() - started))
        finally:
            scheduler.close()
        return SlotSpeed(slots, rates[0], rates[0] * self._plan.generate, rates[1])

    def _first_tokens(self, model: Model, cancel: CancelToken) -> tuple[float, float]:
        """Without anything known, and after an edit in the policy's last tenth."""
        scheduler = self._scheduler(model, 1)
        place = len(self._policy) * 9 // 10
        edited = (*self._policy[:place], 7, 7, *self._policy[place + 1 :])
        seconds = []
        try:
            for policy in (self._policy, edited):
                started = time.perf_counter()
                self._judge(scheduler, policy, self._contents[:1], cancel, generate=1)
                seconds.append(time.perf_counter() - started)
        finally:
            scheduler.close()
        return seconds[0], seconds[1]

    def _scheduler(self, model: Model, slots: int) -> Scheduler:
        each = self._plan.content_tokens + self._plan.generate + 128
        size = self._plan.policy_tokens * 2 + slots * each
        pace = Pace(slots, self._options.threads, adapts=self._options.adapts, context_tokens=size)
        return Scheduler(model, pace)

    def _judge(
        self,
        scheduler: Scheduler,
        policy: tuple[int, ...],
        contents: list[tuple[int, ...]],
        cancel: CancelToken,
        *,
        generate: int | None = None,
    ) -> None:
        count = generate or self._plan.generate
        endings: list[Ending] = []
        for content in contents:
            prompt = EncodedPrompt(policy, content)
            drill = Drill(prompt, count)
            job = Job(prompt, drill, lambda _event: None, endings.append, cancel, count)
            scheduler.submit(job)
        while not scheduler.is_idle:
            scheduler.step()
        cancel.check()
        for error in endings:
            if error is not None:
                raise error

    def _plainly(self, gpu_layers: int, cancel: CancelToken) -> float:
        """llama-cpp-python's high-level class: one content after the other, nothing shared."""
        from llama_cpp import Llama

        size = self._plan.policy_tokens + self._plan.content_tokens + self._plan.generate + 16
        threads = self._options.threads
        llama = Llama(
            str(self._path),
            n_gpu_layers=gpu_layers,
            n_ctx=size,
            n_threads=threads,
            n_threads_batch=threads,
            verbose=False,
        )
        contents = self._contents[:_PLAIN_CASES]
        started = time.perf_counter()
        try:
            for content in contents:
                cancel.check()
                llama.reset()
                tokens = llama.generate([*self._policy, *content], temp=0.0, reset=True)
                for _ in range(self._plan.generate):
                    next(tokens)
                tokens.close()
        finally:
            llama.close()
        return len(contents) / (time.perf_counter() - started)


def _timed(context: Context, row: Row) -> float:
    started = time.perf_counter()
    context.evaluate((row,))
    context.logits()
    return time.perf_counter() - started


def _speed(rates: list[float]) -> Speed:
    ordered = sorted(rates)
    return Speed(statistics.median(ordered), ordered[len(ordered) // 20])


def memory_mb() -> tuple[float, float]:
    """Of this process, in MiB: resident now, and the most it ever was."""
    import psutil

    resident = psutil.Process().memory_info().rss / 2**20
    if sys.platform == "win32":
        return resident, resident
    import resource

    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resident, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit

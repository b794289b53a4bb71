"""Many judgements at once over one context: continuous batching.

Each step evaluates one batch: the next token of every answer in the making first, then parts of
prompts that are still being read, as many as fit. Whoever finishes makes room for the next.
"""

from __future__ import annotations

import time
from contextlib import suppress

from clausebench.domain.cancel import Cancelled
from clausebench.domain.errors import AppError
from clausebench.engines.llama.context import Context, Logits, NoRoomError, Row
from clausebench.engines.llama.jobs import Job, Measure
from clausebench.engines.llama.model import Model
from clausebench.engines.llama.native import AbortFlag
from clausebench.engines.llama.prefix_store import PrefixStore
from clausebench.engines.llama.room import refuse_what_cannot_fit
from clausebench.engines.llama.seat import Seat
from clausebench.engines.llama.seating import Pace, Seating
from clausebench.engines.llama.thread_tuning import ThreadTuner


class Scheduler:
    """Used by one thread; only cancels may come from others. The model must outlive it."""

    def __init__(self, model: Model, pace: Pace, store: PrefixStore | None = None) -> None:
        self._limit = model.trained_context
        self._abort = AbortFlag()
        self._house = Seating(model, pace, self._abort, store)
        self._finished: list[Seat] = []
        self._watched: list[Seat] = []
        self._tuner = ThreadTuner(pace.threads) if pace.adapts else None

    @property
    def is_idle(self) -> bool:
        return not self._house.waiting and not self._house.seats

    def submit(self, job: Job) -> None:
        """Queue it. Raises ``PromptTooLongError``."""
        refuse_what_cannot_fit(job, self._limit)
        job.cancel.on_cancel(self._abort.set)
        self._house.waiting.append(job)

    def step(self) -> None:
        """Evaluate one batch. A failure of llama.cpp ends the jobs it hits and nothing else."""
        # First the flag, then who is cancelled: a cancel in between stops the batch below.
        self._abort.clear()
        try:
            self._house.drop_cancelled()
            self._house.admit()
            self._read_policy()
            self._follow()
            self._conclude()
            self._evaluate()
            self._conclude()
        except Cancelled:
            self._house.forget_unfinished()
        except NoRoomError:
            self._house.forget_unfinished()
            self._house.make_room()
        except AppError as error:
            self._house.fail_all(error)

    def close(self) -> None:
        """Free the context; nothing may be queued."""
        self._house.close()

    def fail_all(self, error: AppError) -> None:
        """End every job and free the context."""
        self._house.fail_all(error)

    def _read_policy(self) -> None:
        """One batch of a policy that somebody waits for; other answers go on meanwhile.

        Never in one batch with others: its memory is kept, and must not depend on them.
        """
        reading = next((s for s in self._house.served if not s.prefix.is_complete), None)
        if reading is None:
            return
        prefix = reading.prefix
        if prefix.length == prefix.reused:
            reading.tell_progress(prefix.length, prefix.reused)
        prefix.read_on()
        for seat in self._house.seats:
            if seat.prefix is not prefix:
                continue
            if prefix.is_complete:
                seat.begin_with_prefix()
            else:
                seat.tell_progress(prefix.length, prefix.reused)

    def _follow(self) -> None:
        """Begin with what another seat has read, once it has."""
        for seat in list(self._house.served):
            leader = seat.leader
            if leader is None or not seat.prefix.is_complete:
                continue
            if leader not in self._house.seats:
                seat.leader = None
            elif leader.beginning is not None:
                seat.follow(leader, leader.beginning)
                self._advance(seat, leader.beginning)

    def _evaluate(self) -> None:
        batch = self._batch([seat for seat in self._house.served if seat.is_ready])
        if not batch:
            return
        context = batch[0][0].context
        self._compute(context, [row for _, row in batch])
        for index, (seat, row) in enumerate(batch):
            self._heed(seat, row, context.logits(index) if row.wants_logits else None)

    def _compute(self, context: Context, rows: list[Row]) -> None:
        if self._tuner is None:
            context.evaluate(rows)
            return
        context.use_threads(self._tuner.threads)
        started = time.perf_counter()
        context.evaluate(rows)
        if all(len(row.tokens) == 1 for row in rows):
            self._tuner.add(len(rows), time.perf_counter() - started)

    def _batch(self, ready: list[Seat]) -> list[tuple[Seat, Row]]:
        """Answers before prompts, the longest seated first."""
        batch: list[tuple[Seat, Row]] = []
        left = ready[0].context.batch_size if ready else 0
        for seat in sorted(ready, key=lambda seat: seat.todo > 1):
            if left:
                batch.append((seat, seat.row(left)))
                left -= len(batch[-1][1].tokens)
        return batch

    def _heed(self, seat: Seat, row: Row, logits: Logits | None) -> None:
        seat.evaluated += len(row.tokens)
        if seat.position <= len(seat.job.prompt):
            seat.tell_progress(seat.position, seat.prefix.reused)
        if logits is None:
            return
        if seat.position == len(seat.job.prompt) and self._house.is_shared(seat):
            seat.beginning = logits.copy()
        self._advance(seat, logits)

    def _advance(self, seat: Seat, logits: Logits) -> None:
        seat.job.advance(logits)
        if seat.job.sequence.is_done:
            self._finished.append(seat)
        elif seat.job.watch is not None:
            self._watched.append(seat)

    def _conclude(self) -> None:
        """Only after a batch has been heeded: measuring evaluates, and its logits would be gone."""
        while self._watched:
            seat = self._watched.pop()
            self._measure(seat, seat.job.watch)
        while self._finished:
            seat = self._finished.pop()
            self._measure(seat, seat.job.measure)
            heir = self._house.finish(seat)
            if heir is not None and heir.beginning is not None:
                self._advance(heir, heir.beginning)

    def _measure(self, seat: Seat, measure: Measure | None) -> None:
        """What was asked for besides the answer; it can be done without."""
        if measure is not None:
            with suppress(Cancelled, NoRoomError):
                measure(seat.context, seat.number, self._house.probe)

"""Who sits at the context and who waits: admission by memory, giving way, handing over."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from clausebench.domain.errors import AppError
from clausebench.domain.verdict import StopReason
from clausebench.engines.llama.context import Context
from clausebench.engines.llama.jobs import Job
from clausebench.engines.llama.model import Model
from clausebench.engines.llama.native import AbortFlag
from clausebench.engines.llama.prefix import Prefixes
from clausebench.engines.llama.prefix_store import PrefixStore
from clausebench.engines.llama.room import AnswerLengths, expected, needed, roomy
from clausebench.engines.llama.seat import Seat

_PREFIXES = 3


@dataclass(frozen=True, slots=True)
class Pace:
    """``slots`` answers are written at once, and one more that somebody waits for.

    ``strict`` writes one after the other and knows one policy at a time: then the memory fills
    in the order of positions, and an answer is the same to the last digit whatever was judged
    before. Otherwise its tokens lie between those of others, and on cards and processors that
    our kernels are not for (DECISIONS 46) sums round differently.
    ``adapts`` lets the number of threads follow what is fastest, up to ``threads``.
    """

    slots: int = 1
    threads: int = 1
    adapts: bool = False
    context_tokens: int = 8192
    strict: bool = False

    @property
    def seats(self) -> int:
        return 1 if self.strict else self.slots

    @property
    def prefixes(self) -> int:
        return 1 if self.strict else _PREFIXES


class Seating:
    """Owns the context; the model must outlive it."""

    def __init__(
        self, model: Model, pace: Pace, abort: AbortFlag, store: PrefixStore | None
    ) -> None:
        self._model = model
        self._pace = pace
        self._abort = abort
        self._store = store
        self._size = pace.context_tokens
        self._context: Context | None = None
        self._prefixes: Prefixes | None = None
        self._lengths = AnswerLengths()
        self.waiting: deque[Job] = deque()
        self.seats: list[Seat] = []
        """Those who sit, the longest seated first."""

    @property
    def served(self) -> list[Seat]:
        """Whoever somebody waits for; everybody if there is nobody like that."""
        return [seat for seat in self.seats if seat.job.is_urgent] or self.seats

    @property
    def probe(self) -> int:
        """A sequence to try things on."""
        return self._pace.prefixes + self._pace.seats + 1

    def drop_cancelled(self) -> None:
        for job in [job for job in self.waiting if job.cancel.is_cancelled]:
            self.waiting.remove(job)
            job.finish(StopReason.CANCELLED)
        for seat in [seat for seat in self.seats if seat.job.cancel.is_cancelled]:
            self._stand_up(seat)
            seat.job.finish(StopReason.CANCELLED)

    def admit(self) -> None:
        """Give seats to those who wait, as far as seats and memory go."""
        while self.waiting:
            job = next((job for job in self.waiting if job.is_urgent), self.waiting[0])
            may_displace = job.is_urgent and not self._pace.strict
            if not self._seat(job) and not (may_displace and self._send_away()):
                return

    def finish(self, seat: Seat) -> Seat | None:
        """Its answer is complete. Returns the seat again when somebody else sits there now,
        who has the same content to judge and begins after the prompt."""
        self._lengths.add(seat.job)
        heir = next((job for job in self.waiting if _may_inherit(seat, job)), None)
        if heir is None:
            self._stand_up(seat)
        seat.job.finish()
        if heir is None or seat.beginning is None:
            return None
        self.waiting.remove(heir)
        seat.context.forget(seat.number, len(heir.prompt))
        follower = Seat(seat.context, seat.number, heir, seat.prefix)
        self.seats[self.seats.index(seat)] = follower
        follower.take_over(seat.beginning)
        return follower

    def is_shared(self, seat: Seat) -> bool:
        """Whether anybody else has the same content to judge."""
        others = [*self.waiting, *(other.job for other in self.seats if other is not seat)]
        return any(not job.has_begun and job.prompt == seat.job.prompt for job in others)

    def make_room(self) -> None:
        """Something goes: an unused policy, or the youngest judgement, which comes back later
        and goes on where it stood."""
        if self._prefixes is not None and not self._prefixes.drop_idle() and len(self.seats) > 1:
            self._send_away()

    def forget_unfinished(self) -> None:
        for seat in self.seats:
            seat.forget_unfinished()

    def fail_all(self, error: AppError) -> None:
        """A context that failed once is not trusted again."""
        self.close()
        jobs, self.waiting = list(self.waiting), deque()
        for job in jobs:
            job.fail(error)

    def close(self) -> None:
        """Free the context. Who sat there waits for another."""
        while self.seats:
            self._send_back(self.seats[-1])
        if self._context is not None:
            self._context.close()
        self._context = self._prefixes = None

    def _seat(self, job: Job) -> bool:
        context, prefixes = self._room_for(job)
        number = self._free_number(is_urgent=job.is_urgent)
        if number is None or not self._has_room(context, prefixes, job):
            return False
        prefix = prefixes.claim(job.prompt.prefix)
        if prefix is None:
            return False
        self.waiting.remove(job)
        seat = Seat(context, number, job, prefix, leader=self._leader_for(job))
        context.forget(number)
        if prefix.is_complete:
            seat.begin_with_prefix()
        self.seats.append(seat)
        return True

    def _room_for(self, job: Job) -> tuple[Context, Prefixes]:
        """A context for the longest answer to this job, and for usual ones beside it."""
        if self._context and self._prefixes and self._context.size >= needed(job):
            return self._context, self._prefixes
        self.close()
        beside = (self._pace.seats - 1) * (len(job.prompt.suffix) + self._lengths.guess(job))
        limit = self._model.trained_context
        wanted = max(self._size, roomy(needed(job) + beside))
        self._size = max(needed(job), min(wanted, limit))
        self._context = Context(
            self._model,
            self._size,
            self._abort,
            threads=self._pace.threads,
            sequences=self.probe + 1,
        )
        self._prefixes = Prefixes(self._context, self._pace.prefixes, self._store)
        return self._context, self._prefixes

    def _free_number(self, *, is_urgent: bool) -> int | None:
        """The last seat is kept free for somebody who waits."""
        taken = {seat.number for seat in self.seats}
        first = self._pace.prefixes
        numbers = range(first, first + self._pace.seats + is_urgent)
        return next((number for number in numbers if number not in taken), None)

    def _has_room(self, context: Context, prefixes: Prefixes, job: Job) -> bool:
        """With nobody else there is always room; ``_room_for`` saw to it."""
        wanted = len(job.prompt) + self._lengths.guess(job)
        wanted += sum(expected(seat, self._lengths) for seat in self.seats)
        while prefixes.cells + wanted > context.size:
            if not prefixes.drop_idle():
                return not self.seats
        return True

    def _leader_for(self, job: Job) -> Seat | None:
        if job.has_begun:
            return None
        same = (seat for seat in self.seats if seat.job.prompt == job.prompt)
        return next((seat for seat in same if seat.can_lead), None)

    def _send_away(self) -> bool:
        """The youngest of those nobody waits for."""
        seat = next((s for s in reversed(self.seats) if not s.job.is_urgent), None)
        if seat is not None:
            self._send_back(seat)
        return seat is not None

    def _send_back(self, seat: Seat) -> None:
        self._stand_up(seat)
        self.waiting.appendleft(seat.job)

    def _stand_up(self, seat: Seat) -> None:
        self.seats.remove(seat)
        seat.prefix.users -= 1
        seat.context.forget(seat.number)


def _may_inherit(seat: Seat, job: Job) -> bool:
    is_alike = job.is_urgent == seat.job.is_urgent and not job.has_begun
    return seat.beginning is not None and is_alike and job.prompt == seat.job.prompt

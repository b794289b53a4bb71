"""A place in the context where one job's tokens are evaluated."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.domain.judging import ReadingPolicy
from clausebench.engines.llama.context import Context, Logits, Row
from clausebench.engines.llama.jobs import Job
from clausebench.engines.llama.prefix import Prefix


@dataclass(eq=False, slots=True)
class Seat:
    """A sequence of the context, ``number``, with somebody sitting at it.

    ``evaluated`` counts the job's history. ``leader`` is a seat that reads the same content:
    this one waits for it and begins with what it has evaluated. ``beginning`` holds the logits
    after the prompt while others may want them.
    """

    context: Context
    number: int
    job: Job
    prefix: Prefix
    evaluated: int = 0
    leader: Seat | None = None
    beginning: Logits | None = None

    @property
    def position(self) -> int:
        return len(self.job.prompt.prefix) + self.evaluated

    @property
    def todo(self) -> int:
        """Tokens to evaluate before there is something to choose."""
        return len(self.job.history) - self.evaluated

    @property
    def is_ready(self) -> bool:
        return self.prefix.is_complete and self.leader is None

    @property
    def can_lead(self) -> bool:
        """Whether it has its prompt's end before it, or has kept it."""
        is_reading = self.position < len(self.job.prompt)
        return self.leader is None and (is_reading or self.beginning is not None)

    def row(self, most: int) -> Row:
        """The next ``most`` tokens; logits after the last of them all."""
        tokens = self.job.history[self.evaluated : self.evaluated + most]
        return Row(self.number, self.position, tokens, wants_logits=len(tokens) == self.todo)

    def begin_with_prefix(self) -> None:
        """Sit down at a policy that has been read."""
        self.context.share(self.prefix.sequence, self.number)
        self.tell_progress(self.prefix.length, self.prefix.reused)

    def follow(self, leader: Seat, beginning: Logits) -> None:
        """Begin where another seat stood after the same prompt."""
        self.context.forget(self.number)
        self.context.share(leader.number, self.number, len(self.job.prompt))
        self.take_over(beginning)

    def take_over(self, beginning: Logits) -> None:
        """This seat's sequence holds the prompt already."""
        self.leader, self.beginning = None, beginning
        self.evaluated = len(self.job.prompt.suffix)
        self.tell_progress(len(self.job.prompt), len(self.job.prompt))

    def tell_progress(self, done: int, reused: int) -> None:
        self.job.tell(ReadingPolicy(done, len(self.job.prompt), reused))

    def forget_unfinished(self) -> None:
        """Drop what an interrupted batch may have left."""
        self.context.forget(self.prefix.sequence, self.prefix.length)
        self.context.forget(self.number, self.position if self.prefix.is_complete else 0)

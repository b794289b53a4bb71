"""How much memory judgements need, and how much they are likely to use."""

from __future__ import annotations

from clausebench.domain.errors import PromptTooLongError
from clausebench.engines.llama.jobs import Job
from clausebench.engines.llama.seat import Seat

HEADER_ROOM = 64
"""Tokens of the headers between reasoning and answer, with room to spare."""

_FIRST_GUESS = 512
_MARGIN = 1.5
_STEP = 1024


class AnswerLengths:
    """Guesses the length of the next answer from those that came before.

    An answer may use its whole budget, and nearly none does: admitting by the budget would
    leave most of the memory empty. Who turns out longer than the memory has room for gives way.
    """

    def __init__(self) -> None:
        self._mean = float(_FIRST_GUESS)

    def add(self, job: Job) -> None:
        said = len(job.history) - len(job.prompt.suffix)
        self._mean += (said - self._mean) / 8

    def guess(self, job: Job) -> int:
        return min(int(self._mean * _MARGIN), job.answer_tokens) + HEADER_ROOM


def needed(job: Job) -> int:
    """Tokens that a judgement uses at the most."""
    return len(job.prompt) + job.answer_tokens + HEADER_ROOM


def expected(seat: Seat, lengths: AnswerLengths) -> int:
    """Tokens after the prefix that a seat is likely to use."""
    suffix = len(seat.job.prompt.suffix)
    return max(suffix + lengths.guess(seat.job), len(seat.job.history) + HEADER_ROOM)


def refuse_what_cannot_fit(job: Job, limit: int) -> None:
    """Raises ``PromptTooLongError`` beyond what the weights can read. Nothing is ever cut."""
    if needed(job) > limit:
        raise PromptTooLongError(
            "Policy and content are too long for these weights.",
            f"They are {len(job.prompt):,} tokens, and up to {job.answer_tokens:,} more are kept "
            f"for the answer; the weights read {limit:,} at most. Nothing was cut.",
            "Shorten the policy or the content.",
        )


def roomy(least: int) -> int:
    """A size to allocate: growing costs all that was evaluated, and memory is not for nothing."""
    return -(-least * 5 // 4 // _STEP) * _STEP

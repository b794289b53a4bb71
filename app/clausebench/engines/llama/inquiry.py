"""How sure an answer is of its label: afterwards with its history, or while it is thought."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.engines.llama.context import Context
from clausebench.engines.llama.jobs import Job
from clausebench.engines.llama.label_scoring import LabelScorer, Way
from clausebench.engines.llama.probing import Probe
from clausebench.engines.llama.sequence import Sequence

_MOST_POINTS = 64


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Asks once the answer is complete: then it is known what leads to the label, and memory
    still holds every place of the reasoning. ``header`` closes a reasoning."""

    job: Job
    sequence: Sequence
    scorer: LabelScorer
    header: Way
    trace_every: int

    def __call__(self, context: Context, number: int, own: int) -> None:
        """Sets the sequence's certainty if a label was written. Raises as ``Context.evaluate``."""
        place = self.sequence.label_place
        if place is None:
            return
        history, begin = self.job.history, len(self.job.prompt.suffix)
        lead = (*self.header, *history[place.final_at : place.label_at])
        probe = Probe(context, number, own, len(self.job.prompt.prefix), history)
        places = [begin + tokens for tokens in self._points(place.reasoning_tokens)]
        found = probe.certainty(self.scorer, place.label_at, lead, places)
        self.sequence.certainty = found

    def _points(self, reasoning_tokens: int) -> list[int]:
        """From before the first word to the last, at most some dozens."""
        if not self.trace_every:
            return []
        step = max(self.trace_every, -(-reasoning_tokens // _MOST_POINTS))
        return [*range(0, reasoning_tokens, step), reasoning_tokens]


Leads = dict[tuple[Way, frozenset[str]], Way]
"""What stood before the label in an earlier answer under the same policy and contract."""

_IN_A_ROW = 3
_LEAST_COVERAGE = 0.5


@dataclass(slots=True)
class Watch:
    """Stops a reasoning when its verdict has been sure for a while.

    Where the label will stand is learned from the first answer under a policy, which therefore is
    never stopped. ``sure`` is a label's chance, 0..1.
    """

    job: Job
    sequence: Sequence
    scorer: LabelScorer
    header: Way
    every: int
    sure: float
    leads: Leads
    _last: str = ""
    _in_a_row: int = 0

    def __call__(self, context: Context, number: int, own: int) -> None:
        """Raises as ``Context.evaluate``."""
        tokens = self.sequence.reasoning_tokens
        if tokens is None:
            self._learn()
            return
        lead = self.leads.get(self._key)
        if lead is None or not tokens or tokens % self.every:
            return
        history = self.job.history
        probe = Probe(context, number, own, len(self.job.prompt.prefix), history)
        place = len(history) - len(self.sequence.pending)
        chances = probe.chances(self.scorer, place, (*self.header, *lead))
        label, share = max(chances.by_label, key=lambda pair: pair[1]) if chances else ("", 0.0)
        is_sure = chances is not None and chances.coverage >= _LEAST_COVERAGE and share >= self.sure
        self._in_a_row = self._in_a_row + 1 if is_sure and label == self._last else int(is_sure)
        self._last = label
        if self._in_a_row >= _IN_A_ROW:
            self.sequence.conclude()

    @property
    def _key(self) -> tuple[Way, frozenset[str]]:
        return self.job.prompt.prefix, frozenset(self.scorer.labels)

    def _learn(self) -> None:
        place = self.sequence.label_place
        if place is not None and self._key not in self.leads:
            while len(self.leads) >= _KNOWN:
                del self.leads[next(iter(self.leads))]
            self.leads[self._key] = tuple(self.job.history[place.final_at : place.label_at])


_KNOWN = 16

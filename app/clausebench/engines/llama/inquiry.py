"""How sure a finished answer was of its label, and since when."""

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

"""One judgement in the window: what is judged, and the answers so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from clausebench.domain.case import Expectation
from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.run import StoredVerdict
from clausebench.domain.verdict import Verdict

_NOTHING_EXPECTED = Expectation()


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged. ``policy`` and ``content`` are as shown: links refer to these texts."""

    policy: ParsedPolicy
    content: str
    expected: Expectation = _NOTHING_EXPECTED


@dataclass(slots=True)
class Judgement:
    """Grows with each repeat; ``current`` is the one being looked at."""

    subject: Subject
    planned: int = 1
    answers: list[StoredVerdict] = field(default_factory=list)
    current: int = 0

    @property
    def verdicts(self) -> list[Verdict]:
        return [stored.verdict for stored in self.answers]

    def is_older_than(self, stored: StoredVerdict) -> bool:
        """Whether a verdict came after all the answers."""
        return all(answer.at < stored.at for answer in self.answers)

    @property
    def shown(self) -> StoredVerdict | None:
        """The answer being looked at, None while there is none."""
        return self.answers[self.current] if self.answers else None

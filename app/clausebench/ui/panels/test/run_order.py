"""A run that somebody asked for: it may have to wait for another to end."""

from __future__ import annotations

from dataclasses import dataclass

from clausebench.domain.case import Case
from clausebench.domain.run import RunSettings
from clausebench.services.recording import Subject


@dataclass(frozen=True, slots=True)
class RunOrder:
    """What to judge, and how. ``goes_on`` is the id of a run that is to go on, or empty."""

    subject: Subject
    cases: tuple[Case, ...]
    settings: RunSettings
    goes_on: str = ""

    @property
    def words(self) -> str:
        """``24 cases, medium, 3 times``."""
        count = len(self.cases)
        cases = "1 case" if count == 1 else f"{count:,} cases"
        if self.goes_on:
            return f"{cases}, going on"
        times = f", {self.settings.repeats} times" if self.settings.repeats > 1 else ""
        return f"{cases}, {self.settings.effort.value}{times}"

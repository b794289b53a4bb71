"""Which cases to look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clausebench.domain.case import Outcome
from clausebench.ui.panels.test.case_row import CaseRow


@dataclass(frozen=True, slots=True)
class Preset:
    """A filter with a name."""

    title: str
    help: str
    wants: Callable[[CaseRow], bool]


def _came_out(outcome: Outcome) -> Callable[[CaseRow], bool]:
    return lambda row: row.outcome is outcome


ALL = Preset("All", "Every test case", lambda _row: True)

PRESETS = (
    ALL,
    Preset("Failed", "Another verdict than expected", _came_out(Outcome.FAILED)),
    Preset(
        "Wrong clause", "The right verdict for the wrong clause", _came_out(Outcome.WRONG_CLAUSE)
    ),
    Preset("Unsteady", "Right, but not in every repeat", _came_out(Outcome.UNSTEADY)),
    Preset("Unreadable", "Answers that give no verdict", _came_out(Outcome.UNREADABLE)),
    Preset("Unlabelled", "Nothing is expected of them yet", lambda row: not row.is_labelled),
    Preset("Disputed", "People label it differently", lambda row: row.is_disputed),
    Preset("Passed", "As expected", _came_out(Outcome.PASSED)),
    Preset("Changed", "Another decision than in the run before", lambda row: row.has_changed),
)


def counts(rows: Sequence[CaseRow]) -> tuple[int, ...]:
    """How many rows each preset wants, in their order."""
    return tuple(sum(map(preset.wants, rows)) for preset in PRESETS)


def fits(row: CaseRow, words: Sequence[str]) -> bool:
    """Whether every word, in lower case, stands somewhere in the case."""
    if not words:
        return True
    case = row.case
    clauses = row.result.shown.clauses if row.result else ()
    text = "\n".join(
        (case.name, case.content, case.note, case.language, *case.tags, *clauses)
    ).casefold()
    return all(word in text for word in words)

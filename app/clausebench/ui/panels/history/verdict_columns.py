"""The columns of a run's verdicts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clausebench.domain.case import Outcome, outcome
from clausebench.domain.run import StoredVerdict
from clausebench.ui.judged.cells import (
    clauses_words,
    decision_key,
    expected_look,
    expected_words,
    outcome_key,
)
from clausebench.ui.judged.previews import Previews
from clausebench.ui.panels.history.day_words import time_words
from clausebench.ui.tables.column import Column, Drawn
from clausebench.ui.verdict_chip import ChipLook, outcome_look, verdict_look


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A verdict with how it compares with what was expected at the time."""

    stored: StoredVerdict
    outcome: Outcome

    @classmethod
    def of(cls, stored: StoredVerdict) -> VerdictRow:
        return cls(stored, outcome(stored.expected, stored.verdict))

    @property
    def id(self) -> str:
        return self.stored.id

    @property
    def name(self) -> str:
        return self.stored.case_name or "Sample"


_Column = Column[VerdictRow]


def verdict_columns(previews: Previews) -> tuple[_Column, ...]:
    """As in Test, so that one need not learn two tables."""
    return (
        _Column("Outcome", 18, look=_outcome, key=_outcome_key, drawn=Drawn.MARK),
        _Column(
            "Test case",
            22,
            lambda row: previews.derived(row.id, row.name, row.stored.content),
            key=lambda row: row.name.casefold(),
        ),
        _Column(
            "Expected",
            11,
            look=_expected,
            key=lambda row: decision_key(row.stored.expected.decision),
            drawn=Drawn.MARK,
            tip=lambda row: expected_words(row.stored.expected),
            is_needed=_any(_expected),
        ),
        _Column("Verdict", 14, look=_verdict, key=_verdict_key, drawn=Drawn.CHIP),
        _Column("Clauses", 11, lambda row: clauses_words(row.stored.verdict.clauses)),
        _Column("Repeat", 7, _repeat, key=_repeat_key, is_needed=_any(_repeat_key)),
        _Column(
            "Content",
            20,
            lambda row: previews.content(row.id, row.stored.content),
            key=lambda row: row.stored.content.casefold(),
            drawn=Drawn.MUTED,
            tip=lambda _row: "",
            stretches=True,
        ),
        _Column("Judged", 8, _judged, key=lambda row: row.stored.at, drawn=Drawn.MUTED),
    )


def _outcome(row: VerdictRow) -> ChipLook:
    return outcome_look(row.outcome)


def _outcome_key(row: VerdictRow) -> int:
    return outcome_key(row.outcome)


def _expected(row: VerdictRow) -> ChipLook | None:
    return expected_look(row.stored.expected)


def _verdict(row: VerdictRow) -> ChipLook:
    return verdict_look(row.stored.verdict)


def _verdict_key(row: VerdictRow) -> int:
    return decision_key(row.stored.verdict.decision)


def _repeat(row: VerdictRow) -> str:
    return str(row.stored.repeat + 1)


def _repeat_key(row: VerdictRow) -> int:
    return row.stored.repeat


def _judged(row: VerdictRow) -> str:
    return time_words(row.stored.at)


def _any(said: Callable[[VerdictRow], object]) -> Callable[[Sequence[VerdictRow]], bool]:
    return lambda rows: any(said(row) for row in rows)

"""A test case on both sides, as one row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clausebench.domain.blast import Stage
from clausebench.domain.case import Case, CaseSeverity
from clausebench.domain.comparison import CaseChange, Side
from clausebench.ui.judged.cells import clauses_words, decision_key, expected_look, expected_words
from clausebench.ui.judged.change_looks import CHANGE_LOOKS, side_look
from clausebench.ui.judged.previews import Previews
from clausebench.ui.roles import Role
from clausebench.ui.tables.column import Column, Drawn
from clausebench.ui.verdict_chip import ChipLook

SAME = ChipLook("minus", "Same", Role.TEXT_MUTED)
_STAGES = {Stage.REACHED: "reached", Stage.GUARD: "sample", Stage.REST: "rest"}
_SEVERITIES: tuple[CaseSeverity | None, ...] = (None, *CaseSeverity)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """``place`` is its place in the comparison, the worst first."""

    place: int
    case: Case
    change: CaseChange
    stage: Stage | None = None

    @property
    def id(self) -> str:
        return self.case.id


_Column = Column[ChangeRow]


def change_columns(previews: Previews) -> tuple[_Column, ...]:
    """What changed first."""
    return (
        _Column("Change", 17, look=_change, key=lambda row: row.place, drawn=Drawn.MARK, tip=_all),
        _Column(
            "Test case",
            22,
            lambda row: previews.derived(row.id, row.case.name, row.case.content),
            key=lambda row: row.case.name.casefold(),
        ),
        _Column(
            "Severity",
            9,
            lambda row: row.case.severity.value if row.case.severity else "",
            key=lambda row: -_SEVERITIES.index(row.case.severity),
            is_needed=_any(lambda row: row.case.severity),
        ),
        _side("Before", lambda row: row.change.before),
        _side("After", lambda row: row.change.after),
        _Column(
            "Expected",
            11,
            look=lambda row: expected_look(row.case.expected),
            key=lambda row: decision_key(row.case.expected.decision),
            drawn=Drawn.MARK,
            tip=lambda row: expected_words(row.case.expected),
        ),
        _Column("Clauses", 18, _clauses),
        _Column("Agreement", 12, _agreement, is_needed=_any(_agreement)),
        _Column("Stage", 9, _stage, is_needed=_any(_stage)),
        _content(previews),
    )


def _content(previews: Previews) -> _Column:
    return _Column(
        "Content",
        20,
        lambda row: previews.content(row.id, row.case.content),
        key=lambda row: row.case.content.casefold(),
        drawn=Drawn.MUTED,
        tip=lambda _row: "",
        stretches=True,
    )


def _side(title: str, of: Callable[[ChangeRow], Side]) -> _Column:
    return _Column(
        title,
        13,
        look=lambda row: side_look(of(row)),
        key=lambda row: decision_key(of(row).decision),
        drawn=Drawn.CHIP,
    )


def _change(row: ChangeRow) -> ChipLook:
    return CHANGE_LOOKS[row.change.changes[0]] if row.change.changes else SAME


def _all(row: ChangeRow) -> str:
    return "\n".join(CHANGE_LOOKS[change].word for change in row.change.changes)


def _clauses(row: ChangeRow) -> str:
    before, after = (clauses_words(s.clauses) for s in (row.change.before, row.change.after))
    return before if before == after else f"{before or 'none'} → {after or 'none'}"


def _agreement(row: ChangeRow) -> str:
    before, after = row.change.before, row.change.after
    if max(before.repeats, after.repeats) < 2:
        return ""
    return f"{_of(before)} → {_of(after)}"


def _stage(row: ChangeRow) -> str:
    return _STAGES[row.stage] if row.stage else ""


def _of(side: Side) -> str:
    return f"{round(side.agreement * side.repeats)}/{side.repeats}"


def _any(said: Callable[[ChangeRow], object]) -> Callable[[Sequence[ChangeRow]], bool]:
    return lambda rows: any(said(row) for row in rows)

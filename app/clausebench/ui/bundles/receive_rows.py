"""What a bundle would change, one row for each clause and test case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from clausebench.domain.bundle.changes import ClauseChange, ClauseChangeKind
from clausebench.domain.bundle.merging import Take
from clausebench.domain.case import Case
from clausebench.services.receiving import Preview
from clausebench.ui.judged.previews import Previews
from clausebench.ui.roles import Role
from clausebench.ui.tables.column import Column, Drawn
from clausebench.ui.text.showable import one_line
from clausebench.ui.verdict_chip import ChipLook


class RowKind(Enum):
    """What becomes of a clause or case. The first two ask for a choice."""

    CONFLICT = auto()
    CASE_DIFFERS = auto()
    ADDED = auto()
    REWORDED = auto()
    MOVED = auto()
    REMOVED = auto()
    NEW_CASE = auto()


_LOOKS = {
    RowKind.CONFLICT: ChipLook("warning", "Both changed it", Role.FINDING_WARNING),
    RowKind.CASE_DIFFERS: ChipLook("warning", "Test case differs", Role.FINDING_WARNING),
    RowKind.ADDED: ChipLook("plus", "Added", Role.DIFF_ADDED),
    RowKind.REWORDED: ChipLook("write", "Reworded", Role.TEXT_MUTED),
    RowKind.MOVED: ChipLook("moved", "Moved", Role.TEXT_MUTED),
    RowKind.REMOVED: ChipLook("minus", "Removed", Role.DIFF_REMOVED),
    RowKind.NEW_CASE: ChipLook("test", "New test case", Role.DIFF_ADDED),
}
_KINDS = {
    ClauseChangeKind.ADDED: RowKind.ADDED,
    ClauseChangeKind.REWORDED: RowKind.REWORDED,
    ClauseChangeKind.MOVED: RowKind.MOVED,
    ClauseChangeKind.REMOVED: RowKind.REMOVED,
}
_OPEN = ChipLook("help", "Undecided", Role.FINDING_WARNING)
_CHOSEN = {
    Take.OURS: ChipLook("check", "Keep ours", Role.TEXT_MUTED),
    Take.THEIRS: ChipLook("import", "Take theirs", Role.LINK),
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """``key`` is the clause's id or the case's name; ``base`` the words both sides come from.
    ``before`` and ``after`` are words of clauses; of cases they are empty, and ``case`` is theirs,
    ``ours`` the one that is here."""

    kind: RowKind
    key: str
    name: str
    before: str = ""
    after: str = ""
    base: str = ""
    ours: Case | None = None
    case: Case | None = None
    choice: Take | None = None

    @property
    def id(self) -> str:
        return f"{self.kind.name}:{self.key}"

    @property
    def look(self) -> ChipLook:
        return _LOOKS[self.kind]

    @property
    def asks(self) -> bool:
        return self.kind in (RowKind.CONFLICT, RowKind.CASE_DIFFERS)

    @property
    def is_open(self) -> bool:
        return self.asks and self.choice is None

    def choosing(self, choice: Take | None) -> ChangeRow:
        return replace(self, choice=choice)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What has been decided so far, by clause id and by case name."""

    clauses: Mapping[str, Take]
    cases: Mapping[str, Take]


def change_rows(preview: Preview, chosen: Chosen) -> tuple[ChangeRow, ...]:
    """First what asks for a choice; then clauses in the order of the text, then new cases."""
    return tuple(_rows(preview, chosen))


def _rows(preview: Preview, chosen: Chosen) -> Iterator[ChangeRow]:
    for found in preview.conflicts:
        yield ChangeRow(
            RowKind.CONFLICT,
            found.clause,
            found.name,
            found.ours,
            found.theirs,
            found.base,
            choice=chosen.clauses.get(found.clause),
        )
    for was, now in preview.differing_cases:
        yield ChangeRow(
            RowKind.CASE_DIFFERS,
            was.name,
            was.name,
            ours=was,
            case=now,
            choice=chosen.cases.get(was.name),
        )
    conflicts = {conflict.clause for conflict in preview.conflicts}
    yield from (_clause(c) for c in preview.changes if c.clause not in conflicts)
    yield from (ChangeRow(RowKind.NEW_CASE, c.name, c.name, case=c) for c in preview.new_cases)


def _clause(change: ClauseChange) -> ChangeRow:
    kind = _KINDS[change.kind]
    return ChangeRow(kind, change.clause, change.name, change.before, change.after)


def change_columns(previews: Previews) -> tuple[Column[ChangeRow], ...]:
    """A case's name is concealed as far as it repeats the content."""

    def name(row: ChangeRow) -> str:
        if row.case is None:
            return one_line(row.name, 60)
        return previews.derived(row.id, row.name, row.case.content)

    return (
        Column("What happens", 18, look=lambda row: row.look, drawn=Drawn.MARK),
        Column("Clause or test case", 18, name, stretches=True),
        Column(
            "Your choice",
            16,
            look=lambda row: (_CHOSEN[row.choice] if row.choice else _OPEN) if row.asks else None,
            drawn=Drawn.MARK,
            is_needed=lambda rows: any(row.asks for row in rows),
        ),
    )

"""The clauses of a policy as rows: what the outline lists and the clause finder searches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausebench.domain.clause import ClauseKind, ParsedPolicy

KIND_WORDS: dict[ClauseKind, str] = {
    ClauseKind.INSTRUCTION: "instruction",
    ClauseKind.DEFINITION: "definition",
    ClauseKind.VIOLATES: "violates",
    ClauseKind.ALLOWED: "allowed",
    ClauseKind.EXCEPTION: "exception",
    ClauseKind.EXAMPLE: "example",
    ClauseKind.PRECEDENCE: "precedence",
    ClauseKind.ESCALATION: "escalation",
    ClauseKind.OUTPUT: "output format",
}

_CITABLE = frozenset(
    {ClauseKind.VIOLATES, ClauseKind.ALLOWED, ClauseKind.EXCEPTION, ClauseKind.ESCALATION}
)


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """``count`` is how many test cases cite the clause; None where citing makes no sense."""

    id: str
    kind: ClauseKind
    code: str
    title: str
    depth: int
    count: int | None

    @property
    def is_uncited(self) -> bool:
        return self.count == 0

    @property
    def sentence(self) -> str:
        """The row for a screen reader."""
        name = " ".join(part for part in (self.code, self.title) if part)
        cited = "" if self.count is None else f", cited by {self.count} cases"
        return f"{name}, {KIND_WORDS[self.kind]}{cited}"


def outline_rows(parsed: ParsedPolicy, citations: Mapping[str, int]) -> tuple[OutlineRow, ...]:
    """One row per clause, in document order."""
    return tuple(
        OutlineRow(
            clause.id,
            clause.kind,
            clause.code or "",
            _title(clause.title, clause.code),
            clause.depth,
            citations.get(clause.id, 0) if clause.code and clause.kind in _CITABLE else None,
        )
        for clause in parsed.clauses
    )


def matching(rows: Sequence[OutlineRow], words: str) -> tuple[OutlineRow, ...]:
    """The rows that contain every word, those whose code begins with the first one on top."""
    wanted = words.casefold().split()
    if not wanted:
        return tuple(rows)
    hits = [r for r in rows if all(w in f"{r.code} {r.title}".casefold() for w in wanted)]
    return tuple(sorted(hits, key=lambda r: not r.code.casefold().startswith(wanted[0])))


def _title(title: str, code: str | None) -> str:
    """Without the code in front, which has its own column."""
    if code and title.startswith(code):
        return title[len(code) :].lstrip(" .:–—-")
    return title

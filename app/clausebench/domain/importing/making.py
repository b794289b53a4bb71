"""Rows of a table as test cases. What is wrong with a row is said about that row only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from clausebench.domain.case import Case, CaseSeverity, Expectation, Split, Tolerance
from clausebench.domain.case_kind import CaseKind, exchange, parts_of
from clausebench.domain.clause import Decision
from clausebench.domain.importing.grid import Grid, GridRow, Remark
from clausebench.domain.importing.mapping import Columns, Field
from clausebench.domain.importing.meanings import Meaning
from clausebench.domain.text import without_lone_surrogates

MAX_CONTENT = 400_000
"""Characters. Longer than any context window: a larger cell is a broken file."""

_Word = TypeVar("_Word", bound=StrEnum)
_SEPARATORS = re.compile(r"[;|]|,\s*")


@dataclass(frozen=True, slots=True)
class Made:
    """A case, still without id and policy, and the line it came from."""

    line: int
    case: Case


@dataclass(frozen=True, slots=True)
class Making:
    """What a grid comes to. ``problems`` are lines that gave no case, or not all of one."""

    made: tuple[Made, ...]
    problems: tuple[Remark, ...]


def make_cases(
    grid: Grid,
    columns: Columns,
    meanings: Sequence[Meaning],
    *,
    source: str = "",
    licence: str = "",
) -> Making:
    """Every row with a content is a case; with a reply beside it, request and reply are another.

    Source and licence are those of the file, for rows that name none.
    """
    known = {meaning.value.casefold(): meaning.expected for meaning in meanings}
    maker = _Maker(grid, columns, known, source or grid.name, licence)
    made: list[Made] = []
    for row in grid.rows:
        made += maker.of(row)
    return Making(tuple(made), tuple(maker.problems))


class _Maker:
    def __init__(
        self,
        grid: Grid,
        columns: Columns,
        known: Mapping[str, Expectation | None],
        source: str,
        licence: str,
    ) -> None:
        self._places = {f: grid.column(c) for f, c in columns.of.items()}
        self._flags = [(f, place) for f in columns.flags if (place := grid.column(f)) is not None]
        self._known, self._source, self._licence = known, source, licence
        self.problems: list[Remark] = []

    def of(self, row: GridRow) -> Iterator[Made]:
        content = without_lone_surrogates(self._cell(row, Field.CONTENT))
        reply = without_lone_surrogates(self._cell(row, Field.REPLY))
        if not content.strip() and not reply.strip():
            self.problems.append(Remark(row.line, "has no content"))
            return
        for text in (content, reply):
            if len(text) > MAX_CONTENT:
                words = f"has more than {MAX_CONTENT:,} characters of content"
                self.problems.append(Remark(row.line, words))
                return
        base = self._base(row)
        if content.strip():
            kind = CaseKind.REQUEST if self._places.get(Field.REPLY) is not None else base.kind
            expected = self._expected(row, Field.TRUTH)
            yield Made(row.line, replace(base, content=content, expected=expected, kind=kind))
        if reply.strip() and self._places.get(Field.REPLY_TRUTH) is not None:
            yield Made(
                row.line,
                replace(
                    base,
                    name=f"{base.name}-reply" if base.name else "",
                    content=exchange(content, reply) if content.strip() else reply,
                    expected=self._expected(row, Field.REPLY_TRUTH),
                    kind=CaseKind.EXCHANGE if content.strip() else CaseKind.REPLY,
                ),
            )

    def _base(self, row: GridRow) -> Case:
        tags = [*_parts(self._cell(row, Field.TAGS)), *self._raised(row)]
        return Case(
            id="",
            policy_id="",
            name=" ".join(self._cell(row, Field.ID).split())[:80],
            content="",
            language=self._cell(row, Field.LANGUAGE).strip(),
            tags=tuple(dict.fromkeys(tags)),
            note=self._cell(row, Field.NOTE).strip(),
            twin=self._cell(row, Field.TWIN).strip() or None,
            twin_change=self._cell(row, Field.TWIN_CHANGE).strip(),
            kind=self._word(row, Field.KIND, CaseKind) or CaseKind.POST,
            severity=self._word(row, Field.SEVERITY, CaseSeverity),
            split=self._split(row),
            source=self._cell(row, Field.SOURCE).strip() or self._source,
            licence=self._cell(row, Field.LICENCE).strip() or self._licence,
        )

    def _expected(self, row: GridRow, truth: Field) -> Expectation:
        if self._flags and truth is Field.TRUTH:
            return self._by_flags(row)
        value = self._cell(row, truth).strip()
        found = self._known.get(value.casefold()) if value else None
        expected = found or Expectation()
        label = self._cell(row, Field.LABEL).strip()
        clauses = _parts(self._cell(row, Field.CLAUSES))
        return replace(
            expected,
            label=label or expected.label,
            clauses=clauses or expected.clauses,
            tolerance=self._word(row, Field.TOLERANCE, Tolerance),
        )

    def _by_flags(self, row: GridRow) -> Expectation:
        """An empty flag is unknown, not 0: only if all are known, none raised means allowed."""
        if self._raised(row):
            return Expectation(Decision.VIOLATES)
        is_known = all(row.cells[place].strip() for _, place in self._flags)
        return Expectation(Decision.ALLOWED) if is_known else Expectation()

    def _raised(self, row: GridRow) -> list[str]:
        return [f for f, place in self._flags if row.cells[place].strip() in ("1", "1.0", "true")]

    def _split(self, row: GridRow) -> Split:
        word = self._cell(row, Field.SPLIT).strip().casefold()
        return Split.LOCKED if word in ("locked", "test", "holdout", "held-out") else Split.OPEN

    def _word(self, row: GridRow, wanted: Field, kind: type[_Word]) -> _Word | None:
        text = self._cell(row, wanted).strip().casefold()
        if not text:
            return None
        try:
            return kind(text)
        except ValueError:
            self.problems.append(Remark(row.line, f"has a {wanted.value} that is not known"))
            return None

    def _cell(self, row: GridRow, wanted: Field) -> str:
        place = self._places.get(wanted)
        return row.cells[place] if place is not None else ""


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for p in _SEPARATORS.split(text) if (part := p.strip()))


def named(made: Sequence[Made], name_of: Callable[[str], str]) -> tuple[Made, ...]:
    """Cases without a name get one from their content."""
    return tuple(
        made if made.case.name else replace(made, case=_with_name(made.case, name_of))
        for made in made
    )


def _with_name(case: Case, name_of: Callable[[str], str]) -> Case:
    """Request and reply are named after the request."""
    first = parts_of(case.kind, case.content)[0].text
    ending = "-reply" if case.kind is CaseKind.EXCHANGE else ""
    return replace(case, name=name_of(first) + ending)

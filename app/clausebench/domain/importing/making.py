"""Rows of a table as test cases. What is wrong with a row is said about that row only."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from clausebench.domain.case import Case, CaseSeverity, Expectation, Split, Tolerance
from clausebench.domain.case_kind import CaseKind, exchange, parts_of
from clausebench.domain.clause import Decision
from clausebench.domain.importing.grid import Grid, GridRow, Remark
from clausebench.domain.importing.mapping import Columns, Field
from clausebench.domain.importing.meanings import Meaning
from clausebench.domain.importing.threads import threads_of
from clausebench.domain.text import without_lone_surrogates

MAX_CONTENT = 400_000
"""Characters. Longer than any context window: a larger cell is a broken file."""

_Word = TypeVar("_Word", bound=StrEnum)
_SEPARATORS = re.compile(r"[;|]|,\s*")
_RAISED = ("1", "1.0", "true", "yes")
_CONTROL = re.compile(r"<\|[A-Za-z_]\w{0,40}\|>")
_STEERS = "holds the text of a control token, which is judged as text like any other"


@dataclass(frozen=True, slots=True)
class Made:
    """A case, still without id and policy, and the line it came from."""

    line: int
    case: Case


@dataclass(frozen=True, slots=True)
class Making:
    """What a grid comes to. ``problems`` are lines that gave no case, or not all of one;
    ``notes`` are worth knowing about cases that are whole."""

    made: tuple[Made, ...]
    problems: tuple[Remark, ...]
    notes: tuple[Remark, ...] = ()


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
    notes = (Remark(one.line, _STEERS) for one in made if _CONTROL.search(one.case.content))
    return Making(tuple(made), tuple(maker.problems), tuple(notes))


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
        self._flags, self._marks = _places(grid, columns.flags), _places(grid, columns.marks)
        self._known, self._source, self._licence = known, source, licence
        self._threads = threads_of(grid, columns)
        self.problems: list[Remark] = []

    def of(self, row: GridRow) -> Iterator[Made]:
        thread = self._threads.get(row.line)
        content = without_lone_surrogates(thread or self._cell(row, Field.CONTENT))
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
            kind = CaseKind.THREAD if thread else kind
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
        raised = _raised(row, (*self._flags, *self._marks))
        tags = [*_parts(self._cell(row, Field.TAGS)), *raised]
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
        if _raised(row, self._flags):
            return Expectation(Decision.VIOLATES)
        is_known = all(row.cells[place].strip() for _, place in self._flags)
        return Expectation(Decision.ALLOWED) if is_known else Expectation()

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


def _places(grid: Grid, columns: Sequence[str]) -> tuple[tuple[str, int], ...]:
    return tuple((name, place) for name in columns if (place := grid.column(name)) is not None)


def _raised(row: GridRow, flags: Sequence[tuple[str, int]]) -> list[str]:
    return [name for name, place in flags if row.cells[place].strip().casefold() in _RAISED]


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for p in _SEPARATORS.split(text) if (part := p.strip()))


def named(
    made: Sequence[Made], name_of: Callable[[str], str], taken: Iterable[str] = ()
) -> tuple[Made, ...]:
    """Each with a name of its own: given, or from its content, and none of those that are taken.
    Twins are found under the new names."""
    free = _FreeNames(taken)
    found: list[Made] = []
    now: dict[str, str] = {}
    for one in made:
        name = free.take(one.case.name or _name(one.case, name_of))
        now.setdefault(one.case.name, name)
        is_so = one.case.name == name
        found.append(one if is_so else Made(one.line, replace(one.case, name=name)))
    return tuple(
        replace(one, case=replace(one.case, twin=now.get(one.case.twin, one.case.twin)))
        if one.case.twin
        else one
        for one in found
    )


class _FreeNames:
    """As the workspace gives them: the first of ``-2``, ``-3``… that is free."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        name = wanted
        for number in itertools.count(self._next.get(wanted, 2)):
            if name not in self._taken:
                break
            name, self._next[wanted] = f"{wanted}-{number}", number + 1
        self._taken.add(name)
        return name


def _name(case: Case, name_of: Callable[[str], str]) -> str:
    """Request and reply are named after the request."""
    first = parts_of(case.kind, case.content)[0].text
    return name_of(first) + ("-reply" if case.kind is CaseKind.EXCHANGE else "")

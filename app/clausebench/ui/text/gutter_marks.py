"""What stands beside each line of a policy: its clause, how often that is cited, problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from clausebench.domain.clause import Clause, ClauseKind, Finding, ParsedPolicy, Severity
from clausebench.domain.text import LineIndex

_WEIGHT = {Severity.HINT: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@dataclass(frozen=True, slots=True)
class LineMark:
    """One line's marks. ``count`` is None except on the first line of a clause with a code."""

    kind: ClauseKind | None = None
    is_start: bool = False
    count: int | None = None
    problem: Severity | None = None


_NOTHING = LineMark()


def line_marks(
    parsed: ParsedPolicy, findings: Iterable[Finding], citations: Mapping[str, int]
) -> tuple[LineMark, ...]:
    """The marks of each line, the first line first."""
    index = LineIndex(parsed.text)
    marks = [_NOTHING] * (parsed.text.count("\n") + 1)
    for clause in parsed.clauses:
        _mark_clause(marks, index, clause, parsed.text, citations)
    for finding in findings:
        if finding.span is not None:
            line = index.line_column(finding.span.start)[0] - 1
            marks[line] = replace(marks[line], problem=_worse(marks[line].problem, finding))
    return tuple(marks)


def moved(marks: tuple[LineMark, ...], line: int, by: int) -> tuple[LineMark, ...]:
    """The marks after ``by`` lines were put in (or taken away, if negative) below ``line``."""
    if by >= 0:
        filler = replace(marks[line], is_start=False, count=None, problem=None)
        return (*marks[: line + 1], *[filler] * by, *marks[line + 1 :])
    return marks[: line + 1] + marks[line + 1 - by :]


def _mark_clause(
    marks: list[LineMark],
    index: LineIndex,
    clause: Clause,
    text: str,
    citations: Mapping[str, int],
) -> None:
    own = clause.own.of(text)
    first = index.line_column(clause.own.start)[0] - 1
    last = first + own.rstrip().count("\n")
    for line in range(first, last + 1):
        marks[line] = replace(marks[line], kind=clause.kind)
    count = citations.get(clause.id, 0) if clause.code else None
    marks[first] = replace(marks[first], is_start=True, count=count)


def _worse(seen: Severity | None, finding: Finding) -> Severity:
    if seen is None or _WEIGHT[finding.severity] > _WEIGHT[seen]:
        return finding.severity
    return seen

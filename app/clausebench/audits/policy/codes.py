"""Clause codes: each once, none missing, none that does not exist."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from clausebench.audits.policy.manuscript import Auditor, Manuscript, first_line, remark
from clausebench.domain.clause import Clause, ClauseKind, Finding, Severity
from clausebench.domain.reading_policy import code_family, code_references
from clausebench.domain.text import Span

_LAST: Final = re.compile(r"^(.*?)(\d+|[a-z])$")
_SIDES: Final = frozenset({ClauseKind.VIOLATES, ClauseKind.ALLOWED})


def _check_unknown(manuscript: Manuscript) -> Iterator[Finding]:
    """Codes in labels of examples, and codes of the policy's own families anywhere in prose."""
    known = set(manuscript.parsed.codes)
    if not known:
        return
    families = {code_family(code) for code in known}
    seen: set[str] = set()
    for written, span in _references(manuscript, families):
        if written in known or written in seen:
            continue
        seen.add(written)
        yield remark(
            "policy.unknown-code",
            Severity.WARNING,
            f"{written} is not a clause of this policy.",
            hint=_meant(written, known),
            span=span,
            clause=manuscript.clause_at(span.start),
        )


def _references(manuscript: Manuscript, families: set[str]) -> Iterator[tuple[str, Span]]:
    for clause in manuscript.parsed.clauses:
        for example in clause.examples:
            if example.label:
                yield from _in_label(manuscript, example.label, example.span)
    for written, span in code_references(manuscript.prose):
        if code_family(written) in families and any(c.isalpha() for c in written):
            yield written, span


def _in_label(manuscript: Manuscript, label: str, near: Span) -> Iterator[tuple[str, Span]]:
    for written, span in code_references(label):
        line_start = manuscript.text.rfind("\n", 0, near.start) + 1
        at = manuscript.text.find(label, near.end)
        at = at if at >= 0 else manuscript.text.find(label, line_start)
        yield written, span.moved(at) if at >= 0 else near


def _meant(written: str, known: set[str]) -> str:
    number = written[len(code_family(written)) :]
    near = sorted(c for c in known if c[len(code_family(c)) :] == number)
    if near:
        return f"Did you mean {near[0]}?"
    return f"Use one of {', '.join(sorted(known)[:6])}, or add the clause."


def _check_duplicates(manuscript: Manuscript) -> Iterator[Finding]:
    owners: defaultdict[str, list[Clause]] = defaultdict(list)
    for clause in manuscript.parsed.clauses:
        if clause.code:
            owners[clause.code].append(clause)
    for code, clauses in owners.items():
        if _are_two_sides(code, clauses):
            continue
        for clause in clauses[1:]:
            yield remark(
                "policy.duplicate-code",
                Severity.ERROR,
                f"{code} is already the code of “{clauses[0].title}”.",
                hint="Give this clause a code of its own: a citation must mean one clause.",
                span=first_line(manuscript, clause),
                clause=clause,
            )


def _are_two_sides(code: str, clauses: Sequence[Clause]) -> bool:
    """ "S – violates" and "S – safe" are two sides of one category; a numbered clause has one."""
    kinds = [c.kind for c in clauses]
    is_category = not any(c.isdigit() for c in code)
    return is_category and len(kinds) == len(set(kinds)) and _SIDES.issuperset(kinds)


def _check_gaps(manuscript: Manuscript) -> Iterator[Finding]:
    """Numbers or letters left out inside one run of sibling clauses of one kind."""
    runs: defaultdict[tuple[str, ClauseKind], list[tuple[int, Clause]]] = defaultdict(list)
    for clause in manuscript.parsed.clauses:
        if clause.code and (parts := _LAST.match(clause.code)):
            position = int(parts[2]) if parts[2].isdigit() else ord(parts[2])
            runs[parts[1], clause.kind].append((position, clause))
    for (stem, _kind), run in runs.items():
        for (before, _one), (after, clause) in pairwise(run):
            if 1 < after - before <= 3:
                yield _gap(manuscript, stem, before + 1, clause)


def _gap(manuscript: Manuscript, stem: str, position: int, clause: Clause) -> Finding:
    is_letter = clause.code is not None and clause.code[-1].isalpha()
    missing = stem + (chr(position) if is_letter else str(position))
    return remark(
        "policy.code-gap",
        Severity.HINT,
        f"{missing} is missing before {clause.code}.",
        hint="Renumber, or leave a line that says the code is retired.",
        span=first_line(manuscript, clause),
        clause=clause,
    )


AUDITORS: Final = (
    Auditor("policy.unknown-code", "Every code that is used exists", _check_unknown),
    Auditor("policy.duplicate-code", "Every code means one clause", _check_duplicates),
    Auditor("policy.code-gap", "No code is left out", _check_gaps),
)

"""Clauses that were expected against clauses that were cited, as sets that can be counted.

A sub-clause counts as its parent, as in ``domain.case``: who expects ``SP2`` is content with
``SP2.a``, not the other way round. So that each citation is counted once, one that no expectation
of its case asks for belongs to the narrowest clause that any case expects and that covers it;
``SP2.b`` cited in vain stands against ``SP2`` where cases expect ``SP2`` and none ``SP2.b``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from clausebench.domain.measures.levels import Answers

Codes = Sequence[str]


def clause_answers(cases: Iterable[tuple[Codes, Codes]]) -> list[Answers]:
    """From (expected, cited) of each case, both as written."""
    rows = [(_codes(expected), _codes(cited)) for expected, cited in cases]
    spelled = _spellings(rows)
    every = {code for expected, _ in rows for code in expected}
    return [
        (
            {spelled[code] for code in expected},
            {spelled[code] for code in _counted(expected, cited, every)},
        )
        for expected, cited in rows
    ]


def covers(clause: str, code: str) -> bool:
    """Whether ``code`` is ``clause`` or lies in it; both casefolded."""
    return code == clause or code.startswith(f"{clause}.")


def _codes(written: Codes) -> dict[str, str]:
    """As written, by how they compare."""
    return {code.strip().casefold(): code.strip() for code in reversed(written) if code.strip()}


def _spellings(rows: Iterable[tuple[Mapping[str, str], Mapping[str, str]]]) -> dict[str, str]:
    """What people wrote goes before what an engine wrote."""
    spelled: dict[str, str] = {}
    cases = list(rows)
    for codes in (*(expected for expected, _ in cases), *(cited for _, cited in cases)):
        for code, written in codes.items():
            spelled.setdefault(code, written)
    return spelled


def _counted(expected: Iterable[str], cited: Iterable[str], every: Iterable[str]) -> set[str]:
    counted: set[str] = set()
    for code in cited:
        asked = [clause for clause in expected if covers(clause, code)]
        counted.update(asked or [_narrowest(code, every)])
    return counted


def _narrowest(code: str, every: Iterable[str]) -> str:
    return max((clause for clause in every if covers(clause, code)), key=len, default=code)

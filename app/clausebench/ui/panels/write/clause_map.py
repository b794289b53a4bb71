"""Which clause stands where in the document, for questions asked at every key press."""

from __future__ import annotations

import re
from bisect import bisect_right

from clausebench.domain.clause import Clause, ParsedPolicy
from clausebench.domain.text import Utf16Map

_WORD = re.compile(r"[\w.\-]+")


class ClauseMap:
    """Positions are the document's; they were right when the policy was read last."""

    def __init__(self, parsed: ParsedPolicy) -> None:
        units = Utf16Map(parsed.text)
        self._starts = [units.to_utf16(clause.own.start) for clause in parsed.clauses]
        self._clauses = parsed.clauses

    def at(self, position: int) -> Clause | None:
        """The clause whose words begin last before the position."""
        found = bisect_right(self._starts, position) - 1
        return self._clauses[found] if found >= 0 else None


def code_at(line: str, column: int, codes: tuple[str, ...]) -> str | None:
    """The clause code written at a column of a line, as the policy spells it."""
    spelled = {code.casefold(): code for code in codes}
    for word in _WORD.finditer(line):
        if word.start() <= column <= word.end():
            text = word.group().rstrip(".-").casefold()
            return spelled.get(text)
    return None

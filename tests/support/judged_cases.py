"""Judged cases without an engine."""

from __future__ import annotations

from collections.abc import Sequence

from tests.support.fake_desk import verdict

from clausebench.domain.case import Expectation, Tolerance
from clausebench.domain.clause import Decision
from clausebench.domain.measures import Facets, JudgedCase
from clausebench.domain.verdict import VerdictStatus

SHORT = {
    "v": Decision.VIOLATES,
    "a": Decision.ALLOWED,
    "e": Decision.ESCALATE,
    "-": None,
}


def judged(
    name: str,
    expected: str,
    got: str,
    *,
    label: str | None = None,
    got_label: str | None = None,
    clauses: Sequence[str] = (),
    cited: Sequence[str] = (),
    facets: Facets | None = None,
    tolerance: Tolerance | None = None,
    content: str | None = None,
) -> JudgedCase:
    """Decisions by their first letter; ``got`` has one letter for each repeat, ``-`` where the
    answer was not readable."""
    verdicts = [
        verdict(
            decision=SHORT[letter],
            status=VerdictStatus.OK if SHORT[letter] else VerdictStatus.UNREADABLE,
            label=got_label,
            clauses=tuple(cited),
        )
        for letter in got
    ]
    wanted = Expectation(SHORT[expected], label, tuple(clauses), tolerance)
    return JudgedCase.of(
        name, wanted, name if content is None else content, verdicts, facets or Facets()
    )

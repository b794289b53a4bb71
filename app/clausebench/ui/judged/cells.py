"""Cells that every table of judged contents has."""

from __future__ import annotations

from clausebench.domain.case import Expectation, Outcome
from clausebench.domain.clause import Decision
from clausebench.ui.roles import Role
from clausebench.ui.text.showable import one_line
from clausebench.ui.verdict_chip import ChipLook, decision_look

_WORST_FIRST: dict[Outcome | None, int] = {
    Outcome.FAILED: 0,
    Outcome.WRONG_CLAUSE: 1,
    Outcome.UNSTEADY: 2,
    Outcome.UNREADABLE: 3,
    None: 4,
    Outcome.UNLABELLED: 5,
    Outcome.PASSED: 6,
}
_DECISIONS: dict[Decision | None, int] = {d: n for n, d in enumerate((*Decision, None))}


def outcome_key(outcome: Outcome | None) -> int:
    """What needs attention sorts first; None is not judged yet."""
    return _WORST_FIRST[outcome]


def decision_key(decision: Decision | None) -> int:
    """Violates first, no decision last."""
    return _DECISIONS[decision]


def expected_look(expected: Expectation) -> ChipLook | None:
    """The decision a person expects, else the label; None if nothing is expected."""
    if expected.decision is not None:
        return decision_look(expected.decision)
    name = expected.label
    return ChipLook("tag", one_line(name, 24), Role.TEXT_MUTED) if name else None


def expected_words(expected: Expectation) -> str:
    """All that is expected, one thing per line."""
    look = expected_look(expected)
    parts = (look.word if look else "No expectation", expected.label or "", *expected.clauses)
    return "\n".join(dict.fromkeys(filter(None, parts)))


def clauses_words(clauses: tuple[str, ...]) -> str:
    return one_line(", ".join(clauses), 60)

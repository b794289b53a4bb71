"""The changelog says clause by clause what changed, and which verdicts with it."""

from __future__ import annotations

from clausebench.domain.bundle.changes import clause_changes
from clausebench.domain.case import Outcome
from clausebench.domain.clause import Decision
from clausebench.domain.comparison import Side, compare
from clausebench.domain.reading_policy import parse
from clausebench.exporting.reports.changelog import changelog

BEFORE = parse("# P\n\n- P1 no ham\n- P2 no eggs\n- P3 no jam\n")
AFTER = parse("# P\n\n- P2 no eggs\n- P1 no ham at all\n- P4 no tea " + "cup " * 100 + "\n")
V, A = Decision.VIOLATES, Decision.ALLOWED


def _side(decision: Decision | None) -> Side:
    return Side(decision, (), Outcome.PASSED if decision is V else Outcome.FAILED)


def test_every_kind_of_change_is_told() -> None:
    told = changelog("1", "2", clause_changes(BEFORE, AFTER))
    assert "## Clauses added\n\n- **P4**\n  - is: " in told
    assert "…" in told
    assert "## Clauses removed\n\n- **P3**\n  - was: - P3 no jam" in told
    assert "## Clauses reworded\n\n- **P1**" in told


def test_moved_clauses_are_told_once() -> None:
    moved = parse("# P\n\n- P2 no eggs\n- P1 no ham\n- P3 no jam\n")
    told = changelog("1", "2", clause_changes(BEFORE, moved))
    assert told.count("was:") == 1
    assert "is:" not in told


def test_nothing_is_told_as_nothing() -> None:
    assert changelog("1", "2", ()) == "# Changes from 1 to 2\n\nNo clause changed.\n"


def test_flips_are_told_with_their_contents_and_not_all_of_them() -> None:
    before = {f"case-{n}": _side(V) for n in range(20)}
    after = {f"case-{n}": _side(A if n else None) for n in range(20)}
    told = changelog("1", "2", (), compare(before, after), {"case-1": "Buy\nnow"})
    assert "- case-0: violates → no majority" in told
    assert "  - “Buy now”" in told
    assert "- and 8 more" in told

"""Two runs beside each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from clausebench.domain.case import Outcome
from clausebench.domain.clause import Decision
from clausebench.domain.comparison import Change, Side, changes_between, compare, mcnemar

V, A, E = Decision.VIOLATES, Decision.ALLOWED, Decision.ESCALATE
OK, BAD, OPEN = Outcome.PASSED, Outcome.FAILED, Outcome.UNLABELLED


def side(decision: Decision | None, outcome: Outcome = OK, *clauses: str, of: str = "1/1") -> Side:
    hits, repeats = (int(n) for n in of.split("/"))
    return Side(decision, clauses, outcome, hits / repeats, repeats)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (side(V), side(V), ()),
        (side(A, BAD), side(V), (Change.FIXED,)),
        (side(V), side(A, BAD), (Change.BROKEN,)),
        (side(V), side(None, Outcome.UNREADABLE), (Change.BROKEN,)),
        (side(V), side(V, Outcome.WRONG_CLAUSE), (Change.BROKEN,)),
        (side(A, BAD), side(E, BAD), (Change.FLIPPED,)),
        (side(A, OPEN), side(V, OPEN), (Change.FLIPPED,)),
        (side(V, OK, "SP1.a"), side(V, OK, "SP2"), (Change.MOVED,)),
        (side(V, OK, "SP1", "SP2"), side(V, OK, "sp1"), ()),
        (side(V, OK, of="5/5"), side(V, OK, of="4/5"), (Change.UNSTABLE,)),
        (side(V, OK, of="4/5"), side(V, OK, of="5/5"), (Change.STABLE,)),
        (side(V, OK, of="1/1"), side(V, OK, of="4/5"), ()),
        (side(V, OK, "SP1", of="5/5"), side(A, BAD, of="3/5"), (Change.BROKEN, Change.UNSTABLE)),
    ],
)
def test_changes(before: Side, after: Side, changes: tuple[Change, ...]) -> None:
    assert changes_between(before, after) == changes


def test_the_worst_comes_first_and_nobody_is_lost() -> None:
    before = {"same": side(V), "fixed": side(A, BAD), "broken": side(V), "gone": side(V)}
    after = {"same": side(V), "fixed": side(V), "broken": side(A, BAD), "new": side(V)}
    compared = compare(before, after)
    assert [c.name for c in compared.cases] == ["broken", "fixed", "same"]
    assert [c.name for c in compared.changed] == ["broken", "fixed"]
    assert (compared.only_before, compared.only_after) == (("gone",), ("new",))
    assert compared.p == 1.0


@pytest.mark.parametrize(
    ("fixed", "broken", "words"),
    [
        (0, 0, "No verdict changed (n=1)."),
        (7, 3, "3 broken, 7 fixed (n=11). Fixed and broken could be chance: p = 0.34."),
        (10, 0, "10 fixed (n=11). More than chance would explain: p = 0.002."),
        (20, 0, "20 fixed (n=21). More than chance would explain: p < 0.001."),
    ],
)
def test_what_it_comes_to_in_plain_words(fixed: int, broken: int, words: str) -> None:
    names = [f"f{i}" for i in range(fixed)] + [f"b{i}" for i in range(broken)]
    before = {n: side(A, BAD) if n[0] == "f" else side(V) for n in names} | {"same": side(V)}
    after = {n: side(V) if n[0] == "f" else side(A, BAD) for n in names} | {"same": side(V)}
    assert compare(before, after).sentence == words


@given(st.integers(0, 400), st.integers(0, 400))
def test_mcnemar_is_the_exact_binomial_test(fixed: int, broken: int) -> None:
    if fixed + broken:
        expected = binomtest(fixed, fixed + broken).pvalue
        assert mcnemar(fixed, broken) == pytest.approx(expected, abs=1e-9)

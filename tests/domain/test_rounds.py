"""Which cases are asked again, how often, and how hard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.fake_desk import verdict as made

from clausebench.domain.case import Case, CaseSeverity, Expectation
from clausebench.domain.clause import Decision, Finding, Severity
from clausebench.domain.effort import Effort
from clausebench.domain.rounds import (
    UNSTEADY_REASONING,
    Ask,
    Doubt,
    doubts,
    first_round,
    next_round,
)
from clausebench.domain.run import RunSettings, StoredVerdict
from clausebench.domain.verdict import Verdict, VerdictStatus

V, A = Decision.VIOLATES, Decision.ALLOWED
UNSTEADY = Finding(UNSTEADY_REASONING, Severity.HINT, "unsteady")


def case(name: str, severity: CaseSeverity | None = None) -> Case:
    return Case(name, "policy", name, f"content of {name}", severity=severity)


def verdict(
    decision: Decision | None, effort: Effort = Effort.MEDIUM, *, unsteady: bool = False
) -> Verdict:
    status = VerdictStatus.OK if decision else VerdictStatus.UNREADABLE
    return made(
        decision=decision, status=status, effort=effort, findings=(UNSTEADY,) if unsteady else ()
    )


def stored(of: Case, *verdicts: Verdict) -> tuple[StoredVerdict, ...]:
    return tuple(
        StoredVerdict(
            str(n), "run", of.id, of.name, n, "", "", "", of.content, Expectation(), v, ""
        )
        for n, v in enumerate(verdicts)
    )


def asked(asks: tuple[Ask, ...]) -> list[tuple[str, int, Effort]]:
    return [(ask.case.name, ask.repeat, ask.effort) for ask in asks]


def test_the_first_round_asks_severe_cases_with_care_and_last() -> None:
    cases = (case("a", CaseSeverity.CRITICAL), case("b"), case("c", CaseSeverity.LOW))
    settings = RunSettings(Effort.LOW, repeats=2, careful_effort=Effort.HIGH)
    assert asked(first_round(cases, settings)) == [
        ("b", 0, Effort.LOW),
        ("b", 1, Effort.LOW),
        ("c", 0, Effort.LOW),
        ("c", 1, Effort.LOW),
        ("a", 0, Effort.HIGH),
        ("a", 1, Effort.HIGH),
    ]


@pytest.mark.parametrize(
    ("verdicts", "found"),
    [
        ((verdict(V),), ()),
        ((verdict(V), verdict(A)), (Doubt.SPLIT,)),
        ((verdict(V),) * 6 + (verdict(A),), (Doubt.SPLIT,)),  # 6 of 7 may be 0.49
        ((verdict(V),) * 7 + (verdict(A),), ()),  # 7 of 8 is at least 0.53
        ((verdict(None),), (Doubt.UNREADABLE,)),
        ((verdict(V, unsteady=True),), (Doubt.UNSTEADY,)),
    ],
)
def test_what_is_in_doubt(verdicts: tuple[Verdict, ...], found: tuple[Doubt, ...]) -> None:
    assert doubts(verdicts, 1) == found


def test_a_split_is_asked_again_until_the_limit() -> None:
    settings = RunSettings(repeats=3, most_repeats=5)
    one, two = case("a"), case("b")
    answers = {
        "a": stored(one, verdict(V), verdict(A), verdict(V)),
        "b": stored(two, verdict(V), verdict(V), verdict(V)),
    }
    assert asked(next_round((one, two), answers, settings)) == [
        ("a", 3, Effort.MEDIUM),
        ("a", 4, Effort.MEDIUM),
    ]
    answers["a"] += stored(one, *([verdict(V)] * 5))[3:]
    assert next_round((one, two), answers, settings) == ()


def test_an_unsteady_reasoning_is_asked_again_once() -> None:
    settings = RunSettings(most_repeats=9)
    one = case("a")
    first = stored(one, verdict(V, unsteady=True))
    assert [a.repeat for a in next_round((one,), {"a": first}, settings)] == [1, 2]
    agreed = stored(one, *([verdict(V, unsteady=True)] * 3))
    assert next_round((one,), {"a": agreed}, settings) == ()


def test_what_repeats_do_not_settle_is_asked_with_more_effort() -> None:
    settings = RunSettings(Effort.LOW, repeats=2, most_repeats=2, careful_effort=Effort.HIGH)
    cases = split, steady, broken = case("split"), case("steady"), case("broken")
    answers = {
        "split": stored(split, verdict(V, Effort.LOW), verdict(A, Effort.LOW)),
        "steady": stored(steady, verdict(V, Effort.LOW), verdict(V, Effort.LOW)),
        "broken": stored(broken, verdict(None, Effort.LOW), verdict(None, Effort.LOW)),
    }
    assert asked(next_round(cases, answers, settings)) == [
        ("split", 2, Effort.HIGH),
        ("split", 3, Effort.HIGH),
        ("broken", 2, Effort.HIGH),
        ("broken", 3, Effort.HIGH),
    ]
    for name, of in (("split", split), ("broken", broken)):
        high = stored(of, *([verdict(V, Effort.HIGH)] * 4))[2:]
        answers[name] += high
    assert next_round(cases, answers, settings) == ()


def test_a_single_unsteady_answer_gets_more_effort_too() -> None:
    settings = RunSettings(Effort.LOW, careful_effort=Effort.HIGH)
    one = case("a")
    first = stored(one, verdict(V, Effort.LOW, unsteady=True))
    assert asked(next_round((one,), {"a": first}, settings)) == [("a", 1, Effort.HIGH)]


def test_without_limits_nothing_is_asked_again() -> None:
    one = case("a")
    answers = {"a": stored(one, verdict(V), verdict(A))}
    assert next_round((one, case("b")), answers, RunSettings(repeats=2)) == ()


def test_a_number_that_history_holds_is_not_used_again() -> None:
    one = case("a")
    (first,) = stored(one, verdict(V, unsteady=True))
    later = replace(first, repeat=4)
    asks = next_round((one,), {"a": (later,)}, RunSettings(most_repeats=3))
    assert [ask.repeat for ask in asks] == [5, 6]

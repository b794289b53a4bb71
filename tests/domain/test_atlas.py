"""Which case touches which clause, and which clauses are read now one way, now another."""

from __future__ import annotations

from dataclasses import replace

from tests.support.fake_desk import POLICY, stored, verdict

from clausebench.domain.ambiguity import Source, inbox
from clausebench.domain.atlas import Coverage, atlas
from clausebench.domain.case import Expectation
from clausebench.domain.clause import Decision
from clausebench.domain.reading_policy import parse
from clausebench.domain.run import StoredVerdict

PARSED = parse(POLICY)


V, A = Decision.VIOLATES, Decision.ALLOWED


def judged(
    name: str, decision: Decision = Decision.VIOLATES, repeat: int = 0, **changes: object
) -> StoredVerdict:
    """A verdict on a case of that name."""
    made = stored(verdict(decision=decision, **changes))
    expected = Expectation(Decision.VIOLATES, None, ("SP1.b",))
    return replace(
        made, id=f"{name}{repeat}", case_id=name, case_name=name, repeat=repeat, expected=expected
    )


def of(found: tuple[Coverage, ...], clause: str) -> Coverage:
    return next(c for c in found if clause in (c.clause, c.title))


def test_a_case_touches_clauses_by_expectation_reason_name_quote_and_term() -> None:
    found = atlas(PARSED, [judged("one"), judged("one", repeat=1), judged("two")])
    assert found.cases == 2
    assert of(found.clauses, "SP1.b").expected == ("one", "two")
    decisive = of(found.clauses, "SP1.a")
    assert (decisive.decided, decisive.cited, decisive.quoted) == (("one", "two"),) * 3
    assert of(found.clauses, "SP8").is_idle
    assert of(found.clauses, "Unsolicited").cited
    assert [c.clause for c in found.untested] == ["SP2.a", "SP7"]


def test_a_whole_stands_for_its_parts() -> None:
    found = atlas(PARSED, [judged("one", clauses=("sp1",), reasoning="It is spam.")])
    assert {c.clause for c in found.clauses if c.decided} == {"SP1.a", "SP1.b"}


def split(name: str, violates: int, repeats: int) -> list[StoredVerdict]:
    return [
        judged(name, Decision.VIOLATES if n < violates else Decision.ALLOWED, n)
        for n in range(repeats)
    ]


def test_the_clause_with_most_disagreement_comes_first() -> None:
    steady = judged("q", reasoning="SP2.a applies.", clauses=("SP2.a",))
    verdicts = [*split("a", 3, 5), *split("b", 4, 5), *split("c", 5, 5), steady]
    found = inbox(PARSED, verdicts)
    assert found.cases == 3
    doubt = next(d for d in found.doubts if d.clause == "SP1.a")
    assert [(a.name, a.share) for a in doubt.unstable] == [("a", 0.6), ("b", 0.8)]
    assert doubt.cases == 3
    assert not doubt.has_evidence
    assert round(doubt.weight, 6) == 0.6
    assert "SP2.a" not in {d.clause for d in found.doubts}


def test_what_is_firmly_wrong_is_another_queue() -> None:
    found = inbox(PARSED, [*split("wrong", 0, 3), *split("split", 1, 3)])
    assert [a.name for a in found.wrong] == ["wrong"]


def test_one_answer_each_says_nothing() -> None:
    found = inbox(PARSED, [judged("a"), judged("b")])
    assert (found.doubts, found.wrong, found.cases) == ((), (), 0)


def test_with_five_cases_a_clause_is_judged() -> None:
    verdicts = [v for n in range(5) for v in split(f"case{n}", 2, 3)]
    doubt = next(d for d in inbox(PARSED, verdicts).doubts if d.clause == "SP1.a")
    assert doubt.has_evidence
    assert doubt.low < 1.0 <= doubt.high


def test_other_efforts_and_wordings_tell_too() -> None:
    verdicts = [judged("a"), judged("b"), judged("c")]
    found = inbox(
        PARSED,
        verdicts,
        others={
            Source.EFFORT: {"a": [V, A], "b": [V, V]},
            Source.WORDING: {"a": [V, V, A, V], "b": [V, V, V, V]},
        },
        severities={"a": 4},
    )
    doubt = next(d for d in found.doubts if d.clause == "SP1.a")
    assert doubt.sources == (Source.EFFORT, Source.WORDING)
    assert [(a.name, a.source, a.weight) for a in doubt.unstable] == [
        ("a", Source.EFFORT, 2.0),
        ("a", Source.WORDING, 1.0),
    ]
    assert (doubt.unsteady, doubt.cases, found.cases) == (1, 2, 2)
    assert not doubt.has_evidence


def test_clauses_that_pull_a_case_both_ways_are_named() -> None:
    verdicts = [
        judged("a", V, 0, clauses=("SP1.a",)),
        judged("a", A, 1, clauses=("SP8",)),
        judged("b", V, 0, clauses=("SP1.a",)),
    ]
    found = atlas(PARSED, verdicts)
    assert of(found.clauses, "SP1.a").against == ("SP8",)
    assert of(found.clauses, "SP8").against == ("SP1.a",)
    assert {c.clause for c in found.contradicting} == {"SP1.a", "SP8"}

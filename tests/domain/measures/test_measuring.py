"""What is counted about a run, and what is not."""

from __future__ import annotations

import pytest
from tests.support.judged_cases import judged

from clausebench.domain.case import Case, CaseSeverity, Expectation, Outcome, Split, Tolerance
from clausebench.domain.measures import By, Facets, Share, Splits, measure, shown_share
from clausebench.domain.measures.shares import percent


def test_no_verdict_is_an_answer_and_never_a_hit() -> None:
    found = measure([judged("tie", "v", "va"), judged("lost", "v", "-"), judged("hit", "v", "v")])
    assert found.violates.recall == Share(1, 3)
    assert found.confusion.cell("violates", "no verdict").names == ("tie", "lost")
    assert found.confusion.got == ("violates", "no verdict")
    assert [cell.is_right for cell in found.confusion.cells] == [False, True]
    assert found.overall.right == Share(1, 3)


def test_what_was_wrongly_removed_and_what_was_let_through() -> None:
    found = measure(
        [judged("a", "a", "v"), judged("b", "a", "e"), judged("c", "v", "a"), judged("d", "v", "v")]
    )
    assert (found.wrongly_removed, found.let_through) == (Share(1, 2), Share(1, 2))


def test_cases_that_expect_nothing_are_named_and_not_counted() -> None:
    found = measure([judged("open", "-", "v"), judged("hit", "a", "a")])
    assert found.unlabelled == ("open",)
    assert (found.n, found.confusion.n) == (1, 1)


def test_nothing_comes_to_nothing() -> None:
    found = measure([])
    assert (found.n, found.decisions.macro, found.overall.score) == (0, None, None)
    assert found.violates.f1 is None
    assert found.overall.right.value is None
    assert found.by(By.CLAUSE) == ()


def test_right_for_the_wrong_clause_is_right_and_has_not_passed() -> None:
    found = measure([judged("x", "v", "v", clauses=["SP1.a"], cited=["SP2"])])
    assert (found.overall.right, found.overall.passed) == (Share(1, 1), Share(0, 1))
    assert found.outcomes == ((Outcome.WRONG_CLAUSE, 1),)
    assert (found.clauses.exact, found.clauses.any_hit) == (Share(0, 1), Share(0, 1))


def test_a_sub_clause_counts_as_its_parent_and_not_the_other_way_round() -> None:
    found = measure(
        [
            judged("narrow", "v", "v", clauses=["SP2"], cited=["sp2.a"]),
            judged("wide", "v", "v", clauses=["SP3.a"], cited=["SP3"]),
        ]
    ).clauses
    assert found.score("SP2").recall == Share(1, 1)
    assert found.score("SP3.a").recall == Share(0, 1)
    assert found.score("SP3").precision == Share(0, 1)


def test_a_citation_in_vain_stands_against_the_clause_that_covers_it() -> None:
    found = measure(
        [
            judged("one", "v", "v", clauses=["SP2"], cited=["SP2.b"]),
            judged("two", "v", "v", clauses=["SP1"], cited=["SP2.b", "SP10"]),
        ]
    ).clauses
    assert found.score("SP2").precision == Share(1, 2)
    assert found.score("SP10").precision == Share(0, 1)
    assert found.score("SP1").precision == Share(0, 0)
    assert [score.name for score in found.classes] == ["SP1", "SP10", "SP2"]


def test_a_person_is_to_decide() -> None:
    found = measure([judged("x", "-", "v", tolerance=Tolerance.ESCALATE)])
    assert found.confusion.cell("escalate", "violates").names == ("x",)
    assert found.n == 1


def test_stability_counts_only_what_was_asked_more_than_once() -> None:
    found = measure(
        [
            judged("once", "v", "v"),
            judged("steady", "v", "vvvv"),
            judged("shaken", "v", "vvva"),
            judged("mute", "v", "----"),
        ]
    ).overall
    assert found.stable == Share(1, 3)
    assert found.agreement == pytest.approx((1 + 0.75 + 0) / 3)
    assert measure([judged("once", "v", "v")]).overall.agreement is None


def _facets(*tags: str, language: str = "", severity: str = "") -> Facets:
    return Facets(tags, language, "post", severity, Split.OPEN)


def test_slices_by_what_a_case_is() -> None:
    found = measure(
        [
            judged("a", "v", "v", facets=_facets("hard", "News", language="en")),
            judged("b", "v", "a", facets=_facets("news", "hard", language="de")),
            judged("c", "a", "a", facets=_facets(severity="high")),
        ]
    )
    assert [(s.name, s.n, s.right.hits) for s in found.by(By.TAG)] == [
        ("hard", 2, 1),
        ("News", 2, 1),
        ("", 1, 1),
    ]
    assert [s.name for s in found.by(By.LANGUAGE)] == ["de", "en", ""]
    assert [s.name for s in found.by(By.KIND)] == ["post"]
    assert [(s.name, s.cases) for s in found.by(By.SEVERITY)] == [
        ("high", ("c",)),
        ("", ("a", "b")),
    ]
    hard = found.by(By.TAG)[0].score
    assert hard is not None
    assert hard.recall == Share(1, 2)


def test_slices_by_clause_and_label_have_the_score_of_that_class() -> None:
    found = measure(
        [
            judged("a", "v", "v", label="SP2", got_label="sp2", clauses=["SP2.a"], cited=["sp2.A"]),
            judged("b", "v", "v", label="SP3", got_label="SP2", clauses=["SP3"], cited=["SP2.a"]),
            judged("c", "a", "a"),
        ]
    )
    by_clause = {s.name: s for s in found.by(By.CLAUSE)}
    assert list(by_clause) == ["SP2.a", "SP3", ""]
    assert by_clause[""].score is None
    score = by_clause["SP2.a"].score
    assert score is not None
    assert (score.recall, score.precision) == (Share(1, 1), Share(1, 2))
    by_label = {s.name: s.score for s in found.by(By.LABEL)}
    assert list(by_label) == ["allowed", "SP2", "SP3"]
    assert [s.recall for s in by_label.values() if s] == [Share(1, 1), Share(1, 1), Share(0, 1)]
    assert found.label_confusion.cell("SP3", "SP2").names == ("b",)


def test_a_slice_of_cases_that_expect_only_labels_has_no_score() -> None:
    found = measure([judged("a", "-", "v", label="SP2", got_label="SP2", facets=_facets("x"))])
    assert found.by(By.TAG)[0].score is None
    assert found.overall.right == Share(1, 1)


def test_which_cases_they_were() -> None:
    cases = [
        judged("a", "v", "v", facets=Facets(split=Split.LOCKED)),
        judged("b", "v", "v", facets=Facets(split=Split.OPEN)),
        judged("c", "v", "v"),
        judged("d", "-", "v", facets=Facets(split=Split.OPEN)),
    ]
    found = measure(cases)
    assert found.splits == Splits(open=1, locked=1, unknown=1)
    assert [s.name for s in found.by(By.SPLIT)] == ["locked", "open", ""]


def test_facets_come_from_the_case() -> None:
    case = Case("1", "p", "n", "c", Expectation(), "en", ("t",), severity=CaseSeverity.HIGH)
    assert Facets.of(case) == Facets(("t",), "en", "post", "high", Split.OPEN)


def test_few_cases_have_counts_and_no_percentage() -> None:
    assert shown_share(Share(9, 9)) is None
    assert shown_share(Share(9, 10)) == 0.9
    assert Share(9, 9).words == "9 of 9"
    assert Share(41, 44).words == "41 of 44 (93 %, 82 % to 98 %)"
    few = measure([judged("x", "v", "v")]).violates
    assert (few.f1, few.shown_f1) == (1.0, None)
    assert measure([judged(str(n), "v", "v") for n in range(10)]).violates.shown_f1 == 1.0


@pytest.mark.parametrize(
    ("value", "words"),
    [(1.0, "100 %"), (0.999, "> 99 %"), (0.001, "< 1 %"), (0.0, "0 %"), (0.5, "50 %")],
)
def test_nearly_all_is_not_all(value: float, words: str) -> None:
    assert percent(value) == words

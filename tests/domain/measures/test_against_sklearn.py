"""Our counting against scikit-learn's, and our interval against SciPy's, on any input."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from sklearn.metrics import (
    accuracy_score,
    confusion_matrix,
    precision_recall_fscore_support,
)
from sklearn.preprocessing import MultiLabelBinarizer
from tests.support.judged_cases import SHORT, judged

from clausebench.domain.agreement import wilson
from clausebench.domain.measures import NO_VERDICT, Level, Share, measure
from clausebench.domain.measures.clauses import clause_answers
from clausebench.domain.measures.levels import level

LETTERS = st.sampled_from("vae")
ANSWERS = st.lists(st.tuples(LETTERS, st.sampled_from("vae-")), min_size=1, max_size=40)
LABELS = st.sampled_from(["SP0", "SP1", "SP2", "SP3"])
CODES = st.sets(st.sampled_from(["SP1", "SP2", "SP3", "SP4"]), min_size=1)
CITED = st.sets(st.sampled_from(["SP1", "SP2", "SP3", "SP4", "SP5"]))


UNUSED = "-"
"""A second class where there is only one, which scikit-learn would take for a binary answer."""


def assert_same(found: Level, expected: object, got: object, labels: object) -> None:
    """Per class, and both means. scikit-learn is given the classes we found."""
    precision, recall, f1, support = precision_recall_fscore_support(
        expected, got, labels=labels, average=None, zero_division=0
    )
    for row, score in enumerate(found.classes):
        assert (score.precision.value or 0.0) == pytest.approx(precision[row])
        assert (score.recall.value or 0.0) == pytest.approx(recall[row])
        assert (score.f1 or 0.0) == pytest.approx(f1[row])
        assert score.expected == support[row]
    macro, micro = found.macro, found.micro
    assert macro is not None
    theirs = precision_recall_fscore_support(
        expected, got, labels=labels, average="macro", zero_division=0
    )
    assert (macro.precision, macro.recall, macro.f1) == pytest.approx(theirs[:3])
    theirs = precision_recall_fscore_support(
        expected, got, labels=labels, average="micro", zero_division=0
    )
    ours = micro.precision.value or 0.0, micro.recall.value or 0.0, micro.f1 or 0.0
    assert ours == pytest.approx(theirs[:3])


@given(ANSWERS)
def test_decisions(rows: list[tuple[str, str]]) -> None:
    found = measure(judged(str(n), wanted, got) for n, (wanted, got) in enumerate(rows))
    expected = [str(SHORT[wanted]) for wanted, _ in rows]
    got = [str(SHORT[letter] or NO_VERDICT) for _, letter in rows]
    classes = [score.name for score in found.decisions.classes]
    assert_same(found.decisions, expected, got, classes)
    assert found.decisions.exact.value == pytest.approx(accuracy_score(expected, got))
    assert found.overall.right == found.decisions.exact
    every = [*classes, NO_VERDICT]
    theirs = confusion_matrix(expected, got, labels=every)
    for row, wanted in enumerate(every):
        for column, came in enumerate(every):
            assert found.confusion.cell(wanted, came).count == theirs[row][column]


@given(st.lists(st.tuples(LABELS, st.one_of(st.none(), LABELS)), min_size=1, max_size=40))
def test_labels(rows: list[tuple[str, str | None]]) -> None:
    found = measure(
        judged(str(n), "v", "v" if got else "-", label=wanted, got_label=got)
        for n, (wanted, got) in enumerate(rows)
    )
    expected, got = [wanted for wanted, _ in rows], [came or NO_VERDICT for _, came in rows]
    assert_same(found.labels, expected, got, [score.name for score in found.labels.classes])
    theirs = confusion_matrix(expected, got, labels=[*found.label_confusion.got, UNUSED])
    for row, wanted in enumerate(found.label_confusion.got):
        for column, came in enumerate(found.label_confusion.got):
            assert found.label_confusion.cell(wanted, came).count == theirs[row][column]


@given(st.lists(st.tuples(CODES, CITED), min_size=1, max_size=30))
def test_clauses_each_case_may_have_several(rows: list[tuple[set[str], set[str]]]) -> None:
    found = measure(
        judged(str(n), "v", "v", clauses=sorted(wanted), cited=sorted(cited))
        for n, (wanted, cited) in enumerate(rows)
    )
    classes = [score.name for score in found.clauses.classes]
    several = MultiLabelBinarizer(classes=[*classes, UNUSED])
    expected = several.fit_transform([wanted for wanted, _ in rows])
    got = several.transform([cited for _, cited in rows])
    assert_same(found.clauses, expected, got, list(range(len(classes))))
    assert found.clauses.exact.value == pytest.approx(accuracy_score(expected, got))


NESTED = st.lists(st.sampled_from(["A", "A.b", "A.b.c", "A.d", "B", "B.a", "a.B"]), max_size=4)


@given(st.lists(st.tuples(NESTED, NESTED), min_size=1, max_size=20))
def test_nested_clauses_counted_as_the_sets_they_come_to(
    rows: list[tuple[list[str], list[str]]],
) -> None:
    answers = clause_answers(rows)
    found = level(answers)
    classes = [score.name for score in found.classes]
    if not classes:
        return
    several = MultiLabelBinarizer(classes=[*classes, UNUSED])
    expected = several.fit_transform([wanted for wanted, _ in answers])
    assert_same(
        found, expected, several.transform([got for _, got in answers]), list(range(len(classes)))
    )


@given(st.integers(0, 400), st.integers(0, 400))
def test_intervals(hits: int, misses: int) -> None:
    share = Share(hits, hits + misses)
    if not share.total:
        assert (share.value, share.low, share.high) == (None, 0.0, 1.0)
        return
    theirs = binomtest(hits, share.total).proportion_ci(0.95, method="wilson")
    assert (share.low, share.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
    assert (share.low, share.high) == pytest.approx(wilson(hits, share.total))
    assert (share.low == 0.0) is (not hits)
    assert (share.high == 1.0) is (not misses)

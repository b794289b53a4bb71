"""Targets: read, checked, and said in sentences."""

from __future__ import annotations

import pytest
from tests.support.judged_cases import judged

from clausebench.domain.errors import BadInputError
from clausebench.domain.measures import (
    By,
    Facets,
    Measures,
    Metric,
    Target,
    TargetState,
    check_targets,
    measure,
    read_targets,
)

FILE = """
min_cases = 5

[overall]
recall = 0.9
stability = 0.95

[clause."SP2.a"]
recall = 0.8
min_cases = 12
confident = true

[tag.contrast]
accuracy = 1
"""


def measures() -> Measures:
    """20 cases that violate, 16 of them found, all asked twice; 3 tagged."""
    return measure(
        judged(
            str(n),
            "v",
            "vv" if n < 16 else "aa",
            clauses=["SP2.a"],
            cited=["SP2.a"] if n < 16 else [],
            facets=Facets(tags=("few",) if n < 3 else ()),
        )
        for n in range(20)
    )


def test_a_file_of_targets() -> None:
    assert read_targets(FILE, "targets.toml") == (
        Target(None, "", Metric.RECALL, 0.9, min_cases=5),
        Target(None, "", Metric.STABILITY, 0.95, min_cases=5),
        Target(By.CLAUSE, "SP2.a", Metric.RECALL, 0.8, confident=True, min_cases=12),
        Target(By.TAG, "contrast", Metric.ACCURACY, 1.0, min_cases=5),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[overall\nrecall = 1", "line 1"),
        ("", "t.toml names no target"),
        ("[overall]\n", "t.toml names no target"),
        ("[overal]\nrecall = 1", "overal is no table"),
        ("overall = 1", "overall is not a table"),
        ("clause = 1", "clause is not a table"),
        ("[clause]\nSP2 = 0.5", 'clause."SP2" is not a table'),
        ("[overall]\nrecal = 1", "overall.recal is nothing that is measured"),
        ("[overall]\nrecall = 90", "overall.recall is 90, not a number from 0 to 1"),
        ("[overall]\nrecall = nan", "not a number"),
        ("[overall]\nrecall = true", "not a number"),
        ('[overall]\nrecall = "0.9"', "not a number"),
        ("[tag.x]\nf1 = 0.9\nconfident = true", 'tag."x".f1 has no interval'),
        ("[overall]\nrecall = 1\nconfident = 1", "overall.confident is neither"),
        ("[overall]\nrecall = 1\nmin_cases = 0", "overall.min_cases is not a whole number"),
        ("min_cases = true\n[overall]\nrecall = 1", "overall.min_cases is not a whole number"),
        ("[overall]\nrecall = 1\nmin_cases = 2.5", "overall.min_cases is not a whole number"),
    ],
)
def test_a_bad_file_is_told_where(text: str, words: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read_targets(text, "t.toml")
    assert words in str(caught.value)
    assert str(caught.value).startswith("t.toml")


@pytest.mark.parametrize(
    ("target", "state", "sentence"),
    [
        (
            Target(None, "", Metric.RECALL, 0.8),
            TargetState.MET,
            "Overall, recall: 16 of 20 (80 %, 58 % to 92 %); recall is at least 80 %.",
        ),
        (
            Target(None, "", Metric.RECALL, 0.8, confident=True),
            TargetState.MISSED,
            (
                "Overall, recall: 16 of 20 (80 %, 58 % to 92 %); "
                "the lower end of the interval is below 80 %."
            ),
        ),
        (
            Target(By.CLAUSE, "sp2.A", Metric.PRECISION, 0.925),
            TargetState.MET,
            (
                "Clause sp2.A, precision: 16 of 16 (100 %, 81 % to 100 %); "
                "precision is at least 92.5 %."
            ),
        ),
        (
            Target(None, "", Metric.F1, 0.9),
            TargetState.MISSED,
            "Overall, F1: 0.89 (n=20); F1 is below 0.90.",
        ),
        (
            Target(By.TAG, "few", Metric.ACCURACY, 0.5),
            TargetState.FEW,
            "Tag few, accuracy: not enough cases, 3 of at least 10.",
        ),
        (
            Target(By.TAG, "few", Metric.F1, 0.5),
            TargetState.FEW,
            "Tag few, F1: not enough cases, 3 of at least 10.",
        ),
        (
            Target(By.TAG, "few", Metric.PASSED, 0.5, min_cases=3),
            TargetState.MET,
            "Tag few, passed: 3 of 3; passed is at least 50 %.",
        ),
        (
            Target(By.CLAUSE, "SP9", Metric.RECALL, 0.5),
            TargetState.FEW,
            "Clause SP9, recall: not enough cases, 0 of at least 10.",
        ),
        (
            Target(None, "", Metric.STABILITY, 1.0),
            TargetState.MET,
            "Overall, stability: 20 of 20 (100 %, 84 % to 100 %); stability is at least 100 %.",
        ),
    ],
)
def test_what_a_target_comes_to(target: Target, state: TargetState, sentence: str) -> None:
    result = check_targets([target], measures())[0]
    assert (result.state, result.sentence) == (state, sentence)
    assert result.is_met is (state is TargetState.MET)


def test_stability_without_repeats_says_what_to_do() -> None:
    once = measure([judged("a", "v", "v")])
    result = check_targets([Target(None, "", Metric.STABILITY, 0.9)], once)[0]
    assert result.sentence.endswith("0 of at least 10. Stability takes repeats: --repeat 5.")


def test_without_a_class_there_is_nothing_to_score() -> None:
    labelled = measure([judged("a", "-", "v", label="x", got_label="x")])
    targets = [Target(None, "", metric, 0.9) for metric in (Metric.PRECISION, Metric.RECALL)]
    results = check_targets([*targets, Target(None, "", Metric.F1, 0.9)], labelled)
    assert [result.state for result in results] == [TargetState.FEW] * 3

"""What stands in the way of approving, and which steps there are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.support.releases import full_release, kept, starter

from clausebench.domain.agreement import wilson
from clausebench.domain.ambiguity import Doubt
from clausebench.domain.bundle.approval import Stage, may_follow
from clausebench.domain.bundle.release import Release
from clausebench.domain.bundle.stages import ObstacleKind, Remark, decisions, obstacles
from clausebench.domain.case import Expectation, Split
from clausebench.domain.clause import Decision
from clausebench.domain.measures import By, Metric, Target


def _kinds(release: Release, *remarks: str) -> list[ObstacleKind]:
    found = obstacles(release, [Remark(remark) for remark in remarks])
    return [obstacle.kind for obstacle in found]


def _whole(**changes: Any) -> Release:
    """With a proof that nothing can be said against; ``changes`` are of its numbers."""
    full = full_release()
    assert full.metrics is not None
    metrics = replace(full.metrics, **{"cases": 3, "targets": (), **changes})
    return replace(full, cases=full.cases[:3], metrics=metrics)


def test_nothing_is_approved_that_was_not_reviewed() -> None:
    steps = {(a, b) for a in Stage for b in Stage if may_follow(a, b)}
    assert steps == {
        (Stage.DRAFT, Stage.REVIEW),
        (Stage.REVIEW, Stage.APPROVED),
        (Stage.REVIEW, Stage.DRAFT),
        (Stage.APPROVED, Stage.DRAFT),
    }


def test_a_version_without_proof_is_stopped() -> None:
    assert _kinds(starter("spam")) == [ObstacleKind.UNTESTED]


def test_a_whole_proof_lets_it_through() -> None:
    assert _kinds(_whole()) == []


def test_cases_without_a_verdict_and_missed_targets_stop_it() -> None:
    found = obstacles(full_release())
    assert [obstacle.kind for obstacle in found] == [ObstacleKind.UNTESTED, ObstacleKind.TARGET]
    assert "26 of 29 cases" in found[0].sentence
    assert "--all-cases" in found[0].remedy
    assert found[1].sentence == "Overall, precision: 2 of 3; precision is below 90 %."


def test_targets_of_slices_and_of_too_few_cases_stop_it() -> None:
    few = kept(Target(By.CLAUSE, "SP1.a", Metric.RECALL, 0.5), 2, 2)
    sure = kept(Target(By.TAG, "x", Metric.ACCURACY, 0.5, confident=True), 7, 12)
    met = kept(Target(By.TAG, "y", Metric.ACCURACY, 0.5), 7, 12)
    found = obstacles(_whole(targets=(few, sure, met)))
    assert [obstacle.sentence for obstacle in found] == [
        "Clause SP1.a, recall: not enough cases, 2 of at least 10.",
        (
            "Tag x, accuracy: 7 of 12 (58 %, 32 % to 81 %); the lower end of the interval is below "
            "50 %."
        ),
    ]


def test_repeats_that_disagree_and_answers_that_cannot_be_read_stop_it() -> None:
    found = obstacles(_whole(unsteady=1, unreadable=2))
    assert [o.kind for o in found] == [ObstacleKind.UNSTEADY, ObstacleKind.UNREADABLE]
    assert found[0].sentence == "1 case is not decided the same each time, and must be."
    assert found[1].sentence == "2 cases are without a readable answer."


def test_one_answer_is_no_verdict() -> None:
    (obstacle,) = obstacles(_whole(asked_once=2))
    assert obstacle.kind is ObstacleKind.ASKED_ONCE
    assert "2 of 3 cases" in obstacle.sentence


def test_only_a_language_model_proves_anything() -> None:
    whole = _whole(asked_once=3)
    assert whole.settings is not None
    built_in = replace(whole.settings, name="triage", is_language_model=False)
    for settings in (built_in, None):
        assert _kinds(replace(whole, settings=settings)) == [ObstacleKind.ENGINE]


def test_every_locked_case_has_to_pass() -> None:
    whole = _whole()
    violating = Expectation(Decision.VIOLATES)
    locked = tuple(replace(c, split=Split.LOCKED, expected=violating) for c in whole.cases)
    allowed = replace(locked[0], expected=Expectation(Decision.ALLOWED))
    (obstacle,) = obstacles(replace(whole, cases=(allowed, *locked[1:])))
    assert obstacle.kind is ObstacleKind.LOCKED
    assert obstacle.sentence == f"1 locked case was not passed: {allowed.name}."
    silent = replace(locked[0], expected=Expectation())
    assert _kinds(replace(whole, cases=(silent,))) == []


def test_locked_cases_that_were_not_judged_stop_it() -> None:
    full = full_release()
    many = tuple(replace(case, split=Split.LOCKED) for case in full.cases)
    found = [o for o in obstacles(replace(full, cases=many)) if o.kind is ObstacleKind.LOCKED]
    assert found[0].sentence.startswith("26 locked cases were not judged: ")
    assert "and more" in found[0].sentence


def test_locked_cases_that_a_target_promises_have_to_be_there() -> None:
    whole = _whole(targets=(kept(Target(By.SPLIT, "Locked", Metric.RECALL, 0.5), 0, 0),))
    opened = tuple(replace(case, split=Split.OPEN) for case in whole.cases)
    kinds = _kinds(replace(whole, cases=opened))
    assert kinds == [ObstacleKind.TARGET, ObstacleKind.LOCKED]
    assert ObstacleKind.LOCKED not in _kinds(replace(starter("spam"), metrics=None))


def test_clauses_that_surely_waver_stop_it() -> None:
    def doubt(unsteady: int, cases: int) -> Doubt:
        return Doubt("SP1.a", "", (), unsteady, cases, *wilson(unsteady, cases), 1.0)

    found = obstacles(_whole(), (), [doubt(1, 5), doubt(4, 4), doubt(4, 8)])
    assert [obstacle.kind for obstacle in found] == [ObstacleKind.AMBIGUOUS]
    assert "4 of 8 cases that name it waver (at least 22 %)" in found[0].sentence


def test_findings_of_weight_stop_it_and_are_not_all_told() -> None:
    assert _kinds(_whole(), "One.") == [ObstacleKind.FINDING]
    found = obstacles(_whole(), [Remark(f"{n}.", "Do it.") for n in range(5)])
    assert found[0].remedy == "Do it."
    assert found[-1].sentence == "Auditors found 2 more things."


def test_decisions_are_those_of_the_majority() -> None:
    rows = list(full_release().verdicts[:2])
    rows[1] = replace(rows[1], decision=Decision.ALLOWED)
    assert decisions(rows) == {rows[0].case: None}

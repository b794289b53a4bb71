"""What stands in the way of approving, and which steps there are."""

from __future__ import annotations

from dataclasses import replace

from tests.support.releases import full_release, starter

from clausebench.domain.bundle.approval import Stage, may_follow
from clausebench.domain.bundle.stages import ObstacleKind, decisions, obstacles
from clausebench.domain.case import Split
from clausebench.domain.clause import Decision


def _kinds(release: object, *findings: str) -> list[ObstacleKind]:
    return [obstacle.kind for obstacle in obstacles(release, findings)]  # type: ignore[arg-type]


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


def test_cases_without_a_verdict_and_missed_targets_stop_it() -> None:
    found = obstacles(full_release(), ())
    assert [obstacle.kind for obstacle in found] == [ObstacleKind.UNTESTED, ObstacleKind.TARGET]
    assert "26 of 29 cases" in found[0].sentence
    assert found[1].sentence == "precision is 66.7% (2 of 3); it was to be 90 %."


def test_repeats_that_disagree_stop_it() -> None:
    full = full_release()
    assert full.metrics is not None
    unsteady = replace(full.metrics, unsteady=1, cases=29, targets=())
    assert _kinds(replace(full, metrics=unsteady)) == [ObstacleKind.UNSTEADY]


def test_every_locked_case_has_to_be_right() -> None:
    full = full_release()
    assert full.metrics is not None
    whole = replace(full, metrics=replace(full.metrics, cases=29, targets=()))
    assert _kinds(whole) == []
    locked = tuple(replace(case, split=Split.LOCKED) for case in whole.cases)
    (obstacle,) = obstacles(replace(whole, cases=locked), ())
    assert obstacle.kind is ObstacleKind.LOCKED
    assert "and more" in obstacle.sentence
    assert _kinds(replace(whole, cases=locked, verdicts=())) == []


def test_findings_of_weight_stop_it_and_are_not_all_told() -> None:
    full = full_release()
    assert full.metrics is not None
    whole = replace(full, metrics=replace(full.metrics, cases=29, targets=()))
    assert _kinds(whole, "One.") == [ObstacleKind.FINDING]
    found = obstacles(whole, ("One.", "Two.", "Three.", "Four.", "Five."))
    assert found[-1].sentence == "Auditors found 2 more things."


def test_decisions_are_those_of_the_majority() -> None:
    rows = list(full_release().verdicts[:2])
    rows[1] = replace(rows[1], decision=Decision.ALLOWED)
    assert decisions(rows) == {rows[0].case: None}

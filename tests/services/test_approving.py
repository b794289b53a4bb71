"""A version goes from draft to approved by named people, with reasons, past no obstacle unsaid."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.domain.bundle.test_commenting import SAID
from tests.support.exchange import Exchange, open_test_exchange
from tests.support.releases import POLICIES
from tests.support.spoken_engine import Speak, SpokenEngine, answer, rationale

from clausebench.domain.bundle.approval import Stage
from clausebench.domain.bundle.commenting import EndKind
from clausebench.domain.bundle.stages import ObstacleKind
from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case, Split
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.domain.measures import By, Metric, Target
from clausebench.domain.run import RunSettings
from clausebench.services.approving import Approving
from clausebench.services.judging import Judging
from clausebench.services.recording import Subject
from clausebench.services.suites import Suites

NAME = "Spam policy"


@pytest.fixture
def exchange(workspace_path: Path) -> Iterator[Exchange]:
    with open_test_exchange(workspace_path) as exchange:
        exchange.library.import_folder(POLICIES / "spam")
        yield exchange


def _wavering() -> Speak:
    """Violating and allowed in turn."""
    turns = itertools.cycle((rationale(1, "SP1.a", "SP1.a"), rationale(0)))
    return lambda _: answer(next(turns), "SP1.a could be meant, and SP1.b.")


def _judge(
    exchange: Exchange,
    repeats: int,
    cases: Sequence[Case] | None = None,
    engine: SpokenEngine | None = None,
) -> int:
    """Run the policy's cases; returns how many there are."""
    opened = exchange.library.open(exchange.library.find(NAME).id)
    every = exchange.library.cases(opened.policy.id)
    suites, runs = exchange.suites, exchange.workspace.runs
    if engine is not None:
        suites = Suites(Judging(engine, runs), runs)
    settings = RunSettings(seed=5, repeats=repeats)
    subject = Subject(opened.text, NAME, opened.policy.id, 1)
    chosen = every if cases is None else cases
    for _ in suites.run(subject, chosen, settings, CancelToken()):
        pass
    return len(every)


@pytest.fixture
def approving(exchange: Exchange) -> Approving:
    return Approving(exchange.workspace, exchange.releasing)


def test_a_new_version_is_a_draft(approving: Approving) -> None:
    report = approving.report(NAME)
    assert (report.stage, report.steps) == (Stage.DRAFT, ())
    assert [obstacle.kind for obstacle in report.obstacles] == [ObstacleKind.UNTESTED]
    with pytest.raises(NotFoundError):
        approving.report("Ham")


def test_steps_need_a_name_a_reason_and_an_order(approving: Approving) -> None:
    for who, reason in (("", "Why"), ("Ana", " "), ("\u202e", "Why")):
        with pytest.raises(BadInputError, match="a name and a reason"):
            approving.move(NAME, Stage.REVIEW, who, reason)
    with pytest.raises(BadInputError, match="cannot become approved"):
        approving.move(NAME, Stage.APPROVED, "Ana", "Why", override="Why not")
    assert approving.move(NAME, Stage.REVIEW, "Ana", "Ready").stage is Stage.REVIEW
    with pytest.raises(BadInputError, match="cannot become in-review"):
        approving.move(NAME, Stage.REVIEW, "Ana", "Again")


def test_obstacles_are_passed_only_with_a_typed_reason(
    approving: Approving, exchange: Exchange
) -> None:
    targets = (Target(None, "", Metric.RECALL, 1.0),)
    approving.move(NAME, Stage.REVIEW, "Ana", "Ready", override="not needed")
    with pytest.raises(BadInputError, match="stands in the way") as refused:
        approving.move(NAME, Stage.APPROVED, "Bo", "Good", targets=targets)
    assert "never tested" in refused.value.detail
    step = approving.move(NAME, Stage.APPROVED, "Bo", "Good", override="A trial", targets=targets)
    assert step.override == "A trial"
    report = approving.report(NAME)
    assert [s.override for s in report.steps] == ["", "A trial"]
    assert report.stage is Stage.APPROVED
    assert exchange.releasing.release(NAME).approval == step
    assert exchange.workspace.verify_chain() == ()


def test_a_new_version_has_to_go_the_way_again(approving: Approving, exchange: Exchange) -> None:
    approving.move(NAME, Stage.REVIEW, "Ana", "Ready")
    opened = exchange.library.open(exchange.library.find(NAME).id)
    exchange.library.save_version(opened.policy.id, f"{opened.text}\nMore.\n", "More")
    assert approving.report(NAME).stage is Stage.DRAFT
    assert exchange.releasing.release(NAME).approval is None


def test_words_that_are_in_no_version_are_not_what_is_approved(
    approving: Approving, exchange: Exchange
) -> None:
    opened = exchange.library.open(exchange.library.find(NAME).id)
    assert not approving.report(NAME).draft_differs
    exchange.library.save_draft(opened.policy.id, f"{opened.text}More.\n", 0)
    report = approving.report(NAME)
    assert report.draft_differs
    assert report.release.text == opened.text
    assert approving.move(NAME, Stage.REVIEW, "Ana", "Ready").stage is Stage.REVIEW


def test_a_folder_of_the_same_name_is_not_taken_for_the_policy(
    approving: Approving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / NAME
    folder.mkdir()
    (folder / "policy.md").write_text("# Another\n\n- A1 Hate. Violates.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert "Cold offer" in approving.report(NAME).release.text


def test_changes_are_told_since_the_version_approved_last(
    approving: Approving, exchange: Exchange
) -> None:
    approving.move(NAME, Stage.REVIEW, "Ana", "Ready")
    approving.move(NAME, Stage.APPROVED, "Bo", "Good", override="A trial")
    opened = exchange.library.open(exchange.library.find(NAME).id)
    for number in (2, 3):
        exchange.library.save_version(opened.policy.id, f"{opened.text}\nMore {number}.\n", "More")
    told = exchange.releasing.release(NAME).changelog
    assert "Changes from version 1 to version 3" in told


def test_comments_of_reviewers_have_to_be_answered(
    approving: Approving, exchange: Exchange
) -> None:
    policy = exchange.library.find(NAME)
    (kept,) = exchange.workspace.comments.add_all([replace(SAID, policy_id=policy.id)])
    found = approving.report(NAME).obstacles[-1]
    assert found.kind is ObstacleKind.COMMENT
    exchange.workspace.comments.end(kept.id, EndKind.ASIDE, "Bo", "Meant so")
    assert ObstacleKind.COMMENT not in [o.kind for o in approving.report(NAME).obstacles]


def test_a_suite_that_no_language_model_judged_is_no_proof(
    approving: Approving, exchange: Exchange
) -> None:
    count = _judge(exchange, repeats=3)
    report = approving.report(NAME, (Target(By.TAG, "nowhere", Metric.ACCURACY, 0.5),))
    kinds = [obstacle.kind for obstacle in report.obstacles]
    assert kinds[:2] == [ObstacleKind.ENGINE, ObstacleKind.TARGET]
    assert "0 of at least 10" in report.obstacles[1].sentence
    assert all(obstacle.remedy for obstacle in report.obstacles)
    assert report.metrics is not None
    assert report.metrics.cases == count
    approving.move(NAME, Stage.REVIEW, "Ana", "Ready")
    with pytest.raises(BadInputError) as refused:
        approving.move(NAME, Stage.APPROVED, "Ana", "Good")
    assert "no language model" in refused.value.detail
    approving.move(NAME, Stage.APPROVED, "Ana", "Good", override="Only to try the export")
    assert exchange.releasing.release(NAME).approval is not None


def test_clauses_that_are_read_in_several_ways_stand_in_the_way(
    approving: Approving, exchange: Exchange
) -> None:
    _judge(exchange, repeats=2, engine=SpokenEngine(_wavering()))
    found = approving.report(NAME).obstacles
    ambiguous = [o for o in found if o.kind is ObstacleKind.AMBIGUOUS]
    assert ambiguous
    assert "read in several ways" in ambiguous[0].sentence
    assert ObstacleKind.ENGINE not in [o.kind for o in found]
    assert ObstacleKind.ASKED_ONCE not in [o.kind for o in found]


def test_one_answer_of_a_model_is_no_verdict(approving: Approving, exchange: Exchange) -> None:
    count = _judge(exchange, repeats=1, engine=SpokenEngine(_wavering()))
    (once,) = [o for o in approving.report(NAME).obstacles if o.kind is ObstacleKind.ASKED_ONCE]
    assert once.sentence.startswith(f"{count} of {count} cases were asked only once")
    assert "--repeat 5" in once.remedy


def test_locked_cases_that_were_left_out_stand_in_the_way(
    approving: Approving, exchange: Exchange
) -> None:
    opened = exchange.library.open(exchange.library.find(NAME).id)
    first, *rest = exchange.library.cases(opened.policy.id)
    exchange.library.change_case(replace(first, split=Split.LOCKED))
    _judge(exchange, repeats=1, cases=rest)
    found = [o for o in approving.report(NAME).obstacles if o.kind is ObstacleKind.LOCKED]
    assert [o.sentence for o in found] == [f"1 locked case was not judged: {first.name}."]
    assert "--all-cases" in found[0].remedy

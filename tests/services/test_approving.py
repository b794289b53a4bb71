"""A version goes from draft to approved by named people, with reasons, past no obstacle unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.domain.bundle.test_commenting import SAID
from tests.support.exchange import Exchange, open_test_exchange
from tests.support.releases import POLICIES

from clausebench.domain.bundle.approval import Stage
from clausebench.domain.bundle.commenting import EndKind
from clausebench.domain.bundle.measures import Target
from clausebench.domain.bundle.stages import ObstacleKind
from clausebench.domain.errors import BadInputError, NotFoundError
from clausebench.services.approving import Approving

NAME = "Spam policy"


@pytest.fixture
def exchange(workspace_path: Path) -> Iterator[Exchange]:
    with open_test_exchange(workspace_path) as exchange:
        exchange.library.import_folder(POLICIES / "spam")
        yield exchange


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
    targets = (Target("recall", 1000),)
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


def test_comments_of_reviewers_have_to_be_answered(
    approving: Approving, exchange: Exchange
) -> None:
    policy = exchange.library.find(NAME)
    (kept,) = exchange.workspace.comments.add_all([replace(SAID, policy_id=policy.id)])
    found = approving.report(NAME).obstacles[-1]
    assert found.kind is ObstacleKind.COMMENT
    exchange.workspace.comments.end(kept.id, EndKind.ASIDE, "Bo", "Meant so")
    assert ObstacleKind.COMMENT not in [o.kind for o in approving.report(NAME).obstacles]

"""Numbers about runs in history."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.desks import open_test_desk
from tests.support.policies import SPAM
from tests.support.spoken_engine import SpokenEngine, answer, rationale

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case, Expectation, Split
from clausebench.domain.clause import Decision
from clausebench.domain.effort import Effort
from clausebench.domain.judging import JudgeRequest
from clausebench.domain.measures import By, Share
from clausebench.domain.policy import Policy
from clausebench.domain.run import Run, RunSettings
from clausebench.domain.verdict import RawAnswer
from clausebench.services.desk import Desk
from clausebench.services.judging import JudgeOrder
from clausebench.services.measuring import costs, measured_run, suite_runs, version_runs
from clausebench.services.recording import Subject
from clausebench.services.suites import RunStarted


def _speak(request: JudgeRequest) -> RawAnswer:
    return answer(rationale(int("sell" in request.content)))


@pytest.fixture
def desk(workspace_path: Path) -> Iterator[Desk]:
    with open_test_desk(workspace_path, SpokenEngine(_speak)) as desk:
        yield desk


@pytest.fixture
def policy(desk: Desk) -> Policy:
    policy = desk.library.create("Spam", SPAM).policy
    for name, decision in (("sell", Decision.VIOLATES), ("news", Decision.VIOLATES)):
        desk.library.keep_case(
            policy.id, f"a {name} post", Expectation(decision), name=name, tags=[name]
        )
    return policy


def judged(
    desk: Desk, policy: Policy, cases: Sequence[Case], text: str = SPAM, **how: object
) -> Run:
    """Run a suite; the run as history has it."""
    settings = RunSettings(**how)  # type: ignore[arg-type]
    list(desk.suites.run(Subject(text, "Spam", policy.id), cases, settings, CancelToken()))
    return desk.history.runs()[0]


def test_a_past_run_has_its_numbers_and_its_cost(desk: Desk, policy: Policy) -> None:
    cases = desk.library.cases(policy.id)
    run = judged(desk, policy, cases, repeats=3)
    found = measured_run(desk.history, run, cases)
    assert found.measures.overall.right == Share(1, 2)
    assert found.measures.overall.stable == Share(2, 2)
    assert [part.name for part in found.measures.by(By.TAG)] == ["news", "sell"]
    assert found.measures.splits.open == 2
    assert found.cost is not None
    assert (found.cost.items, found.cost.is_wall) == (6, True)
    assert found.cost.pace < 0.5  # by the clock, which hardly moves here


def test_cases_that_are_gone_are_counted_without_what_they_were(desk: Desk, policy: Policy) -> None:
    cases = desk.library.cases(policy.id)
    run = judged(desk, policy, cases)
    desk.library.remove_case(cases[0].id)
    found = measured_run(desk.history, run, desk.library.cases(policy.id)).measures
    assert (found.n, found.splits.unknown) == (2, 1)
    assert [part.name for part in found.by(By.TAG)] == ["news", ""]


def test_what_was_expected_then_counts(desk: Desk, policy: Policy) -> None:
    cases = desk.library.cases(policy.id)
    run = judged(desk, policy, cases)
    news = next(case for case in cases if case.name == "news")
    desk.library.change_case(
        replace(news, expected=Expectation(Decision.ALLOWED), split=Split.LOCKED)
    )
    found = measured_run(desk.history, run, desk.library.cases(policy.id)).measures
    assert found.overall.right == Share(1, 2)
    assert found.splits.locked == 1


def test_a_content_without_a_case_is_not_quoted(desk: Desk, policy: Policy) -> None:
    order = JudgeOrder(SPAM, "a secret post", RunSettings(), policy.id, "Spam", 1)
    list(desk.judging.judge(order, CancelToken()))
    found = measured_run(desk.history, desk.history.runs()[0])
    assert found.measures.n == 0
    (name,) = found.measures.unlabelled
    assert name.startswith("content ")
    assert "secret" not in name


def test_a_run_that_was_stopped_at_once_costs_nothing(desk: Desk, policy: Policy) -> None:
    cases = desk.library.cases(policy.id)
    running = desk.suites.run(Subject(SPAM, "Spam", policy.id), cases, RunSettings(), CancelToken())
    assert any(isinstance(event, RunStarted) for event in running)  # and no further
    assert isinstance(running, Generator)
    running.close()
    found = measured_run(desk.history, desk.history.runs()[0], cases)
    assert (found.cost, found.measures.n) == (None, 0)
    assert costs(desk.history, suite_runs(desk.history, policy.id)) == ()


def test_going_back_to_an_older_text_is_that_version_again(desk: Desk, policy: Policy) -> None:
    cases = desk.library.cases(policy.id)
    for text, reason in ((f"{SPAM}\nMore.", "More"), (SPAM, "Back")):
        desk.library.save_version(policy.id, text, reason)
    judged(desk, policy, cases)
    judged(desk, policy, cases, "A draft that was never saved.")
    found = version_runs(desk.history, policy.id, "", desk.library.versions(policy.id), cases)
    assert [(version.name, version.reason) for version in found] == [("v1", "Created")]


def test_cost_by_effort_cheapest_first(desk: Desk, policy: Policy) -> None:
    cases = desk.library.cases(policy.id)
    assert costs(desk.history, suite_runs(desk.history, policy.id)) == ()
    for effort in (Effort.HIGH, Effort.LOW, Effort.LOW):
        judged(desk, policy, cases, effort=effort)
    found = costs(desk.history, suite_runs(desk.history, policy.id))
    assert {cost.effort for cost in found} == {Effort.HIGH, Effort.LOW}
    assert [cost.pace for cost in found] == sorted(cost.pace for cost in found)

"""Running the cases of a policy."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.desks import open_test_desk
from tests.support.policies import SPAM
from tests.support.spoken_engine import SpokenEngine, answer, rationale

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case, Expectation, Outcome
from clausebench.domain.clause import Decision
from clausebench.domain.judging import JudgeRequest
from clausebench.domain.run import RunSettings, RunStatus
from clausebench.domain.verdict import RawAnswer
from clausebench.services.desk import Desk
from clausebench.services.recording import Subject
from clausebench.services.suites import CaseJudged, RunFinished, RunStarted, Suites, collapse

EXPECTED = {"sell": Decision.VIOLATES, "news": Decision.ALLOWED, "trick": Decision.VIOLATES}


def _keyword(request: JudgeRequest) -> RawAnswer:
    return answer(rationale(1, "SP1", "SP1") if "sell" in request.content else rationale(0))


@pytest.fixture
def desk(workspace_path: Path) -> Iterator[Desk]:
    with open_test_desk(workspace_path, SpokenEngine(_keyword)) as desk:
        yield desk


@pytest.fixture
def cases(desk: Desk) -> tuple[Case, ...]:
    policy = desk.library.create("Spam", SPAM).policy
    for name, decision in EXPECTED.items():
        desk.library.keep_case(policy.id, f"a {name} post", Expectation(decision), name=name)
    return desk.library.cases(policy.id)


def _subject(cases: tuple[Case, ...]) -> Subject:
    return Subject(SPAM, "Spam", cases[0].policy_id, 1)


def test_a_suite_judges_every_case_and_counts(desk: Desk, cases: tuple[Case, ...]) -> None:
    events = list(desk.suites.run(_subject(cases), cases, RunSettings(), CancelToken()))
    outcomes = {e.case.name: e.outcome for e in events if isinstance(e, CaseJudged)}
    assert outcomes == {
        "sell": Outcome.PASSED,
        "news": Outcome.PASSED,
        "trick": Outcome.FAILED,
    }
    finished = events[-1]
    assert isinstance(finished, RunFinished)
    assert (finished.summary.passed, finished.summary.failed) == (2, 1)
    assert finished.summary.recall == 0.5
    assert finished.run.status is RunStatus.FINISHED


def test_the_latest_verdict_of_each_case_is_known_afterwards(
    desk: Desk, cases: tuple[Case, ...]
) -> None:
    list(desk.suites.run(_subject(cases), cases, RunSettings(), CancelToken()))
    latest = desk.history.latest(cases[0].policy_id)
    assert {latest[c.id].verdict.decision for c in cases[:1]} == {Decision.VIOLATES}
    assert desk.history.citations(cases[0].policy_id) == {"SP1": 1}


def test_a_cancelled_run_keeps_what_was_judged(desk: Desk, cases: tuple[Case, ...]) -> None:
    cancel = CancelToken()
    judged = 0
    for event in desk.suites.run(_subject(cases), cases, RunSettings(), cancel):
        if isinstance(event, CaseJudged):
            judged += 1
            cancel.cancel()
    assert judged == 1
    assert desk.history.runs()[0].status is RunStatus.CANCELLED
    assert len(desk.history.verdicts(desk.history.runs()[0].id)) == 1


def test_an_abandoned_run_does_not_stay_running(desk: Desk, cases: tuple[Case, ...]) -> None:
    events = desk.suites.run(_subject(cases), cases, RunSettings(), CancelToken())
    assert any(isinstance(event, RunStarted) for event in events)
    events.close()
    assert desk.history.runs()[0].status is not RunStatus.RUNNING


def test_time_left_is_told_from_the_third_verdict_on(desk: Desk, cases: tuple[Case, ...]) -> None:
    clock = itertools.count(0.0, 0.5)
    suites = Suites(desk.judging, desk.suites._runs, clock=lambda: next(clock))
    events = suites.run(_subject(cases), cases, RunSettings(repeats=2), CancelToken())
    left = [e.seconds_left for e in events if isinstance(e, CaseJudged)]
    assert left == [None, None, 1.5, 1.0, 0.5, 0.0]


def test_repeats_collapse_into_one_result_per_case(workspace_path: Path) -> None:
    flips = iter([1, 0, 1])
    coin = SpokenEngine(lambda _: answer(rationale(next(flips))))
    with open_test_desk(workspace_path, coin) as desk:
        policy = desk.library.create("Spam", SPAM).policy
        case = desk.library.keep_case(policy.id, "a post", Expectation(Decision.VIOLATES))
        settings = RunSettings(repeats=3)
        events = list(desk.suites.run(Subject(SPAM), (case,), settings, CancelToken()))
    report = collapse([e for e in events if isinstance(e, CaseJudged)])
    (result,) = report.results
    assert result.decision is Decision.VIOLATES
    assert result.agreement == pytest.approx(2 / 3)
    assert report.summary.passed == 1


def test_a_tie_has_no_majority_and_does_not_pass(workspace_path: Path) -> None:
    flips = iter([1, 0])
    coin = SpokenEngine(lambda _: answer(rationale(next(flips))))
    with open_test_desk(workspace_path, coin) as desk:
        policy = desk.library.create("Spam", SPAM).policy
        case = desk.library.keep_case(policy.id, "a post", Expectation(Decision.VIOLATES))
        settings = RunSettings(repeats=2)
        events = list(desk.suites.run(Subject(SPAM), (case,), settings, CancelToken()))
    (result,) = collapse([e for e in events if isinstance(e, CaseJudged)]).results
    assert result.decision is None
    assert result.outcome is Outcome.FAILED

"""Runs that ask again where there is doubt, go on after a break, or take answers over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.desks import open_test_desk
from tests.support.policies import SPAM
from tests.support.spoken_engine import SpokenEngine, answer, rationale

from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Case, Expectation, Outcome
from clausebench.domain.clause import Decision
from clausebench.domain.effort import Effort
from clausebench.domain.errors import BadInputError
from clausebench.domain.judging import JudgeRequest
from clausebench.domain.run import RunSettings, RunStatus
from clausebench.domain.verdict import RawAnswer
from clausebench.services.desk import Desk
from clausebench.services.recording import Subject
from clausebench.services.suites import CaseJudged, RunStarted, collapse


def _speak(request: JudgeRequest) -> RawAnswer:
    """Contents that waver are decided by the seed, unless somebody thinks hard."""
    if "waver" in request.content and request.effort is not Effort.HIGH:
        return answer(rationale(request.seed % 2))
    return answer(rationale(1, "SP1", "SP1") if "sell" in request.content else rationale(0))


@pytest.fixture
def engine() -> SpokenEngine:
    return SpokenEngine(_speak)


@pytest.fixture
def desk(workspace_path: Path, engine: SpokenEngine) -> Iterator[Desk]:
    with open_test_desk(workspace_path, engine) as desk:
        yield desk


@pytest.fixture
def cases(desk: Desk) -> tuple[Case, ...]:
    policy = desk.library.create("Spam", SPAM).policy
    for name in ("sell", "news", "sell and waver", "more news"):
        desk.library.keep_case(policy.id, f"a {name} post", Expectation(Decision.VIOLATES))
    return desk.library.cases(policy.id)


def _subject(cases: tuple[Case, ...]) -> Subject:
    return Subject(SPAM, "Spam", cases[0].policy_id, 1)


def _judged(events: Iterator[object]) -> list[CaseJudged]:
    return [event for event in events if isinstance(event, CaseJudged)]


def test_only_what_is_in_doubt_is_asked_more_often(desk: Desk, cases: tuple[Case, ...]) -> None:
    settings = RunSettings(repeats=2, most_repeats=6)
    judged = _judged(desk.suites.run(_subject(cases), cases, settings, CancelToken()))
    times = Counter(event.case.content for event in judged)
    assert times == {
        "a sell post": 2,
        "a news post": 2,
        "a sell and waver post": 6,
        "a more news post": 2,
    }
    assert [event.index for event in judged] == list(range(1, 13))
    assert {event.total for event in judged[:8]} == {8}
    assert judged[-1].total == 12


def test_more_effort_settles_what_repeats_do_not(desk: Desk, cases: tuple[Case, ...]) -> None:
    settings = RunSettings(Effort.LOW, repeats=2, careful_effort=Effort.HIGH)
    judged = _judged(desk.suites.run(_subject(cases), cases, settings, CancelToken()))
    results = {r.case.content: r for r in collapse(judged).results}
    wavering = results["a sell and waver post"]
    assert (wavering.outcome, wavering.agreement) == (Outcome.PASSED, 1.0)
    assert [v.effort for v in wavering.verdicts] == [
        Effort.LOW,
        Effort.LOW,
        Effort.HIGH,
        Effort.HIGH,
    ]


@pytest.mark.parametrize("after", [0, 1, 3, 5, 7])
def test_a_paused_run_goes_on_where_it_stopped(
    desk: Desk, cases: tuple[Case, ...], engine: SpokenEngine, after: int
) -> None:
    whole = _judged(
        desk.suites.run(_subject(cases), cases, RunSettings(repeats=2, seed=4), CancelToken())
    )
    cancel = CancelToken()
    events = desk.suites.run(_subject(cases), cases, RunSettings(repeats=2, seed=4), cancel)
    before = 0
    for event in events:
        if before == after:
            cancel.pause()
        before += isinstance(event, CaseJudged)
    run = desk.history.runs()[0]
    assert run.status is RunStatus.PAUSED
    engine.requests.clear()
    rest = _judged(desk.suites.go_on(run.id, cases, CancelToken()))
    assert len(engine.requests) == len(rest) == 8 - before
    assert desk.history.run(run.id).status is RunStatus.FINISHED
    found = {(s.case_id, s.repeat): s.verdict.decision for s in desk.history.verdicts(run.id)}
    wanted = {(e.case.id, e.stored.repeat): e.stored.verdict.decision for e in whole}
    assert found == wanted


def test_a_run_that_was_killed_goes_on_in_the_next_session(
    workspace_path: Path, engine: SpokenEngine
) -> None:
    with open_test_desk(workspace_path, engine) as desk:
        policy = desk.library.create("Spam", SPAM).policy
        for name in ("sell", "news", "more"):
            desk.library.keep_case(policy.id, f"a {name} post", Expectation())
        cases = desk.library.cases(policy.id)
        events = desk.suites.run(_subject(cases), cases, RunSettings(), CancelToken())
        next(event for event in events if isinstance(event, CaseJudged))
        # As a power cut leaves it: still running in the file.
        run_id = desk.history.runs()[0].id
        saved = workspace_path.read_bytes()
        log = workspace_path.with_name(workspace_path.name + "-wal").read_bytes()
        events.close()
    workspace_path.write_bytes(saved)
    workspace_path.with_name(workspace_path.name + "-wal").write_bytes(log)
    with open_test_desk(workspace_path, engine) as desk:
        assert desk.history.run(run_id).status is RunStatus.INTERRUPTED
        events = desk.suites.go_on(run_id, desk.library.cases(policy.id), CancelToken())
        started = next(event for event in events if isinstance(event, RunStarted))
        assert len(started.earlier) == 1
        assert len(_judged(events)) == 2
        assert len(desk.history.verdicts(run_id)) == 3


def test_a_run_does_not_go_on_with_another_engine(desk: Desk, cases: tuple[Case, ...]) -> None:
    cancel = CancelToken()
    for event in desk.suites.run(_subject(cases), cases, RunSettings(), cancel):
        if isinstance(event, RunStarted):
            cancel.pause()
    run = desk.history.runs()[0]
    other = SpokenEngine(_speak)
    other.fingerprint = lambda: SpokenEngine.fingerprint(other).__class__(  # type: ignore[method-assign]
        "spoken", "another", True
    )
    desk.judging.use(other)
    with pytest.raises(BadInputError, match="another is in use now"):
        list(desk.suites.go_on(run.id, cases, CancelToken()))
    assert desk.history.run(run.id).status is RunStatus.PAUSED


def test_a_finished_run_does_not_go_on(desk: Desk, cases: tuple[Case, ...]) -> None:
    list(desk.suites.run(_subject(cases), cases, RunSettings(), CancelToken()))
    with pytest.raises(BadInputError, match="cannot go on"):
        list(desk.suites.go_on(desk.history.runs()[0].id, cases, CancelToken()))


def test_answers_are_taken_over_and_say_so(
    desk: Desk, cases: tuple[Case, ...], engine: SpokenEngine
) -> None:
    first = _judged(desk.suites.run(_subject(cases), cases[:3], RunSettings(), CancelToken()))
    engine.requests.clear()
    settings = RunSettings(seed=9, reuses=True)
    again = _judged(desk.suites.run(_subject(cases), cases, settings, CancelToken()))
    assert [r.content for r in engine.requests] == [cases[3].content]
    assert [e.stored.reused_from for e in again] == [*(e.stored.id for e in first), None]
    third = _judged(desk.suites.run(_subject(cases), cases, settings, CancelToken()))
    assert {e.stored.repeat for e in again} == {0}
    assert [e.stored.reused_from for e in third[:3]] == [e.stored.id for e in first]


@pytest.mark.parametrize(
    "settings",
    [
        RunSettings(reuses=True, repeats=2),
        RunSettings(Effort.HIGH, reuses=True),
        RunSettings(),
    ],
)
def test_other_questions_are_asked_anew(
    desk: Desk, cases: tuple[Case, ...], engine: SpokenEngine, settings: RunSettings
) -> None:
    list(desk.suites.run(_subject(cases), cases, RunSettings(), CancelToken()))
    engine.requests.clear()
    judged = _judged(desk.suites.run(_subject(cases), cases, settings, CancelToken()))
    assert len(engine.requests) == len(judged) == len(cases) * settings.repeats


def test_other_words_are_asked_anew(
    desk: Desk, cases: tuple[Case, ...], engine: SpokenEngine
) -> None:
    list(desk.suites.run(_subject(cases), cases, RunSettings(), CancelToken()))
    engine.requests.clear()
    other = Subject(SPAM + "\nMore.", "Spam", cases[0].policy_id)
    list(desk.suites.run(other, cases, RunSettings(reuses=True), CancelToken()))
    assert len(engine.requests) == len(cases)

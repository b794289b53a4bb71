"""One content under one policy, from order to history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.desks import open_test_desk
from tests.support.policies import SPAM
from tests.support.spoken_engine import SpokenEngine, answer, rationale

from clausebench.domain.cancel import CancelToken
from clausebench.domain.clause import Decision
from clausebench.domain.errors import PromptTooLongError
from clausebench.domain.judging import EngineEvent, JudgeRequest, ReadingPolicy, ReasoningText
from clausebench.domain.run import RunKind, RunSettings, RunStatus
from clausebench.domain.verdict import RawAnswer, StopReason, VerdictStatus
from clausebench.services.desk import Desk
from clausebench.services.judging import Judged, JudgeOrder, RepeatStarted

ORDER = JudgeOrder(SPAM, "Buy my course", RunSettings(seed=7))


def _seller(request: JudgeRequest) -> RawAnswer:
    if "Buy" in request.content:
        return answer(rationale(1, "SP1", "SP1"), "This sells, so SP1 applies.")
    return answer(rationale(0), "Under SP7 this is wanted.")


@pytest.fixture
def engine() -> SpokenEngine:
    return SpokenEngine(_seller)


@pytest.fixture
def desk(workspace_path: Path, engine: SpokenEngine) -> Iterator[Desk]:
    with open_test_desk(workspace_path, engine) as desk:
        yield desk


def _judge(desk: Desk, order: JudgeOrder) -> list[Judged]:
    events = desk.judging.judge(order, CancelToken())
    return [event for event in events if isinstance(event, Judged)]


def test_a_verdict_comes_with_its_reasoning_and_is_kept(desk: Desk) -> None:
    (judged,) = _judge(desk, ORDER)
    verdict = judged.stored.verdict
    assert verdict.decision is Decision.VIOLATES
    assert verdict.clauses == ("SP1",)
    assert verdict.reasoning == "This sells, so SP1 applies."
    assert verdict.seed == 7
    assert desk.history.verdict(judged.stored.id) == judged.stored


def test_reasoning_streams_before_the_verdict(desk: Desk) -> None:
    kinds = [type(event) for event in desk.judging.judge(ORDER, CancelToken())]
    assert kinds.index(RepeatStarted) < kinds.index(ReasoningText) < kinds.index(Judged)


def test_the_model_reads_the_policy_with_its_output_contract(
    desk: Desk, engine: SpokenEngine
) -> None:
    _judge(desk, ORDER)
    (request,) = engine.requests
    assert request.policy_text != SPAM
    assert "rule_ids" in request.policy_text
    assert request.grammar is not None


def test_each_repeat_has_its_own_seed_and_all_stand_in_one_run(desk: Desk) -> None:
    order = JudgeOrder(SPAM, "Buy my course", RunSettings(seed=7, repeats=3))
    judged = _judge(desk, order)
    assert [j.stored.verdict.seed for j in judged] == [7, 8, 9]
    (run,) = desk.history.runs()
    assert (run.kind, run.status, run.judged) == (RunKind.SINGLE, RunStatus.FINISHED, 3)


def test_a_cancelled_answer_is_kept_but_decides_nothing(desk: Desk) -> None:
    cancel = CancelToken()
    judged = []
    for event in desk.judging.judge(ORDER, cancel):
        if isinstance(event, ReadingPolicy):
            cancel.cancel()
        if isinstance(event, Judged):
            judged.append(event.stored.verdict)
    assert [(v.status, v.decision) for v in judged] == [(VerdictStatus.CANCELLED, None)]
    assert desk.history.runs()[0].status is RunStatus.CANCELLED


def test_a_complete_object_in_a_crashed_answer_is_not_a_verdict(workspace_path: Path) -> None:
    crashed = SpokenEngine(lambda _: answer(rationale(1, "SP1"), stop=StopReason.CRASHED))
    with open_test_desk(workspace_path, crashed) as desk:
        (judged,) = _judge(desk, ORDER)
    assert judged.stored.verdict.status is VerdictStatus.CRASHED
    assert judged.stored.verdict.decision is None


def test_an_unreadable_answer_is_data_not_an_exception(workspace_path: Path) -> None:
    with open_test_desk(workspace_path, SpokenEngine(lambda _: answer("Hm."))) as desk:
        (judged,) = _judge(desk, ORDER)
    assert judged.stored.verdict.status is VerdictStatus.UNREADABLE
    assert judged.stored.verdict.final == "Hm."


def test_a_forced_final_is_marked_as_a_repair(workspace_path: Path) -> None:
    forced = SpokenEngine(lambda _: answer(rationale(0), flags=("final-forced",)))
    with open_test_desk(workspace_path, forced) as desk:
        (judged,) = _judge(desk, ORDER)
    assert judged.stored.verdict.status is VerdictStatus.REPAIRED
    assert "final-forced" in judged.stored.verdict.repairs


def test_a_prompt_that_does_not_fit_fails_its_run(workspace_path: Path) -> None:
    def refuse(_: JudgeRequest) -> RawAnswer:
        raise PromptTooLongError("The prompt does not fit.")

    with open_test_desk(workspace_path, SpokenEngine(refuse)) as desk:
        with pytest.raises(PromptTooLongError):
            _judge(desk, ORDER)
        assert desk.history.runs()[0].status is RunStatus.FAILED


def test_a_rule_that_does_not_exist_is_found(workspace_path: Path) -> None:
    inventor = SpokenEngine(lambda _: answer(rationale(1, "SP1", "SP4"), "By SP4 this is spam."))
    with open_test_desk(workspace_path, inventor) as desk:
        (judged,) = _judge(desk, ORDER)
    assert judged.stored.verdict.findings


def test_a_new_engine_takes_the_place_of_the_former(desk: Desk, engine: SpokenEngine) -> None:
    desk.judging.use(SpokenEngine(_seller))
    assert engine.is_closed
    assert _judge(desk, ORDER)


def test_the_exact_prompt_is_the_one_that_would_be_judged(desk: Desk, engine: SpokenEngine) -> None:
    prompt = desk.judging.prompt(ORDER)
    _judge(desk, ORDER)
    assert prompt.text.startswith(engine.requests[0].policy_text)


def test_an_engine_is_heard_to_its_end(workspace_path: Path) -> None:
    class Lingering(SpokenEngine):
        has_ended = False

        def judge(self, request: JudgeRequest, cancel: CancelToken) -> Iterator[EngineEvent]:
            yield from super().judge(request, cancel)
            self.has_ended = True

    engine = Lingering(_seller)
    with open_test_desk(workspace_path, engine) as desk:
        _judge(desk, ORDER)
    assert engine.has_ended

"""The main job on true weights, through the real bootstrap, twice: today and tomorrow."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.gguf_maker import scripted_weights

from clausebench.bootstrap import EngineChoice, open_desk
from clausebench.domain.cancel import CancelToken
from clausebench.domain.case import Expectation, Outcome
from clausebench.domain.clause import Decision
from clausebench.domain.effort import Sampler
from clausebench.domain.judging import ReasoningText
from clausebench.domain.run import RunKind, RunSettings
from clausebench.services.desk import Desk
from clausebench.services.judging import Judged, JudgeOrder
from clausebench.services.recording import Subject
from clausebench.services.suites import CaseJudged
from clausebench.settings import Settings

POLICY = """# House rules

Decide whether a post breaks the rules.

## Violates

- HR1 Bad word: the post says zzbad.

## Allowed

- HR7 Everything else.
"""
RELAXED = POLICY.replace("the post says zzbad.", "the post says zzbad, which is zzallow today.")
REPEATABLE = RunSettings(sampler=Sampler.REPEATABLE)

pytestmark = [pytest.mark.e2e, pytest.mark.llama]


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scripted_weights(tmp_path_factory.mktemp("weights"), "rationale")


def _judge(desk: Desk, policy_id: str, text: str, content: str) -> tuple[Judged, str]:
    order = JudgeOrder(text, content, REPEATABLE, policy_id, "House rules")
    streamed, judged = [], None
    for event in desk.judging.judge(order, CancelToken()):
        if isinstance(event, ReasoningText):
            streamed.append(event.text)
        elif isinstance(event, Judged):
            judged = event
    assert judged is not None
    assert len(streamed) > 1, "the reasoning came in one piece"
    return judged, "".join(streamed)


def _outcomes(desk: Desk, policy_id: str, text: str) -> dict[str, Outcome]:
    cases = desk.library.cases(policy_id)
    subject = Subject(text, "House rules", policy_id)
    events = desk.suites.run(subject, cases, REPEATABLE, CancelToken())
    return {e.case.name: e.outcome for e in events if isinstance(e, CaseJudged)}


def test_write_judge_keep_run_flip_and_find_it_all_tomorrow(
    weights: Path, workspace_path: Path
) -> None:
    choice = EngineChoice(weights=weights)
    with open_desk(workspace_path, choice, Settings()) as desk:
        policy = desk.library.create("House rules", POLICY).policy
        desk.library.save_draft(policy.id, POLICY, 3)

        judged, streamed = _judge(desk, policy.id, POLICY, "a fine day")
        assert judged.stored.verdict.reasoning == streamed

        desk.library.keep_case(
            policy.id, "a fine day", Expectation(judged.stored.verdict.decision), name="fine"
        )
        before = _outcomes(desk, policy.id, POLICY)
        after = _outcomes(desk, policy.id, RELAXED)
        assert before == {"fine": Outcome.PASSED}
        assert after == {"fine": Outcome.FAILED}, "editing the clause flips the verdict"

        desk.library.save_draft(policy.id, RELAXED, 5)
        desk.library.save_version(policy.id, RELAXED, "Allow it for a day")

    with open_desk(workspace_path, EngineChoice(), Settings()) as desk:
        opened = desk.library.open(desk.library.find("House rules").id)
        assert opened.text == RELAXED
        assert [v.number for v in desk.library.versions(policy.id)] == [2, 1]
        assert [c.name for c in desk.library.cases(policy.id)] == ["fine"]
        runs = desk.history.runs(policy.id)
        assert [r.kind for r in runs] == [RunKind.SUITE, RunKind.SUITE, RunKind.SINGLE]
        assert desk.history.verdict(judged.stored.id) == judged.stored
        assert desk.history.search("fine day")
        flipped = desk.history.verdicts(runs[0].id)[0].verdict.decision
        assert {flipped, judged.stored.verdict.decision} == {Decision.VIOLATES, Decision.ALLOWED}
